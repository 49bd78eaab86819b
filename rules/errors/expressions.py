"""EXPR_001–EXPR_049: an expression of a form that cannot be read or worked out."""

from rules.errors import Problem

EMPTY = Problem(
    "EXPR_001",
    "表达式是空的。请写出内容，或整个删去。",
    "The expression is empty. Write one, or delete it.",
)
TOO_LONG = Problem(
    "EXPR_002",
    "表达式有{length}个字符，最多{limit}个。请拆成几个 calculate。",
    "The expression has {length} characters, {limit} at most. Split it into several calculates.",
)
TOO_DEEP = Problem(
    "EXPR_003",
    "表达式第{column}个字符处嵌套超过{limit}层。请拆成几个 calculate。",
    "At character {column} the expression is nested deeper than {limit}. Split it into several calculates.",
)
TEXT_NOT_CLOSED = Problem(
    "EXPR_004",
    "第{column}个字符处的引号没有闭合。请在文字后补上同样的引号 {quote}。",
    "The quote at character {column} is not closed. Add the same quote {quote} after the text.",
)
UNKNOWN_SIGN = Problem(
    "EXPR_005",
    "第{column}个字符“{sign}”不能这样用。文字要加直引号，运算用 + - * div mod = != < > and or。",
    "“{sign}” at character {column} cannot stand there. Put text in straight quotes; "
    "operators are + - * div mod = != < > and or.",
)
OPERATOR_WANTED = Problem(
    "EXPR_006",
    "第{column}个字符处的“{found}”放错了位置，它前面缺运算符，或多了一个括号。请补上 + - * div = and 等，或删去它。",
    "“{found}” at character {column} is out of place: an operator is missing before it, or it is a bracket too many. "
    "Add + - * div = and or the like, or delete it.",
)
OPERAND_WANTED = Problem(
    "EXPR_007",
    "第{column}个字符处的“{found}”前缺一个值、路径或函数。请补上，或删去多余的运算符和逗号。",
    "A value, a path or a function is missing before “{found}” at character {column}. "
    "Add one, or delete the operator or comma too many.",
)
SIGN_WANTED = Problem(
    "EXPR_021",
    "第{column}个字符“{found}”前缺“{sign}”。请补上。",
    "“{sign}” is missing before “{found}” at character {column}. Add it.",
)
ENDS_EARLY = Problem(
    "EXPR_022",
    "表达式在第{column}个字符处就结束了，还缺一个值、路径或函数。请补全，或删去末尾的运算符。",
    "The expression ends at character {column}, where a value, a path or a function is missing. "
    "Complete it, or delete the operator at its end.",
)
NOT_CLOSED = Problem(
    "EXPR_023",
    "表达式在第{column}个字符处就结束了，还缺“{sign}”。请补上。",
    "The expression ends at character {column}, where “{sign}” is missing. Add it.",
)
UNKNOWN_FUNCTION = Problem(
    "EXPR_008",
    "第{column}个字符处的函数 {name} 不认识。请检查拼写{hint}。",
    "The function {name} at character {column} is not known. Check its spelling{hint}.",
)
WRONG_NUMBER_OF_ARGUMENTS = Problem(
    "EXPR_009",
    "第{column}个字符处的函数 {name} 有{given}个参数，应为{wanted}个。请增减参数。",
    "The function {name} at character {column} has {given} arguments; it takes {wanted}. Add or remove some.",
)
UNKNOWN_PREFIX = Problem(
    "EXPR_010",
    "第{column}个字符处的前缀“{prefix}”没有声明。请在 namespaces 中声明，或去掉前缀。",
    "The prefix “{prefix}” at character {column} is not declared. Declare it under namespaces, or leave it out.",
)
UNKNOWN_AXIS = Problem(
    "EXPR_011",
    "第{column}个字符处的轴“{axis}”不认识。可用 child、parent、ancestor、following-sibling 等。",
    "The axis “{axis}” at character {column} is not known. Use child, parent, ancestor, following-sibling or the like.",
)
VARIABLE = Problem(
    "EXPR_012",
    "第{column}个字符处写了变量“${name}”，表单里没有变量。引用问题请写成 ${{{name}}}。",
    "Character {column} names a variable, “${name}”; forms have none. To refer to a question write ${{{name}}}.",
)
NOT_NODES = Problem(
    "EXPR_013",
    "第{column}个字符处的 {name} 要的是问题或路径，给的却是文字或数字。请改写成 ${{问题名}} 或路径。",
    "{name} at character {column} needs a question or a path, not text or a number. Write ${{question}} or a path.",
)
BAD_PATTERN = Problem(
    "EXPR_014",
    "第{column}个字符处 regex 的模式“{pattern}”在它的第{at}个字符处写错了。请检查括号和 * + ? 的位置。",
    "The pattern “{pattern}” of regex at character {column} is wrong at its character {at}. "
    "Check its brackets and where * + ? stand.",
)
BAD_ARGUMENT = Problem(
    "EXPR_015",
    "第{column}个字符处的函数 {name} 用不了“{value}”，应为{wanted}。请改正。",
    "The function {name} at character {column} cannot use “{value}”; it needs {wanted}. Correct it.",
)
NO_SUCH_INSTANCE = Problem(
    "EXPR_016",
    "第{column}个字符处引用的数据“{name}”不在表单里。请检查 instance 的名称，或附上文件。",
    "The data “{name}” named at character {column} is not in the form. Check its name, or attach the file.",
)
NO_SUCH_DAY = Problem(
    "EXPR_017",
    "第{column}个字符处的函数 {name}：没有“{value}”这一天或这个时刻。请写成 2026-06-30 或 2026-06-30T08:00。",
    "The function {name} at character {column}: there is no such day or time as “{value}”. "
    "Write 2026-06-30 or 2026-06-30T08:00.",
)
NO_POINT = Problem(
    "EXPR_018",
    "第{column}个字符处的函数 {name} 用不了“{value}”：位置应写成“纬度 经度”，多个之间用分号隔开。",
    "The function {name} at character {column} cannot use “{value}”: write places as “latitude longitude”, "
    "with semicolons between them.",
)
PATTERN_NOT_SUPPORTED = Problem(
    "EXPR_019",
    "第{column}个字符处 regex 的模式“{pattern}”用了“{part}”，这里不支持。请换一种写法。",
    "The pattern “{pattern}” of regex at character {column} uses “{part}”, which is not supported. "
    "Write it another way.",
)
PATTERN_TOO_COSTLY = Problem(
    "EXPR_020",
    "第{column}个字符处 regex 的模式“{pattern}”太长或太费时间。请写短一些，少套几层重复。",
    "The pattern “{pattern}” of regex at character {column} is too long or takes too much time. "
    "Shorten it and nest fewer repetitions.",
)
