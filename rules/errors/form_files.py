"""FORM_001–FORM_029: a checklist workbook whose file or whose sheets cannot be used."""

from rules.errors import Problem

NOT_A_WORKBOOK = Problem(
    "FORM_001",
    "这个文件不是 Excel 工作簿。请在 Excel 或 WPS 中另存为“Excel 工作簿（.xlsx）”后再上传。",
    "This file is no Excel workbook. Save it from Excel or WPS as “Excel Workbook (.xlsx)” and send it again.",
)
OLD_FORMAT = Problem(
    "FORM_002",
    "这是旧版 Excel（.xls）或 WPS 表格（.et）文件，改扩展名没有用。请打开后另存为 .xlsx。",
    "This is an old Excel (.xls) or WPS (.et) file; renaming it does not help. Open it and save it as .xlsx.",
)
ENCRYPTED = Problem(
    "FORM_003",
    "工作簿设有打开密码，读不出内容。请取消密码（文件 › 信息 › 保护工作簿）后再上传。",
    "The workbook needs a password to open. Remove it (File › Info › Protect Workbook) and send it again.",
)
OTHER_FORMAT = Problem(
    "FORM_004",
    "这是 {format} 文件。请打开后另存为“Excel 工作簿（.xlsx）”。",
    "This is a {format} file. Open it and save it as “Excel Workbook (.xlsx)”.",
)
DAMAGED = Problem(
    "FORM_005",
    "工作簿已损坏，读不完整。请在 Excel 或 WPS 中打开、修复并另存一份后再上传。",
    "The workbook is damaged and cannot be read whole. Open it, let Excel or WPS repair it, and save a new copy.",
)
FILE_TOO_LARGE = Problem(
    "FORM_006",
    "文件有 {megabytes} MB，最多 {limit} MB。请删去图片和与清单无关的工作表。",
    "The file has {megabytes} MB; at most {limit} MB are taken. "
    "Remove pictures and sheets that the form does not need.",
)
UNPACKED_TOO_LARGE = Problem(
    "FORM_007",
    "文件解压后有 {megabytes} MB，最多 {limit} MB，没有打开。请把清单复制到一个新工作簿里再保存。",
    "Unpacked the file has {megabytes} MB; at most {limit} MB are taken, so it was not opened. "
    "Copy the form into a new workbook and save that.",
)
TOO_MANY_PARTS = Problem(
    "FORM_008",
    "文件内含 {parts} 个部件，最多 {limit} 个，没有打开。请把清单复制到一个新工作簿里再保存。",
    "The file holds {parts} parts; at most {limit} are taken, so it was not opened. "
    "Copy the form into a new workbook and save that.",
)
PACKED_TOO_TIGHTLY = Problem(
    "FORM_009",
    "文件解压后会膨胀到 {ratio} 倍，不像普通工作簿，没有打开。请把清单复制到一个新工作簿里再保存。",
    "Unpacking would swell the file {ratio} times, unlike an ordinary workbook, so it was not opened. "
    "Copy the form into a new workbook and save that.",
)
NO_SURVEY_SHEET = Problem(
    "FORM_010",
    "没有名为 survey 的工作表（现有：{sheets}）。请把写有题目的工作表改名为 survey。",
    "There is no sheet called survey (found: {sheets}). Rename the sheet with the questions to survey.",
)
NO_CHOICES_SHEET = Problem(
    "FORM_011",
    "有选择题，但没有名为 choices 的工作表（现有：{sheets}）。请加上这张表，写明各选项。",
    "There are choice questions but no sheet called choices (found: {sheets}). Add it and list the choices there.",
)
SHEET_NOT_SUPPORTED = Problem(
    "FORM_012",
    "工作表“{sheet}”的功能目前还不支持。请删除；想留着参考，在表名前加下划线：_{sheet}。",
    "What sheet “{sheet}” asks for is not supported yet. Delete it, or keep it for reference as _{sheet}.",
)
COLUMN_MISSING = Problem(
    "FORM_013",
    "“{sheet}”表第1行没有“{column}”列。请加上这一列。",
    "Row 1 of sheet “{sheet}” has no column “{column}”. Add that column.",
)
COLUMN_TWICE = Problem(
    "FORM_014",
    "“{sheet}”表有两列表示同一内容：“{other}”和“{column}”。请只留一列。",
    "Sheet “{sheet}” has two columns for the same thing: “{other}” and “{column}”. Keep one of them.",
)
COLUMN_MISSPELT = Problem(
    "FORM_015",
    "“{sheet}”表的“{column}”列不认识，是不是“{suggestion}”？请改正列名；自用的备注列请在列名前加下划线。",
    "Column “{column}” of sheet “{sheet}” is not known; is it “{suggestion}”? Correct the name, or put an "
    "underscore before it if it is a note of your own.",
)
COLUMN_NOT_KNOWN = Problem(
    "FORM_016",
    "“{sheet}”表的“{column}”列不认识。hecha 的列有：{known}。请改正列名或删除。",
    "Column “{column}” of sheet “{sheet}” is not known. The columns of hecha are: {known}. "
    "Correct the name or delete the column.",
)
LANGUAGE_COLUMN_MISSING = Problem(
    "FORM_017",
    "“{sheet}”表有别的语言的“{base}”，但没有“{column}”列。请加上这一列并填写。",
    "Sheet “{sheet}” gives “{base}” in another language but has no column “{column}”. Add that column and fill it in.",
)
DEFAULT_LANGUAGE_MISSING = Problem(
    "FORM_018",
    "既有不标语言的列（“{plain}”），又有标语言的列（“{column}”）。"
    "请给每列都标明语言，或在 settings 表的 default_language 列写明不标语言的是哪种语言。",
    "There are columns without a language (“{plain}”) and with one (“{column}”). Name the language of each column, "
    "or say in column default_language of sheet settings which language the others are in.",
)
DEFAULT_LANGUAGE_UNKNOWN = Problem(
    "FORM_019",
    "settings 表的 default_language 是“{language}”，但没有一列用这种语言（现有：{languages}）。"
    "请改成其中之一，写法要一致。",
    "default_language of sheet settings is “{language}”, but no column is in it (found: {languages}). "
    "Write one of those, spelt alike.",
)
TOO_MANY_ROWS = Problem(
    "FORM_020",
    "“{sheet}”表第{row}行还有内容，最多读到第{limit}行。请删去多余的行，或把清单拆成几个工作簿。",
    "Sheet “{sheet}” still has content in row {row}; rows are read up to {limit}. "
    "Delete rows that are not needed, or split the form into several workbooks.",
)
TOO_MANY_COLUMNS = Problem(
    "FORM_021",
    "“{sheet}”表有 {columns} 列，最多 {limit} 列。请删去多余的列。",
    "Sheet “{sheet}” has {columns} columns; at most {limit} are read. Delete those that are not needed.",
)
FORMULA = Problem(
    "FORM_022",
    "“{sheet}”表第{row}行“{column}”列是公式（{formula}）。请复制后用“选择性粘贴 › 数值”换成文字。",
    "Row {row}, column “{column}” of sheet “{sheet}” holds a formula ({formula}). "
    "Copy the cell and use Paste Special › Values.",
)
ERROR_VALUE = Problem(
    "FORM_023",
    "“{sheet}”表第{row}行“{column}”列显示 {value}。请填写正确的内容。",
    "Row {row}, column “{column}” of sheet “{sheet}” shows {value}. Fill in the right content.",
)
DATE_VALUE = Problem(
    "FORM_024",
    "“{sheet}”表第{row}行“{column}”列被 Excel 变成了日期（{value}）。请把单元格设为“文本”格式再输入。",
    "Excel turned row {row}, column “{column}” of sheet “{sheet}” into a date ({value}). "
    "Set the cell's format to Text and type it again.",
)
STRANGE_CHARACTER = Problem(
    "FORM_025",
    "“{sheet}”表第{row}行“{column}”列含有看不见的特殊字符（{character}）。请清空后重新输入。",
    "Row {row}, column “{column}” of sheet “{sheet}” holds an invisible special character ({character}). "
    "Clear the cell and type it again.",
)
NAMESPACE_MISSING = Problem(
    "FORM_026",
    "用了“{column}”列，但 settings 表的 namespaces 列没有写 {namespace}。请补上。",
    "Column “{column}” is used, but column namespaces of sheet settings does not say {namespace}. Add it there.",
)
SETTING_NOT_SUPPORTED = Problem(
    "FORM_027",
    "settings 表的“{column}”目前还不支持。请清空这一格。",
    "The setting “{column}” of sheet settings is not supported yet. Clear the cell.",
)
CONVERTER_REFUSED = Problem(
    "FORM_028",
    "转换程序 pyxform 不接受“{sheet}”表第{row}行，原文：{message}",
    "The converter pyxform does not accept row {row} of sheet “{sheet}”. It says: {message}",
)
CONVERTER_FAILED = Problem(
    "FORM_029",
    "转换程序 pyxform 处理不了这个工作簿，原文：{message} 请对照表头和各列写法检查后再上传。",
    "The converter pyxform cannot handle this workbook. It says: {message} Check headings and cells and send it again.",
)
