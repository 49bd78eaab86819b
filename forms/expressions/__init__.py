"""The language of forms: XPath 1.0 with the functions and value rules of OpenRosa and ODK.

`forms.expressions.expression.compile_expression` reads an expression once; `Context` and `Environment` say what it is
worked out against; `ExpressionError` says what is wrong with it.
"""
