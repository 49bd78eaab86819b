"""FORM_100–FORM_139: expressions, references, parameters and attached files of a workbook that cannot be used."""

from rules.errors import Problem

EXPRESSION_WRONG = Problem(
    "FORM_100",
    "“{sheet}”表第{row}行“{column}”列的表达式有误（{expression}）：{reason}",
    "The expression in row {row}, column “{column}” of sheet “{sheet}” is wrong ({expression}): {reason}",
)
REFERENCE_NOT_UNDERSTOOD = Problem(
    "FORM_101",
    "“{sheet}”表第{row}行“{column}”列第{position}个字符处的引用“{reference}”写法有误。请写成 ${{题目名称}}，不留空格。",
    "The reference “{reference}” at character {position} of row {row}, column “{column}” in sheet “{sheet}” cannot be "
    "read. Write ${{name}} with the name of a question and no spaces.",
)
UNKNOWN_REFERENCE = Problem(
    "FORM_102",
    "“{sheet}”表第{row}行“{column}”列第{position}个字符处引用了 {reference}，survey 表里没有这个名称"
    "（相近的：{suggestion}）。请改正名称。",
    "Row {row}, column “{column}” of sheet “{sheet}” refers to {reference} at character {position}, which sheet survey "
    "does not have (nearest: {suggestion}). Correct the name.",
)
AMBIGUOUS_REFERENCE = Problem(
    "FORM_103",
    "“{sheet}”表第{row}行“{column}”列第{position}个字符处引用了 {reference}，这个名称用了几次（第 {rows} 行），"
    "分不清是哪一个。请给它们各取不同的名称。",
    "Row {row}, column “{column}” of sheet “{sheet}” refers to {reference} at character {position}, a name that "
    "several rows have ({rows}). Give each its own name.",
)
YES_OR_NO_NOT_UNDERSTOOD = Problem(
    "FORM_104",
    "“{sheet}”表第{row}行“{column}”列的“{value}”看不懂。请填 yes、no 或表达式，或留空。",
    "Row {row}, column “{column}” of sheet “{sheet}”: “{value}” is not understood. "
    "Write yes, no or an expression, or leave it empty.",
)
UNKNOWN_INSTANCE = Problem(
    "FORM_105",
    "“{sheet}”表第{row}行“{column}”列用 instance() 读取“{name}”，没有这个选项表或文件（现有：{known}）。请改正名称。",
    "Row {row}, column “{column}” of sheet “{sheet}” reads “{name}” by instance(); there is no such list or file "
    "(found: {known}). Correct the name.",
)
TRIGGER_NOT_UNDERSTOOD = Problem(
    "FORM_106",
    "“{sheet}”表第{row}行“{column}”列的“{value}”看不懂。请写成 ${{题目名称}}，多个之间用逗号。",
    "Row {row}, column “{column}” of sheet “{sheet}”: “{value}” is not understood. "
    "Write ${{name}}, several with commas between.",
)
TRIGGER_IS_GROUP = Problem(
    "FORM_107",
    "“{sheet}”表第{row}行“{column}”列的 {reference} 是分组，不是题目。请写组里的一道题。",
    "In row {row}, column “{column}” of sheet “{sheet}” {reference} is a group, not a question. Name a question in it.",
)
TRIGGER_IS_HIDDEN = Problem(
    "FORM_108",
    "“{sheet}”表第{row}行“{column}”列的 {reference} 不向人提问，不会触发。请写一道要回答的题。",
    "In row {row}, column “{column}” of sheet “{sheet}” {reference} is never asked, so it triggers nothing. "
    "Name a question that is answered.",
)
CIRCLE = Problem(
    "FORM_109",
    "“{sheet}”表第{row}行“{column}”列：这些题目互相依赖，成了循环：{names}。请改掉其中一个 relevant 或 calculation。",
    "Row {row}, column “{column}” of sheet “{sheet}”: these questions depend on each other in a circle: {names}. "
    "Change one relevant or calculation of them.",
)
NO_CALCULATION = Problem(
    "FORM_110",
    "“{sheet}”表第{row}行是 calculate，但没有填“{column}”。请填写算式，或删去这一行。",
    "Row {row} of sheet “{sheet}” is a calculate without “{column}”. Fill in what to calculate, or delete the row.",
)
PARAMETERS_NOT_UNDERSTOOD = Problem(
    "FORM_111",
    "“{sheet}”表第{row}行“{column}”列的“{value}”写法有误。请写成 名称=值，多个之间用空格，如 start=1 end=5。",
    "Row {row}, column “{column}” of sheet “{sheet}”: “{value}” cannot be read. "
    "Write name=value, several with a space between, such as start=1 end=5.",
)
PARAMETER_UNKNOWN = Problem(
    "FORM_112",
    "“{sheet}”表第{row}行“{column}”列的“{name}”不能用于 {type} 题（可用：{known}）。请删去或改正。",
    "Row {row}, column “{column}” of sheet “{sheet}”: “{name}” does not belong to the type {type} (known: {known}). "
    "Delete or correct it.",
)
PARAMETER_WRONG = Problem(
    "FORM_113",
    "“{sheet}”表第{row}行“{column}”列的 {name}={value} 不对，应为：{wanted}。请改正。",
    "Row {row}, column “{column}” of sheet “{sheet}”: {name}={value} is wrong; it should be: {wanted}. Correct it.",
)
PARAMETER_MISSING = Problem(
    "FORM_114",
    "“{sheet}”表第{row}行“{column}”列还缺 {name}。请补上。",
    "Row {row}, column “{column}” of sheet “{sheet}” lacks {name}. Add it.",
)
RANGE_IMPOSSIBLE = Problem(
    "FORM_115",
    "“{sheet}”表第{row}行“{column}”列：从 {start} 到 {end}、每步 {step} 分不出刻度。请改正 start、end、step。",
    "Row {row}, column “{column}” of sheet “{sheet}”: no steps lie from {start} to {end} by {step}. "
    "Correct start, end and step.",
)
FILE_MISSING = Problem(
    "FORM_116",
    "“{sheet}”表第{row}行“{column}”列用到文件 {file}，但没有收到。请连同工作簿一起发送 {file}。",
    "Row {row}, column “{column}” of sheet “{sheet}” uses the file {file}, which was not received. "
    "Send {file} along with the workbook.",
)
FILE_TOO_LARGE = Problem(
    "FORM_117",
    "“{sheet}”表第{row}行“{column}”列用到的文件 {file} 有 {megabytes} MB，最多 {limit} MB。请缩小后再发送。",
    "The file {file} that row {row}, column “{column}” of sheet “{sheet}” uses has {megabytes} MB; at most {limit} MB "
    "are taken. Make it smaller and send it again.",
)
FILE_COLUMN_MISSING = Problem(
    "FORM_118",
    "“{sheet}”表第{row}行“{column}”列用到的文件 {file} 里没有“{name}”列（现有：{found}）。"
    "请在文件里加上，或用 parameters 的 value=、label= 写明列名。",
    "The file {file} that row {row}, column “{column}” of sheet “{sheet}” uses has no column “{name}” "
    "(found: {found}). Add it to the file, or name the columns by value= and label= in parameters.",
)
FILE_NOT_UNDERSTOOD = Problem(
    "FORM_119",
    "“{sheet}”表第{row}行“{column}”列用到的文件 {file} 读不出来：{reason}",
    "The file {file} that row {row}, column “{column}” of sheet “{sheet}” uses cannot be read: {reason}",
)
FORM_NOT_RUNNABLE = Problem(
    "FORM_120",
    "“{sheet}”表第{row}行“{column}”列有误：{reason}",
    "Row {row}, column “{column}” of sheet “{sheet}” is wrong: {reason}",
)
FORM_NOT_RUNNABLE_AT_ALL = Problem(
    "FORM_121",
    "表单无法运行：{reason}",
    "The form cannot be run: {reason}",
)
SEARCH_NOT_UNDERSTOOD = Problem(
    "FORM_122",
    "“{sheet}”表第{row}行“{column}”列的 {value} 看不懂。"
    "请把题型改为 select_one_from_file 文件名.csv，筛选写在 choice_filter 列。",
    "Row {row}, column “{column}” of sheet “{sheet}”: {value} is not understood. Change the type to "
    "select_one_from_file with the name of the .csv file, and write the filter in column choice_filter.",
)
FILTER_WITH_OTHER = Problem(
    "FORM_124",
    "“{sheet}”表第{row}行同时用了 or_other 和“{column}”，两者不能并用。"
    "请在选项表里加一个 other 选项，并删去 or_other。",
    "Row {row} of sheet “{sheet}” uses or_other together with “{column}”, which do not go together. "
    "Add a choice other to the list and delete or_other.",
)
REFERENCES_TOUCH = Problem(
    "FORM_123",
    "“{sheet}”表第{row}行“{column}”列第{position}个字符处的两个引用之间缺少运算符。要连接文字请用 concat()。",
    "In row {row}, column “{column}” of sheet “{sheet}” no operator stands between the two references at character "
    "{position}. To join texts use concat().",
)
