"""CLUE_001–CLUE_019: a clue that cannot be followed up as asked."""

from rules.errors import Problem

NOT_NOW = Problem(
    "CLUE_001",
    "这条线索现在不能这样处理，没有改动。",
    "That does not follow from where this clue stands; nothing was changed.",
)
UNPROVEN = Problem(
    "CLUE_002",
    "办结要有证据。请先发一张照片或一份文件。",
    "Closing takes evidence. Send a photo or a file first.",
)
NO_SUCH_CLUE = Problem("CLUE_003", "没有找到这条线索。", "There is no such clue.")
SAME_DEPARTMENT = Problem(
    "CLUE_004",
    "线索已在这个部门，请选另一个部门。",
    "The clue is with that department already; choose another one.",
)
NOT_A_DAY = Problem(
    "CLUE_005",
    "没看懂日期。请发今天以后的一天，如 12.15。",
    "That is no day. Send one after today, such as 15 Dec.",
)
FOLLOWED_UP = Problem(
    "CLUE_006",
    "这条线索正在复查，没有改动。等复查结束，或先撤销复查。",
    "A follow-up inspection of this clue is under way; nothing was changed. Wait for it, or call it off first.",
)
TOO_FEW_OFFICERS = Problem(
    "CLUE_007",
    "复查至少要{least}名执法人员，现在选了{count}名。请再选。",
    "A follow-up inspection takes at least {least} officers; {count} are chosen. Choose more.",
)
NOT_AN_OFFICER = Problem(
    "CLUE_008",
    "这位不是本部门持有效执法证的执法人员，或者要回避，请另选一位。",
    "That is no officer of the department with a valid certificate, or one who steps back; choose another one.",
)
NO_DAY_YET = Problem(
    "CLUE_009",
    "还没有定复查日期。请发今天或以后的一天，如 12.15。",
    "There is no day yet. Send today or a later day, such as 15 Dec.",
)
BEGUN_ALREADY = Problem(
    "CLUE_010",
    "复查已经开始，不能撤销了。",
    "The follow-up inspection has begun; it cannot be called off any more.",
)
NO_FOLLOW_UP = Problem(
    "CLUE_011",
    "这条线索没有这样的复查。",
    "There is no such follow-up inspection of this clue.",
)
TOO_FAR = Problem(
    "CLUE_012",
    "{day} 太远了。请发一年以内的一天。",
    "{day} is too far away. Send a day within a year.",
)
KNOWN_ALREADY = Problem(
    "CLUE_013",
    "发来的都是检查时就有的，证明不了已改正。请另发照片或文件；只能用它时，请按“仍用旧照片办结”并写明理由。",
    "What was sent was there when the problem was found; it proves no end. Send another file; if there is none, press "
    "“Close with the old ones” and say why.",
)
STILL_FETCHED = Problem(
    "CLUE_014",
    "证据还在接收，没有办结。请过一会儿再发一次这句话。",
    "The proof is still being fetched; nothing was closed. Send the line again in a moment.",
)
NOT_A_DAY_TO_GO = Problem(
    "CLUE_015",
    "这不是今天或以后的一天，复查日期没有改。请发一天，如 12.15。",
    "That is not today or a later day; the day is as it was. Send one, such as 15 Dec.",
)
WORDLESS = Problem(
    "CLUE_016",
    "没看到文字。请写一句话，至少两个字。",
    "There are no words in that. Write a line of at least two letters.",
)
SHOWS_NOTHING = Problem(
    "CLUE_017",
    "发来的文件不算办结证据。请发照片、视频，或扫描件（PDF）。",
    "The files that were sent prove no end. Send a photo, a video, or a scan (PDF).",
)
