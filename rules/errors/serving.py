"""NOTICE_001–NOTICE_029: the notice 附件2 cannot be served, refused or put off in this way."""

from rules.errors import Problem

SERVED_ALREADY = Problem(
    "NOTICE_001",
    "通知书已办结，没有再改。要更正请按“更正送达记录”。",
    "The notice is dealt with already; nothing was changed. To correct it, press “Correct this”.",
)
RECEIPT_MISSING = Problem(
    "NOTICE_002",
    "还没有签收页照片。请拍下发来；拍不了就写明原因。",
    "There is no photo of the receipt page yet. Send one, or say why it cannot be taken.",
)
RECEIVER_MISSING = Problem("NOTICE_003", "请先选谁签收。", "First choose who received it.")
REFUSAL_INCOMPLETE = Problem(
    "NOTICE_004", "拒收记录还没有写全，请按卡片补上。", "The refusal is not complete yet; see what the card lacks."
)
DAY_UNREADABLE = Problem(
    "NOTICE_005",
    "没看懂“{typed}”是哪一天。请发月和日，如 {example}。",
    "“{typed}” names no day. Send day and month, such as {example}.",
)
DAY_OUTSIDE = Problem(
    "NOTICE_006",
    "这一天不在可选的时段里（{first}–{last}）。请另选一天。",
    "That day is outside the days allowed ({first} – {last}). Choose another.",
)
NO_DAY_LEFT = Problem(
    "NOTICE_007",
    "检查时段已过（到 {last}），不能改日期。请联系监管负责人。",
    "The days for this inspection are over (until {last}); the date cannot be changed. Ask the supervisor.",
)
STARTED_ALREADY = Problem(
    "NOTICE_008",
    "检查已经开始，送达记录不能再改。请在备注里说明。",
    "The inspection has begun; how the notice was served can no longer be changed. Explain it in the remarks.",
)
NOTHING_TO_CORRECT = Problem(
    "NOTICE_009", "通知书还没有送达记录，不用更正。", "The notice was not served yet; there is nothing to correct."
)
RECEIVER_UNNAMED = Problem(
    "NOTICE_011",
    "签收人不是负责人或员工：请先写明是谁（姓名或与检查对象的关系）。",
    "Neither the person in charge nor staff received it: first say who did (name, or relation to the party).",
)
NO_PICTURE = Problem(
    "NOTICE_010",
    "这个文件不是照片，不算签收页，只作为文件留存。请拍下签收页发来。",
    "This file is no photo; it is kept as a file and does not show the receipt. Send a photo of the receipt page.",
)
