"""REG_001–REG_029: an entry of a registry that cannot be taken as it was written."""

from rules.errors import Problem

WRONG_LENGTH = Problem(
    "REG_001",
    "代码有{length}位。统一社会信用代码为18位，旧注册号为15位或13位。请对照执照补全。",
    "The code has {length} signs. A unified social credit code has 18, an old registration number 15 or 13. "
    "Complete it from the licence.",
)
SIGN_NOT_USED = Problem(
    "REG_002",
    "代码第{place}位的“{sign}”用不了。代码只用数字和大写字母，不用 I、O、S、V、Z，多半应为 1、0、5 或 2。"
    "请对照执照改正。",
    "Sign {place} of the code, “{sign}”, is never used. Codes have digits and capital letters without I, O, S, V, Z; "
    "often a 1, 0, 5 or 2 was meant. Correct it from the licence.",
)
DIGIT_NEEDED = Problem(
    "REG_003",
    "代码第{place}位应为数字，填的是“{sign}”。请对照执照改正。",
    "Sign {place} of the code must be a digit, not “{sign}”. Correct it from the licence.",
)
CHECK_SIGN_DIFFERS = Problem(
    "REG_004",
    "统一社会信用代码的校验位（第18位）不符，有一位抄错了。请对照执照逐位核对。",
    "The check sign (sign 18) of the unified social credit code does not fit: some sign was copied wrongly. "
    "Compare it with the licence sign by sign.",
)
ORGANISATION_CHECK_DIFFERS = Problem(
    "REG_005",
    "代码第9–17位（主体标识码）的校验位不符，这个代码没有发放过。请对照执照核对。",
    "Signs 9 to 17 of the code (the organisation's own) do not fit their check sign: no such code was issued. "
    "Compare it with the licence.",
)
OLD_NUMBER_DIFFERS = Problem(
    "REG_006",
    "15位注册号的校验位（第15位）不符，有一位抄错了。请对照执照逐位核对。",
    "The check digit (digit 15) of the old registration number does not fit: some digit was copied wrongly. "
    "Compare it with the licence digit by digit.",
)
NOT_DEGREES = Problem(
    "REG_007",
    "“{typed}”不是坐标。请填十进制的度数，如 29.684312。",
    "“{typed}” is no coordinate. Write degrees as a decimal number, such as 29.684312.",
)
DEGREES_OUT_OF_RANGE = Problem(
    "REG_008",
    "坐标 {typed} 超出范围，应在 −{limit} 到 {limit} 度之间。请看经度和纬度是否填反。",
    "The coordinate {typed} is out of range: it lies between −{limit} and {limit} degrees. "
    "See whether latitude and longitude have changed places.",
)


class EntryInvalid(ValueError):
    """A registry entry that cannot be taken; `rules.errors.describe` turns it into a sentence.

    Attributes:
        problem: What is wrong.
        code: The code of the problem in the catalogue.
        placeholders: What fills the places of its text.
    """

    def __init__(self, problem: Problem, **placeholders: object) -> None:
        super().__init__(f"{problem.code} {problem.en.format_map(placeholders)}")
        self.problem = problem
        self.code = problem.code
        self.placeholders = placeholders
