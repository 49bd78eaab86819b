"""API_001–: what another program hears that asks through the API, and who makes tokens and subscribers for it."""

from rules.errors import Problem

NO_TOKEN = Problem(
    "API_001",
    "没有令牌，或令牌无效、已停用、已过期。请在 Authorization 里写 Bearer 和令牌；用 hecha api token create 生成。",
    "There is no token, or it is unknown, revoked or expired. Send “Authorization: Bearer” and the token; "
    "`hecha api token create` makes one.",
)
SCOPE_MISSING = Problem(
    "API_002",
    "这个令牌没有 {scope} 权限。请管理员另发一个带此权限的令牌。",
    "This token lacks the scope {scope}. Have an administrator make one that has it.",
)
NOT_FOUND = Problem(
    "API_003",
    "没有这个地址，或者它不属于这个令牌的部门。请对照 openapi.json。",
    "There is nothing at this address, or it is not of this token's departments. Compare it with openapi.json.",
)
METHOD_UNKNOWN = Problem(
    "API_004", "这个地址不能这样请求。可用：{allowed}。", "This address does not take that method. It takes: {allowed}."
)
NOT_JSON = Problem(
    "API_005",
    "请求内容不是 UTF-8 的 JSON。请改正后重发。",
    "The body is no JSON in UTF-8. Correct it and send it again.",
)
NOT_JSON_TYPE = Problem(
    "API_006",
    "请求内容的类型应为 application/json。请设置 Content-Type。",
    "The body must be application/json. Set Content-Type.",
)
TOO_LARGE = Problem(
    "API_007",
    "请求内容超过 {most} 字节。请拆成几次发送。",
    "The body has more than {most} bytes. Send it in parts.",
)
NOT_AS_DESCRIBED = Problem(
    "API_008",
    "请求有 {count} 处不符合 openapi.json 的说明，列在 errors 里（最多列 {most} 处）。改正后重发。",
    "The request is not as openapi.json says at {count} places, listed in errors ({most} of them at most). "
    "Correct them and send it again.",
)
VALUE_MISSING = Problem("API_009", "缺少 {place}。请补上。", "{place} is missing. Add it.")
VALUE_UNKNOWN = Problem(
    "API_010", "没有 {place} 这一项。请去掉或改名。", "There is no {place}. Remove it or rename it."
)
VALUE_WRONG = Problem(
    "API_011",
    "{place} 的值不对。请对照 openapi.json 改正。",
    "The value of {place} is wrong. Correct it by openapi.json.",
)
CURSOR_WRONG = Problem(
    "API_012",
    "cursor 不是这里给出的。请用上一页的 next，或去掉它从头开始。",
    "That cursor was not given here. Use `next` of the page before, or leave it out to begin again.",
)
KEY_OF_ANOTHER = Problem(
    "API_013",
    "这个 Idempotency-Key 已用于另一个请求。请换一个新的键。",
    "This Idempotency-Key was used for another request. Use a new key.",
)
OFTEN = Problem(
    "API_014", "请求太频繁。请按 Retry-After 稍后再来。", "Too many requests. Come again after Retry-After."
)
FAILED = Problem(
    "API_015",
    "现在不能回答。请按 Retry-After 稍后再来；写入的请求用同一个 Idempotency-Key。",
    "It cannot be answered now. Come again after Retry-After; what writes, with the same Idempotency-Key.",
)
NUMBER_TAKEN = Problem(
    "API_016",
    "平台编号 {number} 已经录入过。请核对编号。",
    "The platform's number {number} was entered before. Check it.",
)
DEPARTMENT_UNKNOWN = Problem(
    "API_017", "没有编号为 {code} 的部门。请核对编号。", "No department has the code {code}. Check it."
)
ITEM_UNKNOWN = Problem(
    "API_018",
    "事项 {code} 不在现行清单里，或不属于参加的部门。请核对编号。",
    "Item {code} is not in force, or of no department that takes part. Check its code.",
)
OBJECT_UNKNOWN = Problem(
    "API_019",
    "名录库里没有代码为 {code} 的检查对象。请先更新名录库。",
    "No object of the registry has the code {code}. Update the registry first.",
)
OFFICER_UNKNOWN = Problem(
    "API_020",
    "{code} 不是该部门现有的、证件有效的执法人员。请核对编号。",
    "{code} is no officer of that department with a certificate that is valid for those days. Check the code.",
)
WINDOW_WRONG = Problem(
    "API_021",
    "起止日期不对：先早后晚，不早于今天，最多 {most} 天。请改正。",
    "The days are wrong: the first before the last, none before today, {most} days at most. Correct them.",
)
DRAWN_HERE = Problem(
    "API_022",
    "抽查任务 {number} 在本系统抽取，任务由抽取产生，不能另行录入。",
    "Campaign {number} is drawn here: its tasks come out of the draw, and none is entered beside it.",
)
OBJECT_TWICE = Problem(
    "API_023",
    "抽查任务里已有对象 {code}。请核对。",
    "The campaign has the object {code} already. Check it.",
)
DEPARTMENTS_DIFFER = Problem(
    "API_024",
    "参加的部门要与抽查任务一致，每个部门一次：{codes}。请改正。",
    "The teams must be those of the campaign's departments, each once: {codes}. Correct them.",
)
RECUSED = Problem(
    "API_025",
    "{code} 已申明回避这个对象。请由平台换人后再录入。",
    "{code} has declared a recusal from this object. Have the platform replace them first.",
)
SCOPE_UNKNOWN = Problem(
    "API_026", "没有“{scope}”这个权限。可用的有：{scopes}。", "There is no scope “{scope}”. The scopes are: {scopes}."
)
TOKEN_UNKNOWN = Problem(
    "API_027",
    "没有编号为 {number} 的令牌。用 hecha api token list 查看。",
    "There is no token {number}. `hecha api token list` shows them.",
)
TOKEN_NAMELESS = Problem(
    "API_028",
    "令牌要有一个名字（最多 {most} 字）、至少一个权限和一个部门。请补上。",
    "A token needs a name of {most} signs at most, one scope and one department at least. Add them.",
)
NOT_SECURED = Problem(
    "API_029",
    "这个文件还没有固定，或已隔离。请稍后再取。",
    "This file is not secured yet, or kept apart. Come again later.",
)
NO_XML = Problem(
    "API_030",
    "这张检查表没有 XForm，答案不能按 OpenRosa 给出。",
    "This checklist was stored without its XForm: its answers cannot be given as OpenRosa.",
)
LIFE_WRONG = Problem(
    "API_031", "有效天数应为 1 到 {most}。请改正。", "A token lives from 1 to {most} days. Correct the number."
)
SUBSCRIBER_UNKNOWN = Problem(
    "API_032",
    "没有编号为 {number} 的订阅方。用 hecha api subscriber list 查看。",
    "There is no subscriber {number}. `hecha api subscriber list` shows them.",
)
SUBSCRIBER_ADDRESS = Problem(
    "API_033",
    "{url} 不能作订阅地址：应为 https 的公网地址。内网的要先设置 HECHA_PRIVATE_DOORS=true。",
    "{url} cannot be a subscriber's address: it must be https and public. For one in the office's own network set "
    "HECHA_PRIVATE_DOORS=true first.",
)
KIND_UNKNOWN = Problem(
    "API_034", "没有“{kind}”这种通知。可用的有：{kinds}。", "There is no kind “{kind}”. The kinds are: {kinds}."
)
FORWARDING_UNKNOWN = Problem(
    "API_035",
    "没有编号为 {number} 的转报。用 hecha api forwarding list 查看。",
    "There is no forwarding {number}. `hecha api forwarding list` shows them.",
)
FORM_SERVER_WRONG = Problem(
    "API_036",
    "{name} 看不懂。每个表单服务器写一个网址，以空格隔开，可写成 表单=网址，如 https://用户:密码@server.example/submission。",
    "{name} is not understood. Write an address for each form server, apart by spaces, as form=address where it is for "
    "one form: https://user:password@server.example/submission.",
)
KEYED_NUMBER_WRONG = Problem(
    "API_037",
    "平台编号只能用字母、数字、汉字、括号〔〕（）() 和 . _ / -，不能有空格，不能以 . _ / - 开头，最多 {most} 个字符。"
    "请核对后重新发送。",
    "The platform's number is made of letters, digits, Chinese signs, brackets 〔〕（）() and . _ / - alone, with no "
    "blanks, none of . _ / - first, {most} signs at most. Check it and send it again.",
)
PLATFORM_COLUMNS_MISSING = Problem(
    "API_038",
    "缺少列：{columns}。请补上或改列名；平台改了列名的，请管理机器的人用 hecha platform columns 换上。",
    "Columns are missing: {columns}. Add or rename them; where the platform renamed them, whoever runs the machine "
    "takes that over with `hecha platform columns`.",
)
PLATFORM_ROW = Problem("API_039", "第 {row} 行：{reason}", "Row {row}: {reason}")
PLATFORM_VALUE = Problem(
    "API_040",
    "“{value}”不能作{column}。请改正后重新导入。",
    "“{value}” is no {column}. Correct it and import again.",
)
PLATFORM_COLUMNS_WRONG = Problem(
    "API_041",
    "平台的列名现在用不了：{reason}请管理机器的人用 hecha platform columns 换上改好的。",
    "The platform's columns cannot be used: {reason} Whoever runs the machine takes corrected ones over with "
    "`hecha platform columns`.",
)
ROWS_DIFFER = Problem(
    "API_042",
    "任务 {number} 的各行不一致（{column}）。同一任务的各行只有部门和人员可以不同。",
    "The rows of task {number} differ ({column}). Rows of one task differ in department and officers alone.",
)
SUBSCRIBER_NAMES_USER = Problem(
    "API_043",
    "订阅地址里不能写用户名或密码。请去掉 @ 及其前面的部分；签名密钥已能证明是本系统发出的。",
    "A subscriber's address must hold no user name and no password. Leave out what stands before the @; the signature "
    "proves who writes.",
)
TEAM_SMALL = Problem(
    "API_044",
    "{code} 的执法人员不足 {least} 名。每个部门至少 {least} 名，请补齐。",
    "{code} has fewer than {least} officers. Name at least {least} of each department.",
)
WINDOW_OVER = Problem(
    "API_045",
    "抽查任务 {number} 的最后一天已过（{day}）。请由平台重新下达。",
    "The last day of campaign {number} has passed ({day}). Have the platform give it out anew.",
)
OUTSIDE_NUMBER_LONG = Problem(
    "API_046",
    "平台给的编号“{number}…”超过 {most} 个字符。请核对编号。",
    "The platform's number “{number}…” has more than {most} signs. Check it.",
)
SUBSCRIBER_ENDED = Problem(
    "API_047",
    "订阅方 {number} 已结束，没有留下要补发的通知。需要时用 hecha api subscriber add 重新添加。",
    "Subscriber {number} was ended, and nothing was kept for it. Add it anew with `hecha api subscriber add`.",
)
PLATFORM_DIFFERS = Problem(
    "API_048",
    "{number} 的{column}对不上：已录入或表中前面的是“{before}”，这一行是“{here}”。请核对后重新发送。",
    "{number}, {column}: entered before, or above, as “{before}”, in this row “{here}”. Check it and send it again.",
)
NOT_AN_ADMINISTRATOR = Problem(
    "API_049",
    "接口由管理员查看和处理。需要时请告诉管理员。",
    "Doors to other systems are an administrator's. Tell one of them what is needed.",
)
PLATFORM_TOO_MANY = Problem(
    "API_050",
    "表里新的任务或编号超过 {most} 项，一次最多录入 {most} 项。请分成几张表，录入过的可以留在表里。",
    "The table has over {most} new tasks or numbers, more than go in at once. Split it; what was entered may stay.",
)
PLATFORM_SEVERAL = Problem(
    "API_051",
    "“{value}”不止指一个{column}（{codes}）。请在表里改写编号后重新发送。",
    "“{value}” is more than one {column} ({codes}). Write the code into the table and send it again.",
)
FORWARDING_KEPT_BACK = Problem(
    "API_052",
    "结果 {result} 不公示或已撤回，或正在办理，不转报。公示后会自动转报。",
    "Result {result} is withheld or withdrawn, or is to be, so it is not forwarded. Once public, it goes by itself.",
)
FORWARDING_REVIEWED_ANEW = Problem(
    "API_053",
    "结果 {result} 的检查正在重新复核，或刚重新通过。通过后会自动转报，现在不用重试。",
    "The visit of result {result} is reviewed anew, or was approved anew just now. Once approved, it goes by itself.",
)
FILE_NOT_AS_KEPT = Problem(
    "API_066",
    "这个文件在存放处已丢失或被改动，不能当作证据给出。再来也一样：请告诉管理机器的人，从备份恢复。",
    "This file is gone from its store, or was altered there, and is given to nobody as evidence. Asking again is of no "
    "use: tell whoever runs the machine to restore it from a backup.",
)
