"""ADDENDUM_001–ADDENDUM_019: an addendum to a signed record that cannot be written or signed as asked."""

from rules.errors import Problem

TOO_EARLY = Problem(
    "ADDENDUM_001",
    "{number} 还没提交，直接改就行：已有的签名作废，重新打印再签。提交后才写更正说明。",
    "{number} is not submitted: change it directly; signatures lapse and it is printed anew. Addenda come after that.",
)
NO_SUCH_ADDENDUM = Problem("ADDENDUM_002", "没有找到这份更正说明。", "There is no such addendum.")
NOT_A_DRAFT = Problem(
    "ADDENDUM_003",
    "这份更正说明已经确认，不能再改。写错了请作废后另写一份。",
    "This addendum is confirmed and stays as it is. Void it and write another one.",
)
INCOMPLETE = Problem("ADDENDUM_004", "还没有写全，补齐再确认。", "Not complete yet: fill it in, then confirm.")
WORDS_MISSING = Problem("ADDENDUM_005", "没有看到内容，请用文字发送。", "Nothing in it. Please send it as text.")
NOTHING_CORRECTED = Problem(
    "ADDENDUM_006",
    "更正后与原文一样，没有更正什么。请改其中一处。",
    "Both texts are the same, so nothing is corrected. Change one of them.",
)
RECORD_NOT_PRINTED = Problem(
    "ADDENDUM_007",
    "记录表还在生成，更正说明要写明它的SHA-256。请稍等再确认。",
    "The record is still being printed, and the addendum names its SHA-256. Confirm in a moment.",
)
SIGNED_ALREADY = Problem(
    "ADDENDUM_008",
    "已经有人签了，不能作废。还要更正就另写一份。",
    "Somebody has signed it; it cannot be voided. Write another one for what is wrong.",
)
NOT_OPEN = Problem(
    "ADDENDUM_009",
    "这份更正说明不在签字，没有改动。",
    "This addendum is not being signed; nothing was changed.",
)
IS_RETURNED = Problem(
    "ADDENDUM_010",
    "{number} 已退回，先改退回的内容再提交；之后才写更正说明。",
    "{number} was returned: change what was sent back and submit it again. Addenda come after that.",
)
