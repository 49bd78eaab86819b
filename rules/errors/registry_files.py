"""REG_060–REG_099: a registry's file that cannot be used as a whole, or an act on it that cannot be done."""

from rules.errors import Problem

EMPTY = Problem(
    "REG_060",
    "文件里没有数据行。第一行写标题，下面每行一条，再重发。",
    "The file has no rows. Put headings into the first row, one entry into each row below, and send it again.",
)
NOT_RECOGNISED = Problem(
    "REG_061",
    "看不出是哪种名录：前{rows}行里没有认得的标题。检查对象要有“统一社会信用代码”，人员要有“姓名”和“执法证号”，"
    "事项要有“抽查事项”。",
    "It is not clear which registry this is: no known headings in the first {rows} rows. Objects need “Registration "
    "code”, inspectors “Name” and “Certificate number”, items “Matter”.",
)
TWO_HEADINGS = Problem(
    "REG_062",
    "第{row}行又是标题（“{heading}”）。请只留一行标题，不要合并单元格。",
    "Row {row} is a second row of headings (“{heading}”). Keep one row of headings, without merged cells.",
)
HEADING_TWICE = Problem(
    "REG_063",
    "“{heading}”和“{other}”是同一项。请删去一列，或改名。",
    "“{heading}” and “{other}” mean the same. Delete one of the columns, or rename it.",
)
KEY_MISSING = Problem(
    "REG_064",
    "缺少“{heading}”这一列。请加上，或指出哪一列是它。",
    "The column “{heading}” is missing. Add it, or say which column it is.",
)
TOO_MANY_ROWS = Problem(
    "REG_065",
    "有{rows}行，一次最多{most}行。请分成几个文件。",
    "It has {rows} rows, at most {most} are taken at once. Split the file.",
)
TOO_MANY_COLUMNS = Problem(
    "REG_066",
    "有{columns}列，最多{most}列。请删去无关的列。",
    "It has {columns} columns, at most {most} are read. Delete those that do not belong here.",
)
UNREADABLE_TEXT = Problem(
    "REG_067",
    "读不出文字。请用 Excel 或 WPS 另存为 .xlsx 或“CSV UTF-8”再发。",
    "The text cannot be read. Save the file as .xlsx or as “CSV UTF-8” and send it again.",
)
ALL_REFUSED = Problem(
    "REG_068",
    "没有一行可用。请按清单改好再发。",
    "Not one row can be used. Mend them by the list and send the file again.",
)
NOT_A_REGISTRAR = Problem(
    "REG_069",
    "名录由本部门的名录库维护员改，你可以查看和导出。",
    "A registry is changed by a clerk of its department; you may look at it and export it.",
)
NO_SUCH_IMPORT = Problem(
    "REG_070",
    "这份文件不是你发的，或已不在。请把文件再发一次。",
    "This file is not yours, or it is gone. Send it again.",
)
IMPORT_OVER = Problem(
    "REG_071",
    "这份文件已经处理过，没有再改。要再导入请重发文件。",
    "This file was dealt with already; nothing was changed again. Send it anew to import it again.",
)
BEING_WRITTEN = Problem(
    "REG_072",
    "另一份名录正在写入，请稍等片刻再按一次。",
    "Another import is being written. Wait a moment and press again.",
)
REGISTRY_UNKNOWN = Problem(
    "REG_073",
    "没有“{registry}”这种名录。可用：{registries}。",
    "There is no registry “{registry}”. There are: {registries}.",
)
FILE_IS_ANOTHER = Problem(
    "REG_074",
    "这是{found}的文件，不是{wanted}。请换一个文件，或改 --registry。",
    "This is a file of {found}, not of {wanted}. Give another file, or change --registry.",
)
COLUMN_UNKNOWN = Problem(
    "REG_075",
    "“{typed}”指不出列。请写成 标题=字段，字段可用：{fields}。",
    "“{typed}” names no column. Write heading=field; the fields are: {fields}.",
)
REMARK_COLUMN_LEFT = Problem(
    "REG_076",
    "“{heading}”列没有用上。要用请指出它是哪一项。",
    "The column “{heading}” is not used. To use it, say what it is.",
)
CHANGED_LATER = Problem(
    "REG_079",
    "后来的文件又改过其中的内容，不能撤回。请先撤回后来的那份。",
    "A later file changed some of the same entries, so this one cannot be taken back. Take the later one back first.",
)
DRAWN_SINCE = Problem(
    "REG_080",
    "这份名录已用于抽查任务，不能撤回。要改请发更正的文件。",
    "Something was drawn from it, or a campaign uses it, so it cannot be taken back. Send a file that mends it.",
)
DAY_UNREADABLE = Problem(
    "REG_081",
    "看不懂“{typed}”，或这一天已过。请写清单生效的第一天，如：2027-01-01",
    "“{typed}” is no day to come. Write the first day of the edition, such as: 2027-01-01",
)
TABLE_NOT_TAKEN = Problem(
    "REG_082",
    "确认后多次未能写入，什么都没改。请把表再发一次；仍不行请联系管理员。",
    "It could not be written in many attempts; nothing was changed. Send the table again, or tell an administrator.",
)
ROWS_REFUSED = Problem(
    "REG_077",
    "有{count}行被拒绝，什么都没改。请改好再来，或加 --skip-refused 只导入其余。",
    "{count} rows are refused, nothing was changed. Mend them, or take the rest with --skip-refused.",
)
NEITHER = Problem(
    "REG_078",
    "看不出这是检查表、名录还是平台的表。检查表的 survey 表要有 type 和 name 列；名录要有统一社会信用代码、执法证号"
    "或抽查事项列；平台的表列名要与模板一致。请照导出的名录或平台模板改列名，或照 xlsform.org 写检查表。",
    "This is no form, no registry and no table of the platform. A form needs the columns type and name in its sheet "
    "survey; a registry a column of registration codes, certificate numbers or matters; a table of the platform the "
    "columns of its template. Name the columns as an exported registry or that template does.",
)
