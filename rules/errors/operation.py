"""OPER_001–OPER_032: what the operator of the machine reads on the command line: settings, the token, the webhook."""

from rules.errors import Problem

SETTING_MISSING = Problem(
    "OPER_001",
    "没有设置 {name}。请在环境变量里设置，或写进当前文件夹的 .env 文件，如 {name}={example}。",
    "{name} is not set. Set it in the environment or in the file .env of this folder, like {name}={example}.",
)
TOKEN_WRONG = Problem(
    "OPER_002",
    "{name} 不是机器人令牌。令牌形如 123456:ABC…，请从 @BotFather 处整段复制。",
    "{name} is no bot token. A token looks like 123456:ABC…; copy it whole from @BotFather.",
)
WEBHOOK_WRONG = Problem(
    "OPER_003",
    "{name} 不是 Telegram 能用的地址。应形如 https://office.example/hecha，端口为 443、80、88 或 8443。",
    "{name} is no address for Telegram. It looks like https://office.example/hecha, port 443, 80, 88 or 8443.",
)
LISTEN_WRONG = Problem(
    "OPER_004",
    "{name} 应为主机和端口，形如 127.0.0.1:8081。",
    "{name} must be a host and a port; it looks like 127.0.0.1:8081.",
)
NUMBER_WRONG = Problem(
    "OPER_005",
    "{name} 应为 {least} 到 {most} 之间的数。请改正，或去掉以用默认值。",
    "{name} must be a number from {least} to {most}. Correct it, or leave it out for the default.",
)
SETTING_WRONG = Problem(
    "OPER_006",
    "{name} 的值看不懂。请对照 README 的设置表改正，或去掉以用默认值。",
    "The value of {name} is not understood. Compare it with the table of settings in the README, or leave it out.",
)
RUNS_ALREADY = Problem(
    "OPER_007",
    "同一令牌已有一个 hecha 在运行。请先停掉那一个；没有任何改动。",
    "Another hecha already runs with this token. Stop that one first; nothing was changed.",
)
WEBHOOK_ELSEWHERE = Problem(
    "OPER_008",
    "另一个程序用这个令牌设置了推送地址。请先停掉那个程序。",
    "Another program with this token has set a webhook for its updates. Stop that one first.",
)
TOKEN_UNKNOWN = Problem(
    "OPER_009",
    "Telegram 不认识这个令牌。请检查 HECHA_TOKEN。",
    "Telegram does not know this token. Check HECHA_TOKEN.",
)
CALL_REFUSED = Problem(
    "OPER_010",
    "Telegram 拒绝了 {call}。请检查 HECHA_WEBHOOK_URL 等设置。",
    "Telegram refuses {call}. Check the settings, HECHA_WEBHOOK_URL first.",
)
CANNOT_LISTEN = Problem(
    "OPER_011",
    "不能在 {place} 监听。请检查 HECHA_LISTEN 和 HECHA_OPERATION_LISTEN。",
    "Cannot listen at {place}. Check HECHA_LISTEN and HECHA_OPERATION_LISTEN.",
)
INVITED_NAMELESS = Problem(
    "OPER_012",
    "没有写邀请谁。请写姓名，或已登记人员的编号，如：hecha admin invite 何慧 --role supervisor。",
    "It is not said who is invited. Give a name, or the code of a known person: "
    "hecha admin invite Li --role supervisor.",
)
ROLE_UNKNOWN = Problem(
    "OPER_013",
    "没有“{role}”这个角色。可用的有：{roles}。",
    "There is no role “{role}”. The roles are: {roles}.",
)
LOG_LEVEL_WRONG = Problem(
    "OPER_014",
    "{name} 应为 DEBUG、INFO、WARNING、ERROR 或 CRITICAL。请改正，或去掉以用默认值 INFO。",
    "{name} must be DEBUG, INFO, WARNING, ERROR or CRITICAL. Correct it, or leave it out for INFO.",
)
DATABASE_WRONG = Problem(
    "OPER_015",
    "{name} 不是可用的数据库地址。应形如 postgresql+psycopg://用户:密码@主机/库名；去掉则用数据文件夹里的 SQLite。",
    "{name} is no address of a database that is known here. It looks like "
    "postgresql+psycopg://user:password@host/name; leave it out for SQLite in the data folder.",
)
FILES_WRONG = Problem(
    "OPER_016",
    "{name} 不是可用的文件存放地址。应形如 s3://存储桶 或 file:///绝对/路径；去掉则用数据文件夹。",
    "{name} is no address for files that is known here. It looks like s3://bucket or file:///absolute/path; "
    "leave it out for the data folder.",
)
FOLDER_UNUSABLE = Problem(
    "OPER_017",
    "文件夹 {folder} 用不了：{because}。请给予读写权限，或在 {name} 里换一个。",
    "The folder {folder} cannot be used: {because}. Let hecha read and write it, or name another in {name}.",
)
DATABASE_AWAY = Problem(
    "OPER_018",
    "打不开数据库：{because}。请检查数据库是否在运行，以及 {name}。",
    "The database does not open: {because}. Check whether it runs, and {name}.",
)
FILES_AWAY = Problem(
    "OPER_019",
    "打不开文件存放处：{because}。请检查 {name}。",
    "The place for files does not open: {because}. Check {name}.",
)
PART_NEVER_BEGINS = Problem(
    "OPER_020",
    "hecha 的一个进程（{part}）一启动就退出，多次如此，因此无法运行。原因在上面的日志里；改正后请重新启动。",
    "A process of hecha ({part}) ends as soon as it begins, again and again, so the bot cannot run. "
    "The log above says why; mend that and start again.",
)
POLLED_ELSEWHERE = Problem(
    "OPER_021",
    "另一个程序已在用这个令牌接收消息，后启动的这一个让位退出。请先停掉那个程序，或换一个令牌。",
    "Another program already receives with this token, and this one, begun later, gives way. "
    "Stop that one first, or use another token.",
)
CODE_UNKNOWN = Problem(
    "OPER_022",
    "没有编号为 {code} 的人员。请核对编号；新人请写姓名。",
    "Nobody has the code {code}. Check it; for a new person give the name.",
)
NAME_SHARED = Problem(
    "OPER_023",
    "叫 {name} 的不止一人（{codes}）。请写编号。",
    "Several people are called {name} ({codes}). Give the code.",
)
PUBLIC_URL_WRONG = Problem(
    "OPER_025",
    "{name} 不能印在文书上。应形如 https://office.example 或 https://office.example/hecha；去掉则文书不带核验码。",
    "{name} cannot stand on a paper. It looks like https://office.example or https://office.example/hecha; "
    "leave it out for papers without a code.",
)
OPERATION_LISTEN_SHARED = Problem(
    "OPER_027",
    "{name} 应为主机和端口，形如 127.0.0.1:9464，并与 HECHA_LISTEN 不同：运行数据不能摆在公众能看到的地址上。",
    "{name} must be a host and a port like 127.0.0.1:9464, another one than HECHA_LISTEN: figures of the operation "
    "never stand where the public looks.",
)
SEAL_UNUSABLE = Problem(
    "OPER_026",
    "印章证书 {file} 用不了：{because}。请检查 HECHA_SEAL_CERTIFICATE 和 HECHA_SEAL_PASSPHRASE；去掉则不盖电子印章。",
    "The seal's certificate {file} cannot be used: {because}. Check HECHA_SEAL_CERTIFICATE and HECHA_SEAL_PASSPHRASE; "
    "leave both out for papers without an electronic seal.",
)
FILE_UNWRITABLE = Problem(
    "OPER_031",
    "文件 {file} 写不了：{because}。请换一个文件夹，或检查权限。",
    "The file {file} cannot be written: {because}. Name another folder, or check whether it may be written.",
)
FILE_KIND_WRONG = Problem(
    "OPER_032",
    "{file} 的类型写不出来。请用这些结尾之一：{kinds}。",
    "{file} is of no kind that can be written. Let its name end in one of: {kinds}.",
)
FILE_UNREADABLE = Problem(
    "OPER_030",
    "文件 {file} 读不到：{because}。请检查路径和权限。",
    "The file {file} cannot be read: {because}. Check its path and whether it may be read.",
)
NAME_WRONG = Problem(
    "OPER_024",
    "这不能作姓名。姓名写在一行里，不超过 {most} 字，不含 <、> 和 &。",
    "That cannot be a name. A name stands on one line, has {most} signs at most, and none of <, > and &.",
)
