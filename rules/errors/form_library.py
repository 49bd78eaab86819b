"""LIBRARY_001–LIBRARY_039: a form that cannot be checked, taken in, tried or exported as asked."""

from rules.errors import Problem

DEPARTMENT_UNKNOWN = Problem(
    "LIBRARY_001",
    "settings 表写的部门“{name}”没有登记。请改成已登记部门的简称，如“{example}”。",
    "Sheet settings names the department “{name}”, which is not registered. Write the short name of one that is, "
    "such as “{example}”.",
)
DEPARTMENT_NOT_YOURS = Problem(
    "LIBRARY_002",
    "这是{name}的表单，您不负责该部门。请改正 settings 表的部门，或请该部门的名录库维护人员发送。",
    "This form belongs to {name}, whose forms you do not keep. Correct the department in sheet settings, or let that "
    "department's clerk send it.",
)
DEPARTMENT_MISSING = Problem(
    "LIBRARY_003",
    "看不出是哪个部门的表单。请在 settings 表加“{column}”列，写上部门简称，如“{example}”。",
    "It is not said whose form this is. Add the column “{column}” to sheet settings with the short name of the "
    "department, such as “{example}”.",
)
FORM_ID_TAKEN = Problem(
    "LIBRARY_004",
    "form_id“{form_id}”已是{name}的表单。请在 settings 表换一个 form_id。",
    "The form_id “{form_id}” is that of a form of {name}. Choose another form_id in sheet settings.",
)
FORM_ID_TOO_LONG = Problem(
    "LIBRARY_005",
    "form_id 有 {count} 个字符，最多 {most} 个。请在 settings 表缩短。",
    "The form_id has {count} characters; at most {most}. Shorten it in sheet settings.",
)
CHECK_TOO_LONG = Problem(
    "LIBRARY_006",
    "检查这个工作簿用了 {seconds} 秒还没完，已停下。请删去多余的行和公式，或拆成几个表单再发。",
    "Checking this workbook was stopped after {seconds} seconds. Remove rows and formulas that are not needed, or "
    "split it into several forms, and send it again.",
)
CHECK_TOO_LARGE = Problem(
    "LIBRARY_007",
    "检查这个工作簿占用的内存太多，已停下。请删去图片和多余的行，或拆成几个表单再发。",
    "Checking this workbook took too much memory and was stopped. Remove pictures and rows that are not needed, or "
    "split it into several forms, and send it again.",
)
CHECK_BROKEN = Problem(
    "LIBRARY_008",
    "检查这个工作簿时程序出了问题，已记入日志。请另存一份再发；仍不行请找管理员。",
    "The program stumbled over this workbook; the log tells where. Save a new copy and send that; if it happens "
    "again, ask the administrator.",
)
FILE_TOO_BIG = Problem(
    "LIBRARY_009",
    "文件超过 20 MB，没能取回。请删去图片和多余的工作表再发。",
    "The file has more than 20 MB and was not fetched. Remove pictures and sheets that are not needed, and send it "
    "again.",
)
FILE_GONE = Problem(
    "LIBRARY_010",
    "Telegram 已不再提供这个文件。请重发一次。",
    "Telegram no longer provides this file. Send it once more.",
)
FILE_UNREACHABLE = Problem(
    "LIBRARY_011",
    "多次尝试都没能从 Telegram 取回这个文件。请重发一次。",
    "Several attempts to fetch this file from Telegram failed. Send it once more.",
)
NO_SUCH_DRAFT = Problem(
    "LIBRARY_012",
    "没有找到这份工作簿，可能是别人发送的。请重发一次。",
    "No such workbook; somebody else may have sent it. Send it again.",
)
DRAFT_OVER = Problem(
    "LIBRARY_013",
    "这份工作簿已经处理过，没有改动。要改用请重发一次。",
    "This workbook was dealt with already; nothing was changed. Send it again to use it.",
)
NOT_A_KEEPER = Problem(
    "LIBRARY_014",
    "只有本部门的名录库维护人员和管理员能管理表单。",
    "Only the department's registry clerk and administrators keep its forms.",
)
NO_SUCH_FORM = Problem(
    "LIBRARY_015",
    "没有 form_id 为“{form_id}”的表单。已有：{forms}。",
    "There is no form with the form_id “{form_id}”. There are: {forms}.",
)
NO_SUCH_DEPARTMENT = Problem(
    "LIBRARY_016",
    "没有代码为“{code}”的部门。已有：{codes}。",
    "There is no department with the code “{code}”. There are: {codes}.",
)
ONLY_A_TRIAL = Problem(
    "LIBRARY_017",
    "这是试填，没有结论、签名和提交。请按“结束试填”。",
    "This is a trial: nothing is concluded, signed or submitted. Press “End the trial”.",
)
WITHOUT_XFORM = Problem(
    "LIBRARY_018",
    "表单 {form_id} {version} 是早先存的，没有 XForm，导不出标准格式。请重发工作簿，以后的检查就能导出。",
    "Form {form_id} {version} was stored without its XForm and cannot be exported. Send its workbook again; visits "
    "after that can be.",
)
NOTHING_TO_EXPORT = Problem(
    "LIBRARY_019",
    "这段时间里没有已提交的“{form_id}”。",
    "No submitted visit of that time holds the form “{form_id}”.",
)
DAY_WRONG = Problem(
    "LIBRARY_020",
    "“{value}”不是日期。请写成 2026-03-12 这样。",
    "“{value}” is no day. Write it like 2026-03-12.",
)
FILE_UNREADABLE = Problem(
    "LIBRARY_021",
    "读不了文件 {path}。请检查路径和权限。",
    "The file {path} cannot be read. Check its path and permissions.",
)
LANGUAGE_UNKNOWN = Problem(
    "LIBRARY_022",
    "没有“{language}”这种语言。可写 zh、en，或 names（只用题目名称）。",
    "There is no language “{language}”. Write zh, en, or names for the questions' names alone.",
)
NO_SUCH_TRIAL = Problem(
    "LIBRARY_023",
    "没有找到这次试填。请从“表单”里重新开始。",
    "No such trial. Begin anew from “forms”.",
)
NOT_MADE = Problem(
    "LIBRARY_024",
    "文件没有做成，已记入日志。请稍后再试；仍不行请找管理员。",
    "The file could not be made; the log tells why. Try again later; if it happens again, ask the administrator.",
)
FORM_CANNOT_BEGIN = Problem(
    "LIBRARY_026",
    "表单“{form_id}”打不开：{reason}请把这句话转给制表人；没有改好，这一部分就填不了。",
    "The form “{form_id}” cannot be opened: {reason} Forward this to its author; until it is mended, this part cannot "
    "be filled in.",
)
NOT_YET_SUBMITTED = Problem(
    "LIBRARY_025",
    "这次检查还没提交，提交后才能导出。",
    "This visit is not submitted yet; it can be exported after that.",
)
VERSION_USED = Problem(
    "LIBRARY_027",
    "settings 表的版本号“{version}”已用过，内容却不同；启用后记作“{known_as}”。最好改一个版本号再发。",
    "The version “{version}” in sheet settings is used already, with other content; this one would be called "
    "“{known_as}”. Better change the version and send the workbook again.",
)
TRIAL_OVER = Problem(
    "LIBRARY_028",
    "试填 {number} 已经结束，没有记入。可从头再填。",
    "Trial {number} is over; nothing was noted. You may start over.",
)
