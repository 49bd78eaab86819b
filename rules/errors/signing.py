"""SIGN_001–SIGN_039: signatures, refusals, witnesses and seals that cannot be taken down as asked."""

from rules.errors import Problem

PHONE_MISSING = Problem(
    "SIGN_001", "没有看到电话。请发送：姓名 电话。", "No telephone number in it. Send: name, telephone."
)
PHONE_WRONG = Problem(
    "SIGN_002",
    "电话应为11位手机号，或带区号的座机。请重发：姓名 电话。",
    "The telephone must be a mobile number of 11 digits, or a landline with its area code. Send name and telephone "
    "again.",
)
NAME_MISSING = Problem("SIGN_003", "没有看到姓名。请把姓名一起发来。", "No name in it. Please send the name too.")
NAME_WRONG = Problem(
    "SIGN_004",
    "姓名里有数字或超过{most}字。请只发姓名。",
    "The name holds digits or more than {most} characters. Send the name only.",
)
WITNESS_OF_THE_TEAM = Problem(
    "SIGN_005",
    "见证人不能是本组执法人员。请换一位，或写明没有见证人的原因。",
    "A witness cannot be an officer of this team. Name somebody else, or say why there is none.",
)
NOTHING_TICKED = Problem(
    "SIGN_006", "还没有点选这页上有谁的签名。", "Nobody is ticked yet: mark who signed on this page."
)
NO_PHOTO = Problem("SIGN_007", "还没有收到签名页照片。请整页拍下发来。", "No photo of the signed page yet. Send one.")
AGENT_INCOMPLETE = Problem(
    "SIGN_008",
    "受委托人的姓名、委托书照片（或没有的原因）还没有补齐。",
    "The agent's name, and the photo of the authorisation or why there is none, are still missing.",
)
WITNESS_UNNAMED = Problem(
    "SIGN_009",
    "见证人还没有登记姓名、电话。先按“见证人”登记。",
    "The witness has no name and telephone yet. Press “Witness” first.",
)
REFUSAL_INCOMPLETE = Problem(
    "SIGN_010",
    "还没有写全：看卡片上标 ⏳ 的几处，补齐再确认。",
    "Not complete yet: see what is marked ⏳ on the card, then confirm.",
)
DAY_UNREADABLE = Problem(
    "SIGN_012", "没看懂日期。请发送，如 3.20 或 2026.3.20。", "That is no day. Send it like 3.20 or 2026.3.20."
)
DAY_PAST = Problem("SIGN_013", "补签日期应在今天之后。请重发。", "The day must lie after today. Send it again.")
ALREADY_SIGNED = Problem("SIGN_014", "这一位已经签好了。", "This one has signed already.")
NOT_YOUR_SIGNATURE = Problem(
    "SIGN_015", "这条签名记录已经变了，没有改动。", "This signature's entry has changed; nothing was done."
)
NO_SUCH_CHOICE = Problem("SIGN_016", "这一项不能选。", "That cannot be chosen here.")
NO_PAGE_LOST = Problem(
    "SIGN_017",
    "签名页照片都在，不用补拍。",
    "Every signed page has its photo; nothing needs to be taken again.",
)
NOT_A_PAGE = Problem(
    "SIGN_018",
    "这个文件不算签名页，只作为文件留存。请发照片，或 JPG、PNG、PDF 扫描件。",
    "This file is no signed page; it is kept as a file only. Send a photo, or a scan as JPG, PNG or PDF.",
)
PHOTO_SIGNED = Problem(
    "SIGN_019",
    "记录表连同这些照片已有{count}个签名，不能改归属。要改请先撤回（须重新签字），再发一次。",
    "The record with these photos bears {count} signatures; they cannot be moved. Withdraw them first, which asks for "
    "new signatures, then send them again.",
)
