"""FORM_001–FORM_029 and FORM_090–FORM_099: a checklist workbook whose file or whose sheets cannot be used."""

from rules.errors import Problem

NOT_A_WORKBOOK = Problem(
    "FORM_001",
    "这个文件不是 Excel 工作簿。请在 Excel 或 WPS 中另存为“Excel 工作簿（.xlsx）”后再上传。",
    "This file is no Excel workbook. Save it from Excel or WPS as “Excel Workbook (.xlsx)” and send it again.",
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
    "有选择题，但没有写有选项的 {wanted} 工作表（现有：{sheets}）。请加上这张表，写明各选项。",
    "There are choice questions but no sheet {wanted} with choices (found: {sheets}). "
    "Add it and list the choices there.",
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
COLUMN_NOT_KNOWN = Problem(
    "FORM_016",
    "“{sheet}”表的“{column}”列不认识。hecha 的列有：{known}。请改正列名或删除。",
    "Column “{column}” of sheet “{sheet}” is not known. The columns of hecha are: {known}. "
    "Correct the name or delete the column.",
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
CONVERTER_FAILED = Problem(
    "FORM_029",
    "转换程序 pyxform 处理不了这个工作簿，原文：{message} 请对照表头和各列写法检查后再上传。",
    "The converter pyxform cannot handle this workbook. It says: {message} Check headings and cells and send it again.",
)
TEXT_TABLE = Problem(
    "FORM_090",
    "这是纯文本表格（如 .csv、Markdown），一个文件里放不下几张工作表。"
    "请粘贴到 Excel 或 WPS 中，另存为 .xlsx 后再上传。",
    "This is a table in plain text (such as .csv or Markdown), which cannot hold several sheets. "
    "Paste it into Excel or WPS, save it as .xlsx and send that.",
)
TOO_MANY_CELLS = Problem(
    "FORM_091",
    "工作簿里填了超过 {limit} 个单元格，没有读完。请只留清单需要的内容，或拆成几个工作簿。",
    "More than {limit} cells of the workbook are filled, so it was not read to the end. "
    "Keep what the form needs, or split it into several workbooks.",
)
HEADING_MALFORMED = Problem(
    "FORM_092",
    "“{sheet}”表第1行的列名“{column}”写法有误。"
    "请改为 {meaning}，要标语言的写成 {meaning}::中文 (zh)，一列只写一种语言。",
    "The heading “{column}” in row 1 of sheet “{sheet}” cannot be read. Write {meaning}, or with a language "
    "{meaning}::English (en), one language for each column.",
)
MERGED = Problem(
    "FORM_093",
    "“{sheet}”表第{row}行“{column}”列是合并单元格 {cells} 的一部分，只有第一格有内容。请取消合并，每行各填一格。",
    "Row {row}, column “{column}” of sheet “{sheet}” is part of the merged cells {cells}, of which only the first "
    "holds anything. Unmerge them and fill in each row.",
)
