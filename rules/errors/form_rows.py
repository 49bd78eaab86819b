"""FORM_030–FORM_089: a checklist workbook with a row, a choice or a mark that cannot be used."""

from rules.errors import Problem

NO_TYPE = Problem(
    "FORM_030",
    "“{sheet}”表第{row}行没有填 type（题型）。请填写，如 select_one、integer、text、image。",
    "Row {row} of sheet “{sheet}” has no type. Fill it in, such as select_one, integer, text or image.",
)
UNKNOWN_TYPE = Problem(
    "FORM_031",
    "“{sheet}”表第{row}行的题型“{type}”不认识。可用的有：{known}。",
    "Row {row} of sheet “{sheet}”: the type “{type}” is not known. You can use: {known}.",
)
TYPE_MISSPELT = Problem(
    "FORM_032",
    "“{sheet}”表第{row}行的题型“{type}”不认识，是不是“{suggestion}”？请改正。",
    "Row {row} of sheet “{sheet}”: the type “{type}” is not known; is it “{suggestion}”? Correct it.",
)
TYPE_IS_APPEARANCE = Problem(
    "FORM_033",
    "“{sheet}”表第{row}行的题型“{type}”不认识。请把题型写成 {suggestion}，在 appearance 列写 {appearance}。",
    "Row {row} of sheet “{sheet}”: the type “{type}” is not known. Write {suggestion} as the type and {appearance} in "
    "column appearance.",
)
NO_NAME = Problem(
    "FORM_035",
    "“{sheet}”表第{row}行没有填 name（名称）。请填一个字母开头、不重复的名称，如 q{row}。",
    "Row {row} of sheet “{sheet}” has no name. Give it one that starts with a letter "
    "and is not used yet, such as q{row}.",
)
BAD_NAME = Problem(
    "FORM_036",
    "“{sheet}”表第{row}行的名称“{name}”用不了。名称以字母或下划线开头，只含字母、数字、“_”“-”“.”，不含空格。",
    "Row {row} of sheet “{sheet}”: the name “{name}” cannot be used. Start with a letter or underscore; "
    "then letters, digits, “_”, “-” and “.”, no spaces.",
)
NAME_TWICE = Problem(
    "FORM_037",
    "“{sheet}”表第{row}行的名称“{name}”已在第{first}行用过。请换一个名称。",
    "Row {row} of sheet “{sheet}”: the name “{name}” is already used in row {first}. Choose another.",
)
NO_TEXT = Problem(
    "FORM_038",
    "“{sheet}”表第{row}行缺“{column}”。请填写。",
    "Row {row} of sheet “{sheet}” lacks “{column}”. Fill it in.",
)
RANGE_NOT_UNDERSTOOD = Problem(
    "FORM_048",
    "“{sheet}”表第{row}行“{column}”列的“{expression}”看不懂。这里只能写数值范围，如 . >= 0 and . <= 60。",
    "Row {row}, column “{column}” of sheet “{sheet}”: “{expression}” is not understood. "
    "Only a range of numbers can stand here, written like . >= 0 and . <= 60.",
)
RANGE_OPEN = Problem(
    "FORM_049",
    "“{sheet}”表第{row}行“{column}”列的“{expression}”不含边界值。小数请用 >= 和 <=，写明能取到的最小值和最大值。",
    "Row {row}, column “{column}” of sheet “{sheet}”: “{expression}” leaves its bound out. "
    "For decimals use >= and <= with the least and greatest value allowed.",
)
RANGE_EMPTY = Problem(
    "FORM_050",
    "“{sheet}”表第{row}行“{column}”列的“{expression}”没有数能满足。请检查最小值和最大值。",
    "Row {row}, column “{column}” of sheet “{sheet}”: no number satisfies “{expression}”. "
    "Check the least and the greatest value.",
)
NO_LIST = Problem(
    "FORM_052",
    "“{sheet}”表第{row}行的“{type}”没有写选项表名。写法如：select_one yes_no。",
    "Row {row} of sheet “{sheet}”: “{type}” names no list of choices. Write for example: select_one yes_no.",
)
TOO_MANY_QUESTIONS = Problem(
    "FORM_055",
    "清单有 {count} 题，最多 {limit} 题。请拆成几个工作簿。",
    "The form has {count} questions; at most {limit} are allowed. Split it into several workbooks.",
)
CHOICE_WITHOUT_LIST = Problem(
    "FORM_060",
    "“{sheet}”表第{row}行的选项没有写属于哪个选项表（list_name）。请填写。",
    "Row {row} of sheet “{sheet}”: the choice does not say which list it belongs to (list_name). Fill it in.",
)
CHOICE_WITHOUT_NAME = Problem(
    "FORM_061",
    "“{sheet}”表第{row}行的选项没有填 name（名称）。请填一个不含空格的名称。",
    "Row {row} of sheet “{sheet}”: the choice has no name. Give it one without spaces.",
)
CHOICE_TWICE = Problem(
    "FORM_063",
    "“{sheet}”表第{row}行：选项表“{list}”里“{name}”已在第{first}行用过。请换一个名称。",
    "Row {row} of sheet “{sheet}”: list “{list}” already has “{name}” in row {first}. Choose another name.",
)
EMPTY_LIST = Problem(
    "FORM_064",
    "“{sheet}”表第{row}行起的选项表“{list}”没有一个填好的选项。请补上选项的 name 和 label。",
    "The list “{list}” from row {row} of sheet “{sheet}” has no choice that is filled in. "
    "Give its choices name and label.",
)
TOO_MANY_CHOICES = Problem(
    "FORM_065",
    "选项表“{list}”有 {count} 个选项，最多 {limit} 个。请精简，或拆成两题。",
    "The list “{list}” has {count} choices; at most {limit} are allowed. Shorten it or make two questions of it.",
)
MARK_MISPLACED = Problem(
    "FORM_070",
    "“{sheet}”表第{row}行填了“{column}”，但“{type}”题用不上。请清空这一格；这一列只用于 {fitting}。",
    "Row {row} of sheet “{sheet}” fills “{column}”, which a question of type “{type}” cannot use. "
    "Clear the cell; the column is for {fitting} only.",
)
MARK_UNKNOWN_CHOICE = Problem(
    "FORM_071",
    "“{sheet}”表第{row}行“{column}”写的“{choice}”不在选项表“{list}”里（现有：{choices}）。请写选项的 name。",
    "Row {row} of sheet “{sheet}”: “{choice}” in “{column}” is not in the list “{list}” (found: {choices}). "
    "Write the name of a choice.",
)
MARK_WITHOUT_PARTNER = Problem(
    "FORM_072",
    "“{sheet}”表第{row}行只填了“{column}”，没填“{partner}”。核查项两者都要填：哪个选项是符合，哪个是不符合。",
    "Row {row} of sheet “{sheet}” fills “{column}” but not “{partner}”. A compliance item needs both: "
    "which choice complies and which does not.",
)
MARKS_ALIKE = Problem(
    "FORM_073",
    "“{sheet}”表第{row}行的“{column}”和“{partner}”写了同一个选项“{choice}”。请分别填写。",
    "Row {row} of sheet “{sheet}”: “{column}” and “{partner}” name the same choice “{choice}”. Give each its own.",
)
MARK_NOT_A_COUNT = Problem(
    "FORM_074",
    "“{sheet}”表第{row}行“{column}”应填1到{limit}的整数（至少几张照片），现为“{value}”。请改正。",
    "Row {row} of sheet “{sheet}”: “{column}” takes a whole number from 1 to {limit} (how many photos at least), "
    "not “{value}”. Correct it.",
)
END_WITHOUT_BEGIN = Problem(
    "FORM_039",
    "“{sheet}”表第{row}行是 {type}，这里应是 {expected}。请改正，或删去这一行。",
    "Row {row} of sheet “{sheet}” is {type} where {expected} should be. Correct it or delete the row.",
)
BEGIN_WITHOUT_END = Problem(
    "FORM_040",
    "“{sheet}”表第{row}行的组“{name}”没有结束。请在组的最后一题之后加一行 {end}。",
    "The group “{name}” of row {row} in sheet “{sheet}” is never closed. Add a row {end} after its last question.",
)
UNKNOWN_LIST = Problem(
    "FORM_053",
    "“{sheet}”表第{row}行用的选项表“{list}”在 {choices} 表里没有（现有：{lists}）。请改正名称，或在 {choices} 表补上。",
    "Row {row} of sheet “{sheet}” uses the list “{list}”, which sheet {choices} does not have (found: {lists}). "
    "Correct the name or add the list.",
)
NO_QUESTIONS = Problem(
    "FORM_056",
    "“{sheet}”表里没有题目。请从第2行起每行写一题。",
    "Sheet “{sheet}” has no question. Write one question a row, from row 2 on.",
)
TOO_DEEP = Problem(
    "FORM_057",
    "“{sheet}”表第{row}行的组“{name}”套了超过 {limit} 层。请减少层数。",
    "The group “{name}” of row {row} in sheet “{sheet}” lies more than {limit} groups deep. Nest fewer groups.",
)
NAME_OF_FORM = Problem(
    "FORM_058",
    "“{sheet}”表第{row}行的名称“{name}”留给表单本身用。请换一个名称。",
    "Row {row} of sheet “{sheet}”: the name “{name}” is kept for the form itself. Choose another.",
)
AUDIT_NAMED = Problem(
    "FORM_059",
    "“{sheet}”表第{row}行是 audit，名称只能是 audit，现为“{name}”。请清空这一格。",
    "Row {row} of sheet “{sheet}” is an audit, which can only be called audit, not “{name}”. Clear the cell.",
)
CHOICE_NAME_WITH_SPACE = Problem(
    "FORM_062",
    "“{sheet}”表第{row}行的选项名称“{name}”含有空格，用于 {type} 会分不开。请去掉空格或改用下划线。",
    "Row {row} of sheet “{sheet}”: the choice name “{name}” holds a space, so that {type} cannot tell choices apart. "
    "Remove it or use an underscore.",
)
NOT_A_LIST_FILE = Problem(
    "FORM_066",
    "“{sheet}”表第{row}行的“{type}”要写文件名，以 {endings} 结尾。请补上扩展名。",
    "Row {row} of sheet “{sheet}”: “{type}” needs the name of a file that ends in {endings}. Add the ending.",
)
BIG_IMAGE_ALONE = Problem(
    "FORM_067",
    "“{sheet}”表第{row}行填了“{column}”，却没有填 image。请补上 image。",
    "Row {row} of sheet “{sheet}” fills “{column}” without image. Fill in image too.",
)
NO_TRIGGER = Problem(
    "FORM_068",
    "“{sheet}”表第{row}行是 background-geopoint，必须填“{column}”。请写明由哪道题触发。",
    "Row {row} of sheet “{sheet}” is a background-geopoint, which needs “{column}”. "
    "Name the question that triggers it.",
)
GRID_OF_LISTS = Problem(
    "FORM_069",
    "“{sheet}”表第{row}行在 table-list 组里，选项表“{list}”与前面的“{first}”不同。"
    "请用同一个选项表，或去掉 table-list。",
    "Row {row} of sheet “{sheet}” lies in a table-list group, but its list “{list}” differs from “{first}” before it. "
    "Use one list, or remove table-list.",
)
