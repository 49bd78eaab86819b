"""STAT_001–STAT_029: statistics, records of objects, classes and breaches that cannot be had or done as asked."""

from rules.errors import Problem

NOT_A_READER = Problem(
    "STAT_001",
    "统计和信用记录由监管负责人和部门牵头人查看。需要时请联系管理员。",
    "Statistics and credit records are for supervisors and leads. Ask an administrator if you need them.",
)
NOT_A_SUPERVISOR = Problem(
    "STAT_002",
    "这一步由监管负责人决定，没有改动。",
    "A supervisor decides this; nothing was changed.",
)
NO_SUCH_CUT = Problem(
    "STAT_003",
    "没有这项统计。请从“统计”里重新选择。",
    "There is no such statistic. Choose again from “Statistics”.",
)
NO_SUCH_OBJECT = Problem(
    "STAT_004",
    "名录库里没有这个检查对象。请发名称的一部分，或统一社会信用代码。",
    "The registry has no such object. Send part of its name, or its registration code.",
)
SUGGESTION_OVER = Problem(
    "STAT_005",
    "这条建议已经处理，或依据变了，没有改动。请看最新的一条。",
    "This suggestion was decided, or what it rests on has changed; nothing was changed. Look at the newest one.",
)
BREACH_OVER = Problem(
    "STAT_006",
    "这一条已经处理，或依据变了，没有改动。请看最新的名单。",
    "This entry was decided, or what it rests on has changed; nothing was changed. Look at the newest list.",
)
LINK_UNKNOWN = Problem(
    "STAT_007",
    "没有这个链接。请在聊天里按“网页看板”，再要一个。",
    "There is no such link. Press “Web dashboard” in the chat for a new one.",
)
LINK_OVER = Problem(
    "STAT_008",
    "这个链接已经失效：超过30分钟，或在别处打开过，或已有更新的链接，或您的角色有变化。请在聊天里按“网页看板”，再要一个。",
    "This link is over: 30 minutes have passed, it was opened elsewhere, there is a newer one, or your roles have "
    "changed. Press “Web dashboard” in the chat for a new one.",
)
NO_PAGES = Problem(
    "STAT_009",
    "本系统没有对外网址，看不了网页看板。图片和Excel照常可用。",
    "This office has no public address, so there is no web dashboard. Pictures and Excel files are there all the same.",
)
NOTHING_FOUND = Problem(
    "STAT_010",
    "这段时间没有已提交的检查。请换一个时间段。",
    "No inspection was submitted in this period. Choose another one.",
)
BREACH_UNFOUNDED = Problem(
    "STAT_011",
    "依据的检查已退回、作废、改了结果或超过期限，不能放回，没有改动。仍够条件的，请按“列出建议”另行列入。",
    "Its inspections were sent back, are void, have other results or are too old: it cannot be put back; nothing was "
    "changed. Press “Show proposals” for what still meets a rule.",
)
