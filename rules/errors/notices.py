"""TELL_001–TELL_009: how people want to be told, and groups that hear numbers."""

from rules.errors import Problem

NEVER_OFF = Problem(
    "TELL_001",
    "这类提醒不能关闭，只能立即或放进每日汇总：它关系到法定期限或您必须作的决定。",
    "This kind cannot be off, only at once or in the digest: deadlines of law or a decision of yours depend on it.",
)
KIND_UNKNOWN = Problem(
    "TELL_002",
    "没有这类提醒。请打开“提醒设置”重新选择。",
    "There is no such kind of alert. Open the settings of alerts and choose again.",
)
QUIET_UNCLEAR = Problem(
    "TELL_003",
    "看不懂这个时段。请写开始和结束，如 22:00-08:00；不要免打扰请写“无”。",
    "These hours are not understood. Write when they begin and end, like 22:00-08:00, or “none” for no quiet hours.",
)
NOT_TO_BIND = Problem(
    "TELL_004",
    "只有管理员或部门牵头人能绑定或解绑本群。",
    "Only an administrator or the lead of a department may bind or release this group.",
)
DEPARTMENT_UNKNOWN = Problem(
    "TELL_005",
    "没有编号为 {code} 的部门，或不归您管。请写部门编号，如：/bind {example}。",
    "There is no department {code}, or it is not yours. Give the code of a department: /bind {example}.",
)
NOT_BOUND = Problem(
    "TELL_006",
    "本群没有绑定，不会收到提醒。要绑定请发送 /bind。",
    "This group is not bound and hears nothing. Send /bind to bind it.",
)
BOUND_BY_OTHERS = Problem(
    "TELL_007",
    "本群由别的部门或全区绑定，您不能改绑或解绑。请当时绑定的部门牵头人或管理员先在本群发送 /unbind。",
    "Another department or the district has bound this group; you may not bind or release it. Ask the lead of that "
    "department or an administrator to send /unbind here first.",
)
ALWAYS_AT_ONCE = Problem(
    "TELL_008",
    "这类提醒总是立即送达，不能放进汇总，也不能关闭：晚了就来不及处理。",
    "This kind always comes at once, neither in the digest nor off: later, nothing can be done about it.",
)
QUIET_TOO_LONG = Problem(
    "TELL_009",
    "{hours} 太长，最多 {most} 小时：每天要留出能收到提醒的时间。请写短一些，如 22:00-08:00。",
    "{hours} is too long. It may be {most} hours at most, so that some of each day is left for alerts. Write a shorter "
    "span, like 22:00-08:00.",
)
