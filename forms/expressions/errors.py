"""What is wrong with an expression, and at which character."""

from collections.abc import Mapping

from rules.errors import Problem, describe


class ExpressionError(Exception):
    """An expression cannot be read, or cannot be worked out with what it was given.

    `rules.errors.describe(error, language)` puts it into words.

    Attributes:
        code: Code of the catalogue, `EXPR_<NNN>`.
        column: Character of the expression, counted from 1.
        placeholders: What the text needs, the column among it.
    """

    def __init__(self, problem: Problem, column: int, **params: object) -> None:
        self.code = problem.code
        self.column = column
        self.placeholders: Mapping[str, object] = {"column": column, **params}
        super().__init__(describe(self, "en"))
