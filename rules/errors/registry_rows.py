"""REG_030–REG_059: a cell or a row of a registry's file that cannot be taken."""

from rules.errors import Problem

NEEDED = Problem(
    "REG_030",
    "不能空着。请填写后重发。",
    "This must not be empty. Fill it in and send the file again.",
)
TOO_LONG = Problem(
    "REG_031",
    "有{length}个字，最多{most}个。请缩短。",
    "It has {length} signs, at most {most} are kept. Shorten it.",
)
NOT_A_DAY = Problem(
    "REG_032",
    "“{typed}”不是日期。请写成 2026-03-12。",
    "“{typed}” is no date. Write it as 2026-03-12.",
)
DAY_AS_NUMBER = Problem(
    "REG_033",
    "“{typed}”是日期的内部数字，多半是 {day}。请把该列格式设为日期，或写成文字 {day}。",
    "“{typed}” is a date's inner number, most likely {day}. Format the column as a date, or write {day} as text.",
)
NOT_A_RISK = Problem(
    "REG_034",
    "“{typed}”不是风险等级。请填 A、B、C 或 D。",
    "“{typed}” is no risk class. Write A, B, C or D.",
)
NOT_YES_OR_NO = Problem(
    "REG_035",
    "“{typed}”看不出是或否。请填“是”或“否”。",
    "“{typed}” is neither yes nor no. Write “yes” or “no”.",
)
NOT_A_KIND = Problem(
    "REG_036",
    "“{typed}”不是人员类型。请填 执法人员、专家 或 第三方。",
    "“{typed}” is no kind of person. Write officer, expert or third party.",
)
NOT_A_GRADE = Problem(
    "REG_037",
    "“{typed}”不是事项类别。请填 一般 或 重点。",
    "“{typed}” is no grade of an item. Write general or key.",
)
NOT_A_RATIO = Problem(
    "REG_038",
    "“{typed}”不是比例。请填 0% 到 100% 之间的数，如 5%。",
    "“{typed}” is no ratio. Write a number from 0% to 100%, such as 5%.",
)
NOT_A_CODE = Problem(
    "REG_039",
    "“{typed}”不能作编号：只用字母、数字和 . - _ /。请改正。",
    "“{typed}” cannot be a code: use letters, digits and . - _ / only. Correct it.",
)
DIGITS_LOST = Problem(
    "REG_040",
    "存成了数字，末几位已丢失。请把该列格式设为文本，再重新录入。",
    "It was stored as a number, which has lost its last digits. Format the column as text and enter it again.",
)
NOT_A_STATE = Problem(
    "REG_041",
    "“{typed}”看不出是否注销。请填 存续 或 注销。",
    "“{typed}” does not tell whether it is cancelled. Write in force or cancelled.",
)
CONTROL_SIGNS = Problem(
    "REG_042",
    "含有看不见的控制字符。请重新录入这一格。",
    "It holds invisible control signs. Enter this cell again.",
)
DUPLICATE = Problem(
    "REG_043",
    "与第{first}行重复。请只留一行。",
    "The same as row {first}. Keep one of them.",
)
FORMULA = Problem(
    "REG_044",
    "是公式。请复制该列，选择性粘贴为“数值”，再重发。",
    "It is a formula. Copy the column, paste it as values, and send the file again.",
)
CELL_ERROR = Problem(
    "REG_045",
    "单元格显示的是 #N/A 之类的代码，不是内容。请填上真实内容。",
    "The cell shows an error such as #N/A. Enter what belongs there.",
)
MERGED_CELLS = Problem(
    "REG_046",
    "是合并单元格 {cells} 的一部分。请取消合并，每行各填各的。",
    "It is part of the merged cells {cells}. Unmerge them and fill in each row.",
)
HALF_A_PLACE = Problem(
    "REG_047",
    "经度和纬度只填了一个。请都填，或都空着。",
    "Only one of latitude and longitude is given. Fill in both, or neither.",
)
DAYS_TURNED = Problem(
    "REG_048",
    "有效期至早于发证日期。请核对两个日期。",
    "The certificate ends before it begins. Check both dates.",
)
NO_CERTIFICATE = Problem(
    "REG_049",
    "执法人员要有执法证号。请补上；专家或第三方请在“人员类型”注明。",
    "An officer needs a certificate number. Add it; for experts and third parties say so under “Kind”.",
)
NEW_NEEDS = Problem(
    "REG_050",
    "是新的一行，还缺：{fields}。请加上这些列。",
    "This row is new and lacks: {fields}. Add these columns.",
)
DEPARTMENT_NOT_KNOWN = Problem(
    "REG_051",
    "没有“{typed}”这个部门。请用登记的名称，如“{example}”。",
    "There is no department “{typed}”. Use a registered name, such as “{example}”.",
)
DEPARTMENT_NOT_SAID = Problem(
    "REG_052",
    "看不出是哪个部门的。请加一列“部门”。",
    "It does not tell whose row it is. Add a column “Department”.",
)
HELD_ELSEWHERE = Problem(
    "REG_053",
    "已在{department}的名录里。请先由该部门移出，或核对证号。",
    "This is in the registry of {department} already. Let that department remove it, or check the number.",
)
