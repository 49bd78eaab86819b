"""FORM_140–FORM_179: what an author should know about a workbook that can be used all the same."""

from rules.errors import Problem

COLUMN_UNKNOWN = Problem(
    "FORM_140",
    "“{sheet}”表的“{column}”列不认识，没有读取。自用的备注列可在列名前加下划线，就不再提示。",
    "Column “{column}” of sheet “{sheet}” is not known and was not read. "
    "Put an underscore before the name of a column of your own to stop this remark.",
)
COLUMN_MISSPELT = Problem(
    "FORM_141",
    "“{sheet}”表的“{column}”列不认识，没有读取；是不是“{suggestion}”？如果是，请改正列名后再上传。",
    "Column “{column}” of sheet “{sheet}” is not known and was not read; is it “{suggestion}”? "
    "If so, correct the name and send the workbook again.",
)
COLUMN_IGNORED = Problem(
    "FORM_142",
    "“{sheet}”表的“{column}”列在聊天里不起作用。",
    "Column “{column}” of sheet “{sheet}” has no effect in a chat.",
)
SETTING_IGNORED = Problem(
    "FORM_143",
    "settings 表的“{column}”不起作用（{value}）。",
    "The setting “{column}” of sheet settings has no effect ({value}).",
)
CELL_WITHOUT_EFFECT = Problem(
    "FORM_144",
    "“{sheet}”表第{row}行填了“{column}”，对 {type} 不起作用。",
    "Row {row} of sheet “{sheet}” fills “{column}”, which has no effect on {type}.",
)
ROW_SKIPPED = Problem(
    "FORM_145",
    "“{sheet}”表第{row}行缺少 type 或选项表名称，当作备注跳过。",
    "Row {row} of sheet “{sheet}” lacks its type or list and was passed over as a note.",
)
EMPTY_GROUP = Problem(
    "FORM_146",
    "“{sheet}”表第{row}行的组“{name}”里没有题目。",
    "The group “{name}” of row {row} in sheet “{sheet}” has no questions.",
)
ONLY_NOTES = Problem(
    "FORM_147",
    "“{sheet}”表里只有说明，没有要回答的题目。",
    "Sheet “{sheet}” has notes only and no question to be answered.",
)
DATE_VALUE = Problem(
    "FORM_148",
    "“{sheet}”表第{row}行“{column}”列被 Excel 变成了日期，按 {value} 读取。若不是日期，请把单元格设为“文本”再输入。",
    "Excel turned row {row}, column “{column}” of sheet “{sheet}” into a date; it was read as {value}. "
    "If it is none, set the cell's format to Text and type it again.",
)
TEXT_NOT_TRANSLATED = Problem(
    "FORM_149",
    "“{sheet}”表第{row}行没有填“{column}”，用别的语言的文字代替。",
    "Row {row} of sheet “{sheet}” lacks “{column}”; the text of another language is shown instead.",
)
LANGUAGE_COLUMN_MISSING = Problem(
    "FORM_150",
    "“{sheet}”表有别的语言的“{base}”，但没有“{column}”列，用别的语言的文字代替。",
    "Sheet “{sheet}” gives “{base}” in another language but has no column “{column}”; "
    "the text of another language is shown instead.",
)
DEFAULT_LANGUAGE_MISSING = Problem(
    "FORM_151",
    "既有不标语言的列（“{plain}”），又有标语言的列（“{column}”）。"
    "请在 settings 表的 default_language 列写明前者是哪种语言。",
    "There are columns without a language (“{plain}”) and with one (“{column}”). "
    "Say in column default_language of sheet settings which language the others are in.",
)
DEFAULT_LANGUAGE_UNKNOWN = Problem(
    "FORM_152",
    "settings 表的 default_language 是“{language}”，但没有一列用这种语言（现有：{languages}），改用第一种。",
    "default_language of sheet settings is “{language}”, but no column is in it (found: {languages}); "
    "the first one is taken.",
)
CHOICE_WITHOUT_LABEL = Problem(
    "FORM_153",
    "“{sheet}”表第{row}行：选项表“{list}”的“{name}”没有 label，按名称显示。",
    "Row {row} of sheet “{sheet}”: “{name}” of list “{list}” has no label; its name is shown.",
)
TYPE_IMPOSSIBLE = Problem(
    "FORM_154",
    "“{sheet}”表第{row}行的 {type} 在聊天里做不到，会一直空着。",
    "The type {type} of row {row} in sheet “{sheet}” cannot be done in a chat; it stays empty.",
)
DEVICE_UNKNOWN = Problem(
    "FORM_155",
    "“{sheet}”表第{row}行的 {type}：聊天里不知道用的是哪部设备，改填聊天账号的编号。",
    "The type {type} of row {row} in sheet “{sheet}”: a chat does not tell the device; "
    "the number of the chat account is filled in.",
)
OSM_AS_FILE = Problem(
    "FORM_156",
    "“{sheet}”表第{row}行是 osm 题，聊天里不能编辑地图，改为上传文件。",
    "Row {row} of sheet “{sheet}” is of type osm; maps cannot be edited in a chat, so a file is asked for.",
)
PLACE_NOT_CERTAIN = Problem(
    "FORM_157",
    "“{sheet}”表第{row}行要填位置：聊天里发来的位置不一定是当时所在的地方。",
    "Row {row} of sheet “{sheet}” asks for a place: what is sent in a chat may not be where the sender is.",
)
NO_DRAWING = Problem(
    "FORM_158",
    "“{sheet}”表第{row}行的“{column}”（{value}）：聊天里不能画图，请对方先在手机上画好再发送图片。",
    "Row {row}, column “{column}” of sheet “{sheet}” ({value}): a chat has no drawing board; "
    "the picture is drawn elsewhere and then sent.",
)
APPEARANCE_WITHOUT_EFFECT = Problem(
    "FORM_159",
    "“{sheet}”表第{row}行的“{column}”（{value}）在聊天里不起作用。",
    "Row {row}, column “{column}” of sheet “{sheet}” ({value}) has no effect in a chat.",
)
REFERENCE_INTO_REPEAT = Problem(
    "FORM_160",
    "“{sheet}”表第{row}行“{column}”列从重复组外引用了组内的 {reference}，只会得到第一份的值。"
    "要全部的话请用 sum()、count()、join()，要某一份请用 indexed-repeat()。",
    "Row {row}, column “{column}” of sheet “{sheet}” refers to {reference} inside a repeat from outside and gets that "
    "of the first round only. Use sum(), count() or join() for all, indexed-repeat() for one.",
)
NAME_WITHOUT_REFERENCE = Problem(
    "FORM_161",
    "“{sheet}”表第{row}行“{column}”列的“{name}”是题目名称，但没有写成 ${{{name}}}，会当作空值。",
    "“{name}” in row {row}, column “{column}” of sheet “{sheet}” is the name of a question but not written "
    "${{{name}}}; it counts as empty.",
)
FILTER_COLUMN_UNKNOWN = Problem(
    "FORM_162",
    "“{sheet}”表第{row}行“{column}”列用到的“{name}”不是选项表里的列，筛选不出选项。请检查列名。",
    "“{name}” in row {row}, column “{column}” of sheet “{sheet}” is no column of the choices, so the filter finds "
    "nothing. Check the name.",
)
ROWS_AFTER_GAP = Problem(
    "FORM_163",
    "“{sheet}”表第{before}行之后空了许多行，第{row}行起的内容没有读取。如果是题目，请移到前面。",
    "After row {before} of sheet “{sheet}” come many empty rows; what stands from row {row} on was not read. "
    "If it belongs to the form, move it up.",
)
STAYS_EMPTY = Problem(
    "FORM_164",
    "“{sheet}”表第{row}行的 {type}：聊天里无从得知，会一直空着。",
    "The type {type} of row {row} in sheet “{sheet}”: a chat does not tell it; it stays empty.",
)
OF_THE_OFFICER = Problem(
    "FORM_165",
    "“{sheet}”表第{row}行的 {type}：填的是这一部分排在第一位的人员在名录库里的编号或电话，没有登记就空着。",
    "The type {type} of row {row} in sheet “{sheet}”: the code or telephone that the registry has of the first "
    "officer of the part is filled in; it stays empty where there is none.",
)
NO_LAST_SAVED = Problem(
    "FORM_166",
    "“{sheet}”表第{row}行“{column}”列用了 {reference}：这里不读上一份记录，当作空值。",
    "Row {row}, column “{column}” of sheet “{sheet}” uses {reference}: the last saved record is not read here; it "
    "counts as empty.",
)
NO_ENTITIES = Problem(
    "FORM_167",
    "“{sheet}”表第{row}行用到实体（entities）：这里不建立也不更新实体，答案照常保存。",
    "Row {row} of sheet “{sheet}” is about entities: none are created or updated here; answers are kept as usual.",
)
DEFAULT_UNFIT = Problem(
    "FORM_168",
    "“{sheet}”表第{row}行“{column}”列的 {value} 不是 {type} 题的答案，会当作没填。请写成 {example} 这样。",
    "{value} in row {row}, column “{column}” of sheet “{sheet}” is no answer of type {type} and counts as not filled. "
    "Write it like {example}.",
)
REFERENCE_TO_NOTHING = Problem(
    "FORM_169",
    "“{sheet}”表第{row}行“{column}”列引用的 {missing} 在表单里没有，当作空值。引用别的题请写 ${{题名}}。",
    "Row {row}, column “{column}” of sheet “{sheet}” refers to {missing}, which the form does not have; it counts as "
    "empty. Write ${{name}} to refer to another question.",
)
TEXT_LONGER_THAN_A_CARD = Problem(
    "FORM_180",
    "“{sheet}”表第{row}行的“{column}”有{count}字，超过{limit}字：聊天卡片上只显示开头，其余要按“看全文”。请尽量写短。",
    "Row {row}, column “{column}” of sheet “{sheet}” has {count} characters, more than {limit}: a card shows the "
    "beginning, the rest comes by a button. Make it shorter if you can.",
)
MEDIUM_NOT_SHOWN = Problem(
    "FORM_181",
    "“{sheet}”表第{row}行“{column}”列的 {file} 在聊天里发不出去，只写出文件名。能发的格式：{taken}。",
    "The file {file} in row {row}, column “{column}” of sheet “{sheet}” cannot be shown in a chat; only its name is. "
    "These can: {taken}.",
)
PATTERN_NOT_BOUND = Problem(
    "FORM_170",
    "“{sheet}”表第{row}行“{column}”列的 regex 模式 {pattern} 没有用 ^ 开头、$ 结尾："
    "这里有一段文字符合就算通过，在 ODK Collect 里要全部符合。"
    "要全部符合请写 ^{pattern}$，只要一段请写 .*{pattern}.*。",
    "The pattern {pattern} of regex in row {row}, column “{column}” of sheet “{sheet}” does not begin with ^ and end "
    "with $: here a part of the text is enough, in Collect the whole has to match. Write ^{pattern}$ for the whole, "
    ".*{pattern}.* for a part.",
)
