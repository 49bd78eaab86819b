"""DISTRICT_001–: a file that tells a district and its departments, and what is wrong with it."""

from rules.errors import Problem

KEY_MISSING = Problem(
    "DISTRICT_001",
    "缺少 {place}。请照 hecha district example 补上。",
    "{place} is missing. Add it as in `hecha district example`.",
)
KEY_UNKNOWN = Problem(
    "DISTRICT_002",
    "没有 {place} 这一项。这里可用的有：{keys}。请改名或去掉。",
    "There is no {place}. Here there are: {keys}. Rename it or remove it.",
)
KIND_WRONG = Problem(
    "DISTRICT_003",
    "{place} 要写成{kind}。请改正。",
    "{place} must be {kind}. Correct it.",
)
NOT_FILLED = Problem(
    "DISTRICT_004",
    "{place} 还没有填。请把空白和“____”换成你们的内容。",
    "{place} is not filled in yet. Put your own words for the blank or “____”.",
)
WRITTEN_WRONG = Problem(
    "DISTRICT_005",
    "{place} 写的是“{value}”，要写成{form}。请改正。",
    "{place} is “{value}”; it must be {form}. Correct it.",
)
NUMBER_WRONG = Problem(
    "DISTRICT_006",
    "{place} 是 {value}，只能从 {least} 到 {most}。请改正。",
    "{place} is {value}; it may be from {least} to {most}. Correct it.",
)
TWICE = Problem(
    "DISTRICT_007",
    "{place}：“{word}”写了两次。请留一处或改名。",
    "{place}: “{word}” stands twice. Keep one of them, or rename one.",
)
TITLE_DIFFERS = Problem(
    "DISTRICT_008",
    "{place}.title.zh 和 title_lines 各行连起来不一样。请把两处写成一样的字。",
    "{place}.title.zh is not what the lines of title_lines make together. Write the same words in both.",
)
RESULT_CONTRADICTS = Problem(
    "DISTRICT_009",
    "{place} excludes_others 和 needs_problem 不能都是 true。请改一个。",
    "{place} excludes_others and needs_problem cannot both be true. Change one.",
)
NOT_IN_FORCE_YET = Problem(
    "DISTRICT_010",
    "valid_from 是 {day}，在那以前没有任何辖区设置可用。第一份请写已经到了的日子。",
    "valid_from is {day}, and until then nothing would be in force. Of the first file, write a day that has come.",
)
BEFORE_THE_ONE_IN_FORCE = Problem(
    "DISTRICT_011",
    "valid_from 是 {day}，早于现行配置的 {in_force}，不会生效。要更正现行的，请写 {in_force}；否则写以后的日子。",
    "valid_from is {day}, before {in_force} of what is in force: it would never hold. Write {in_force} to correct "
    "that, or a later day.",
)
NAME_TAKEN = Problem(
    "DISTRICT_012",
    "部门 {code} 的名称“{name}”已经是部门 {other} 的。请核对代码，或换一个名称。",
    "The name “{name}” of department {code} is that of department {other} already. Check the code, or name it "
    "otherwise.",
)
