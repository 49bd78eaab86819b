"""Problems of tasks and visits: who may do what, and when."""

from rules.errors import Problem

NOT_YOURS = Problem("VISIT_001", "这不是您的任务，没有改动。", "This is not your task; nothing was changed.")
LOCKED = Problem(
    "VISIT_002",
    "{number} 已提交并锁定，不能再改；写错的请写更正说明。",
    "{number} is submitted and locked; write an addendum for what is wrong.",
)
NOT_STARTED = Problem("VISIT_003", "还没有开始检查。先按“我已到达”。", "Not started yet. Press “On site” first.")
NOT_ALLOWED = Problem(
    "VISIT_004",
    "您的权限不含这一步。需要的话请找本单位管理员。",
    "Your role does not include this. Ask your administrator.",
)
REPLACED = Problem(
    "VISIT_005", "{number} 已由他人接替，您填的都在。", "{number} was handed over; what you entered is kept."
)
RECUSAL_PENDING = Problem(
    "VISIT_006", "回避或转交申请还在等负责人决定。", "Your recusal or hand-over still awaits the supervisor."
)
RUNNING_ALREADY = Problem(
    "VISIT_007",
    "检查已经开始，现在请当面告知监管负责人换人。",
    "The inspection is under way; ask the supervisor directly for a replacement.",
)
REASON_MISSING = Problem("VISIT_008", "请写一句原因再继续。", "Please write one sentence of reason first.")
NOT_A_MEMBER_SECTION = Problem(
    "VISIT_009", "这一部分由{department}填写，您可以看，不能改。", "{department} fills this part; you can read it only."
)
REASON_TOO_LONG = Problem(
    "VISIT_010",
    "这段话有 {count} 字，最多 {most} 字。请缩短再发。",
    "{count} characters; at most {most}. Please shorten it.",
)
NO_SUCH_VISIT = Problem("VISIT_011", "没有找到这项任务，可能已换人。", "No such task; it may have been handed over.")
ALREADY_DECIDED = Problem("VISIT_012", "这项申请已经处理过了。", "This request was decided already.")
REASON_WORDLESS = Problem(
    "VISIT_013",
    "这不像一句原因。请用文字写，至少两个字。",
    "That is no reason in words. Please write at least two letters.",
)
NOBODY_TO_INVITE = Problem(
    "VISIT_014", "接替的人已绑定账号，不用邀请。", "Who stepped in has an account by now; no invitation is needed."
)
ANSWERED_MEANWHILE = Problem(
    "VISIT_015",
    "{number} 这位队员已经回复，不用换人。",
    "This member of {number} has answered meanwhile; nobody has to step in.",
)
NOBODY_THERE = Problem(
    "VISIT_016",
    "{name} 的账号已停用，不能退回本人，只能由下一顺位补上。",
    "The access of {name} was revoked; the task cannot go back, only on to the next in order.",
)
