"""XFORM_001–XFORM_029: an XForm, or a file that belongs to it, that cannot be run."""

from rules.errors import Problem

NOT_XML = Problem(
    "XFORM_001",
    "{file} 不是有效的 XML（第{line}行：{reason}）。请用生成它的工具重新导出。",
    "{file} is not valid XML (line {line}: {reason}). Export it again with the tool that made it.",
)
TOO_LARGE = Problem(
    "XFORM_002",
    "{file} 有 {megabytes} MB，最多 {limit} MB。请把表单拆成几个，或缩短选项列表。",
    "{file} has {megabytes} MB; at most {limit} MB are taken. Split the form, or shorten its lists of choices.",
)
PART_MISSING = Problem(
    "XFORM_003",
    "表单缺少 {part}，不是完整的 XForm。请从工作簿重新转换。",
    "The form lacks {part}; it is not a whole XForm. Convert it from its workbook again.",
)
TOO_DEEP = Problem(
    "XFORM_004",
    "{reference} 的分组套得太深，最多 {limit} 层。请减少分组层数。",
    "{reference} stands in too many groups within groups; at most {limit} are taken. Nest fewer groups.",
)
TOO_MANY_NODES = Problem(
    "XFORM_005",
    "表单有 {count} 个题目和分组，最多 {limit} 个。请拆成几个表单。",
    "The form has {count} questions and groups; at most {limit} are taken. Split it into several forms.",
)
EXPRESSION_WRONG = Problem(
    "XFORM_006",
    "{reference} 的 {attribute} 写法有误：{expression}。请修改这个表达式。",
    "{attribute} of {reference} cannot be read: {expression}. Mend this expression.",
)
CANNOT_BE_WORKED_OUT = Problem(
    "XFORM_007",
    "{reference} 的 {attribute} 算不出结果：{expression}。请检查其中引用的题目和参数。",
    "{attribute} of {reference} cannot be worked out: {expression}. Check the questions and arguments that it uses.",
)
CYCLE = Problem(
    "XFORM_008",
    "这些题目的计算互相依赖，成了循环：{references}。请改掉其中一个计算。",
    "The calculations of these questions depend on each other in a circle: {references}. Change one of them.",
)
NEVER_SETTLES = Problem(
    "XFORM_009",
    "{reference} 的值反复变化，停不下来。请检查它的计算和显示条件是否互相依赖。",
    "The value of {reference} keeps changing and never settles. "
    "Check whether its calculation and its relevance depend on each other.",
)
UNKNOWN_EVENT = Problem(
    "XFORM_010",
    "{reference} 的动作用了不支持的事件：{events}。可用的有：{known}。",
    "An action on {reference} waits for events that are not supported: {events}. These are: {known}.",
)
NEW_REPEAT_OUTSIDE = Problem(
    "XFORM_011",
    "{reference} 的 odk-new-repeat 动作写在重复组之外。请放进它所属的重复组。",
    "An action on {reference} waits for odk-new-repeat but stands outside of a repeat. Move it into its repeat.",
)
TOO_MANY_INSTANCES = Problem(
    "XFORM_012",
    "{reference} 要重复 {count} 次，最多 {limit} 次。请检查重复次数。",
    "{reference} would be repeated {count} times; at most {limit} are taken. Check the number of repeats.",
)
FILE_WRONG = Problem(
    "XFORM_013",
    "随表单的文件 {file} 读不出来：{reason}。请修改后重新上传。",
    "The file {file} of the form cannot be read: {reason}. Mend it and upload it again.",
)
UNKNOWN_REFERENCE = Problem(
    "XFORM_014",
    "{reference} 的 {attribute} 引用了表单里没有的 {missing}。请检查名称。",
    "{attribute} of {reference} refers to {missing}, which the form does not have. Check the name.",
)
UNSUPPORTED_TYPE = Problem(
    "XFORM_015",
    "{reference} 的选择题不能用类型 {type}。请改用 select_one 或 select_multiple。",
    "{reference} chooses from a list but is of type {type}. Use select_one or select_multiple.",
)
RANGE_WRONG = Problem(
    "XFORM_016",
    "{reference} 的范围写法有误：start、end、step 必须是数字。",
    "The range of {reference} is wrong: start, end and step must be numbers.",
)
NO_CHOICES = Problem(
    "XFORM_017",
    "{reference} 用 jr:choice-name 取 {question} 的选项名称，但那一题没有选项。请改成选择题的名称。",
    "{reference} asks jr:choice-name for a choice of {question}, which has no choices. Name a question with choices.",
)
TOO_LARGE_WITH_ROUNDS = Problem(
    "XFORM_018",
    "{reference} 重复得太多，整份表单会超过 {limit} 个题目和分组。请减少重复次数，或拆成几个表单。",
    "{reference} is repeated so often that the form would have more than {limit} questions and groups. Repeat it less, "
    "or split the form.",
)
