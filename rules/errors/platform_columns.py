"""PLAT_001–: a file of another platform's columns that cannot be used, a table that has not its columns."""

from rules.errors import Problem

NOT_UTF8 = Problem(
    "PLAT_001",
    "文件 {file} 不是 UTF-8 文字。请在记事本里另存为 UTF-8 编码。",
    "The file {file} is no text in UTF-8. Save it with the encoding UTF-8.",
)
NOT_TOML = Problem(
    "PLAT_002",
    "文件 {file} 第 {line} 行不是 TOML（{because}）。请改好这一行；文字要在英文双引号里。",
    "Line {line} of {file} is no TOML ({because}). Correct that line; text stands in double quotes.",
)
PART_UNKNOWN = Problem(
    "PLAT_003",
    "没有“{part}”这一部分。可用的有：{parts}。请改名或去掉。",
    "There is no part “{part}”. The parts are: {parts}. Rename it or remove it.",
)
PART_NO_LIST = Problem(
    "PLAT_004",
    "{part} 要一列一段，每段以 [[{part}]] 开头。请照 forms/platforms/municipal.toml 改。",
    "{part} must be one section for each column, each begun with [[{part}]], as in forms/platforms/municipal.toml.",
)
KEY_UNKNOWN = Problem(
    "PLAT_005",
    "第 {place} 个 [[{part}]] 里没有“{key}”这一项，只有 headings 和 value。请改名或去掉。",
    "In [[{part}]] number {place} there is no “{key}”, only headings and value. Rename it or remove it.",
)
HEADINGS_WRONG = Problem(
    "PLAT_006",
    '第 {place} 个 [[{part}]] 的 headings 要写成 ["列名"] 或 ["列名", "别名"]，不能空。请改正。',
    'The headings of [[{part}]] number {place} must be written as ["heading"] or ["heading", "other heading"], '
    "none of them empty. Correct them.",
)
VALUE_UNKNOWN = Problem(
    "PLAT_007",
    "第 {place} 个 [[{part}]] 的 value 是“{value}”，没有这个值。可用的有：{values}。请改正。",
    "In [[{part}]] number {place} the value is “{value}”, which there is not. The values are: {values}. Correct it.",
)
WRITTEN_TWICE = Problem(
    "PLAT_008",
    "[{part}] 里“{word}”写了两次。请留一处。",
    "In [{part}] “{word}” stands twice. Keep one of them.",
)
VALUES_MISSING = Problem(
    "PLAT_009",
    "[[{part}]] 里缺少这些值：{values}。没有它们，平台的表读不了。请补上各自的列名。",
    "In [[{part}]] these values are missing: {values}. Without them no table can be read. Add their headings.",
)
WORDS_WRONG = Problem(
    "PLAT_010",
    '[words.{value}] 用不了。[words] 里只有 {values}，写成 词 = "平台的写法"。请照 municipal.toml 改。',
    '[words.{value}] cannot be used. [words] has {values} alone, each word written as word = "as the platform writes '
    'it". Correct it by municipal.toml.',
)
WORD_UNKNOWN = Problem(
    "PLAT_011",
    "[words.{value}] 里没有“{word}”这个词，或它的写法不是文字。可用的有：{words}。请改正。",
    "In [words.{value}] there is no word “{word}”, or it is not written as text. The words are: {words}. Correct it.",
)
NO_PROFILE = Problem(
    "PLAT_012",
    "还没有辖区设置，列名没有地方放。请先运行 hecha district use。",
    "There is no profile of the district yet to hold the columns. Run `hecha district use` first.",
)
NOT_OF_THE_PLATFORM = Problem(
    "PLAT_013",
    "这不是平台的表。任务表要有这些列：{tasks}；编号表要有：{keyed}。请核对表头，或用 hecha platform columns 换列名。",
    "This is no table of the platform. One of tasks has the columns {tasks}; one of numbers has {keyed}. Check its "
    "headings, or take others over with `hecha platform columns`.",
)
HEADING_TWICE = Problem(
    "PLAT_014",
    "“{heading}”和“{other}”两列是同一项。请只留一列，或改名。",
    "The columns “{heading}” and “{other}” mean the same. Keep one of them, or rename the other.",
)
CELL = Problem("PLAT_015", "第 {row} 行，{column}：{reason}", "Row {row}, {column}: {reason}")
