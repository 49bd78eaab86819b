"""XLSFORM_001–XLSFORM_039: a workbook that the converter does not turn into a form, in words of our own."""

from rules.errors import Problem

NO_CALCULATION = Problem(
    "XLSFORM_001",
    "“{sheet}”表第{row}行是 calculate，但“calculation”列没有算式。请填写算式。",
    "Row {row} of sheet “{sheet}” is a calculate without anything in column “calculation”. Fill in what to calculate.",
)
NO_NAME = Problem(
    "XLSFORM_002",
    "“{sheet}”表第{row}行没有填 name（名称）。请填一个字母开头、不重复的名称。",
    "Row {row} of sheet “{sheet}” has no name. Give it one that starts with a letter and is used only once.",
)
NO_TYPE = Problem(
    "XLSFORM_003",
    "“{sheet}”表第{row}行没有填 type（题型）。请填写，或清空整行。",
    "Row {row} of sheet “{sheet}” has no type. Fill it in, or clear the whole row.",
)
UNKNOWN_TYPE = Problem(
    "XLSFORM_004",
    "“{sheet}”表里的题型“{value}”不认识。请改成 XLSForm 的题型，如 text、integer、select_one。",
    "The type “{value}” in sheet “{sheet}” is not known. Use one of XLSForm's, such as text, integer or select_one.",
)
UNKNOWN_LIST = Problem(
    "XLSFORM_005",
    "“{sheet}”表第{row}行用的选项表“{value}”在 choices 表里没有。请改正名称，或在 choices 表补上。",
    "Row {row} of sheet “{sheet}” uses the list “{value}”, which sheet choices does not have. "
    "Correct the name or add the list.",
)
NO_CHOICES_SHEET = Problem(
    "XLSFORM_006",
    "有选择题，但没有可用的 choices 工作表。请加上这张表，并写明 list_name、name、label 三列。",
    "There are choice questions but no usable sheet choices. Add it with columns list_name, name and label.",
)
COLUMN_TWICE = Problem(
    "XLSFORM_007",
    "有两列同名：“{value}”。请只留一列。",
    "There are two columns called “{value}”. Keep one of them.",
)
SAME_COLUMN = Problem(
    "XLSFORM_008",
    "“{sheet}”表有两列表示同一内容：“{other}”和“{column}”。请只留一列。",
    "Sheet “{sheet}” has two columns for the same thing: “{other}” and “{column}”. Keep one of them.",
)
COLUMN_MISSING = Problem(
    "XLSFORM_009",
    "“{sheet}”表缺少必需的列：{value}。请在第1行加上。",
    "Sheet “{sheet}” lacks the column {value}, which it must have. Add it in row 1.",
)
PARAMETERS_WRONG = Problem(
    "XLSFORM_010",
    "“{sheet}”表第{row}行 parameters 列写法有误。请写成“名称=值”，多个之间用空格，如 start=1 end=5。",
    "Column parameters of row {row} in sheet “{sheet}” cannot be read. "
    "Write name=value, several with a space between, such as start=1 end=5.",
)
NAME_TWICE = Problem(
    "XLSFORM_011",
    "“{sheet}”表第{row}行的名称“{value}”在同一层已经用过。请换一个名称。",
    "The name “{value}” of row {row} in sheet “{sheet}” is already used in the same group. Choose another.",
)
NAME_OF_FORM = Problem(
    "XLSFORM_012",
    "“{sheet}”表第{row}行的名称“{value}”与整个表单的名称相同，不能用。请换一个名称。",
    "The name “{value}” of row {row} in sheet “{sheet}” is that of the whole form. Choose another.",
)
BAD_NAME = Problem(
    "XLSFORM_013",
    "“{sheet}”表第{row}行“{column}”列的名称用不了。名称以字母或下划线开头，只含字母、数字、“_”“-”“.”。",
    "The name in row {row}, column “{column}” of sheet “{sheet}” cannot be used. "
    "Start with a letter or underscore; use letters, digits, “_”, “-” and “.” only.",
)
UNKNOWN_REFERENCE = Problem(
    "XLSFORM_014",
    "“{sheet}”表第{row}行“{column}”列引用了 survey 表里没有的“{value}”。请检查名称。",
    "Row {row}, column “{column}” of sheet “{sheet}” refers to “{value}”, which sheet survey does not have. "
    "Check the name.",
)
AMBIGUOUS_REFERENCE = Problem(
    "XLSFORM_015",
    "“{sheet}”表第{row}行“{column}”列引用的“{value}”在表单里不止一个。请给它们各取不同的名称。",
    "Row {row}, column “{column}” of sheet “{sheet}” refers to “{value}”, of which there are several. "
    "Give each its own name.",
)
BAD_REFERENCE = Problem(
    "XLSFORM_016",
    "“{sheet}”表第{row}行“{column}”列的引用写法有误。请写成 ${{名称}}。",
    "A reference in row {row}, column “{column}” of sheet “{sheet}” cannot be read. Write it as ${{name}}.",
)
CHOICE_WITHOUT_NAME = Problem(
    "XLSFORM_017",
    "“{sheet}”表第{row}行的选项没有填 name（名称）。请填写。",
    "The choice in row {row} of sheet “{sheet}” has no name. Fill it in.",
)
CHOICE_TWICE = Problem(
    "XLSFORM_018",
    "“{sheet}”表第{row}行的选项名称在同一个选项表里已经用过。请换一个名称。",
    "The choice name in row {row} of sheet “{sheet}” is already used in its list. Choose another.",
)
UNMATCHED_BEGIN = Problem(
    "XLSFORM_019",
    "“{sheet}”表第{row}行开始的组没有结束。请在它的最后一题之后加上对应的 end 行。",
    "The group that begins in row {row} of sheet “{sheet}” is never closed. Add its end row after its last question.",
)
UNMATCHED_END = Problem(
    "XLSFORM_020",
    "“{sheet}”表第{row}行结束了一个没有开始的组。请删去，或补上对应的 begin 行。",
    "Row {row} of sheet “{sheet}” closes a group that was not begun. Delete it, or add its begin row.",
)
CELL_NOT_ACCEPTED = Problem(
    "XLSFORM_021",
    "“{sheet}”表第{row}行“{column}”列的内容不被接受。请对照 xlsform.org 检查这一格（原文：{message}）",
    "Row {row}, column “{column}” of sheet “{sheet}” is not accepted. Check this cell against xlsform.org "
    "(in the converter's words: {message})",
)
ROW_NOT_ACCEPTED = Problem(
    "XLSFORM_022",
    "“{sheet}”表第{row}行不被接受。请对照 xlsform.org 检查这一行（原文：{message}）",
    "Row {row} of sheet “{sheet}” is not accepted. Check it against xlsform.org (in the converter's words: {message})",
)
NOT_ACCEPTED = Problem(
    "XLSFORM_023",
    "这个工作簿不被接受。请对照 xlsform.org 检查表头和各列写法（原文：{message}）",
    "This workbook is not accepted. Check its headings and cells against xlsform.org "
    "(in the converter's words: {message})",
)
NOT_UNDERSTOOD = Problem(
    "XLSFORM_024",
    "这个工作簿的表头或分组方式互相矛盾，转换不了。请检查第1行列名是否重复、是否混用“:”和“::”，再上传。",
    "The headings or groups of this workbook contradict each other, so that it cannot be converted. Check row 1 for "
    "columns given twice or for “:” beside “::”, and send it again.",
)
EXPRESSION_WRONG = Problem(
    "XLSFORM_025",
    "“{sheet}”表第{row}行（{name}）“{column}”列的表达式有误：{expression}。请修改。",
    "The expression in row {row} ({name}), column “{column}” of sheet “{sheet}” is wrong: {expression}. Mend it.",
)
