"""DUE_001–DUE_019: the end of a visit's window, more time for it, and the office's working days."""

from rules.errors import Problem

NO_DAY = Problem(
    "DUE_001",
    "没看懂日期。请发送新期限，如 {example}。",
    "That is no day. Send the new end, like {example}.",
)
DAY_IMPOSSIBLE = Problem(
    "DUE_002",
    "新期限应在 {first} 到 {last} 之间。请换一天再发。",
    "The new end must be from {first} to {last}. Send another day.",
)
ASKED_ALREADY = Problem(
    "DUE_003",
    "{number} 已有延期申请在等负责人决定。",
    "A request for more time for {number} already awaits the supervisor.",
)
DAY_UNCLEAR = Problem(
    "DUE_004",
    "没看懂。请发送日期和“休息”或“上班”，如：10月1日 休息。",
    "Not understood. Send a day and “off” or “work”, like: 1 Oct off.",
)
MOMENT_PAST = Problem(
    "DUE_005",
    "这个时间已经过去。请发送之后的时间，如：明天 8:30。",
    "That time has passed. Send a later one, like: tomorrow 8:30.",
)
MOMENT_UNCLEAR = Problem(
    "DUE_006",
    "没看懂时间。请发送日期和时间，如：3月16日 8:30。",
    "That is no time. Send a day and a time, like: 16 Mar 8:30.",
)
