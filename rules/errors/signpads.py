"""SIGNPAD_001–SIGNPAD_029: a signature that cannot be drawn as asked, on the page of the pad or before it."""

from rules.errors import Problem

NOT_PRINTED = Problem(
    "SIGNPAD_001",
    "要签的文书还在生成，生成后才能手写签字。请稍等，或签在纸上。",
    "The paper is still being printed and can be signed here after that. Wait a moment, or sign on paper.",
)
LINK_UNKNOWN = Problem(
    "SIGNPAD_002",
    "没有这个签字链接。请重新扫码，或请检查人员再发一个。",
    "There is no such link. Scan the code again, or ask the officer for a new one.",
)
LINK_EXPIRED = Problem(
    "SIGNPAD_003",
    "签字链接已过期。请检查人员在聊天里按“再发一个链接”，写过的笔迹都还在。",
    "This link has expired. Ask the officer to press “New link” in the chat; what was drawn is still there.",
)
LINK_USED = Problem(
    "SIGNPAD_004",
    "这个签字链接已在另一个页面打开，只能用一次。请回到那个页面，或请检查人员再发一个。",
    "This link is open on another page and works once only. Go back there, or ask the officer for a new one.",
)
NOT_LAUNCHED = Problem(
    "SIGNPAD_005",
    "这个页面要从聊天里的按钮打开。请回到聊天，再按一次“手写签字”。",
    "This page opens from its button in the chat. Go back to the chat and press “Sign here” again.",
)
LAUNCH_OLD = Problem(
    "SIGNPAD_006",
    "页面打开得太久了。请关掉，回到聊天里再按一次“手写签字”；写过的笔迹都还在。",
    "This page was opened too long ago. Close it and press “Sign here” in the chat again; what was drawn is still "
    "there.",
)
LAUNCH_USED = Problem(
    "SIGNPAD_007",
    "这次打开已经用过了。请关掉，回到聊天里再按一次“手写签字”；写过的笔迹都还在。",
    "This opening was used already. Close it and press “Sign here” in the chat again; what was drawn is still there.",
)
NOT_YOURS = Problem(
    "SIGNPAD_008",
    "这一页不是给您签的。请从自己的聊天里打开。",
    "This page is not for you to sign. Open it from your own chat.",
)
RECORD_CHANGED = Problem(
    "SIGNPAD_009",
    "记录表已更新，还没有签。请重新核对新的记录表，再签字。",
    "The record has changed and is not signed yet. Read the new record, then sign.",
)
NOTHING_DRAWN = Problem(
    "SIGNPAD_010", "还没有写名字。请在框里手写签名。", "Nothing is written yet. Write your name in the box."
)
TICKET_OVER = Problem(
    "SIGNPAD_011",
    "这个页面已经失效：签字页在别处打开了，或时间太久。请重新打开；写过的笔迹都还在。",
    "This page is no longer valid: the pad was opened elsewhere, or too long ago. Open it again; what was drawn is "
    "still there.",
)
TOO_MUCH_INK = Problem(
    "SIGNPAD_012",
    "写得太多，记不下了。请关掉页面，在聊天里重新开始。",
    "This is more than can be kept. Close the page and begin again from the chat.",
)
PAD_CLOSED = Problem(
    "SIGNPAD_013",
    "这次签字已经结束，不用再签。",
    "This signing is over; nothing is left to sign here.",
)
UNREADABLE = Problem(
    "SIGNPAD_014",
    "页面发来的内容看不懂，没有记上。请重新打开页面。",
    "What the page sent cannot be read and was not kept. Open the page again.",
)
NOT_WITHDRAWABLE = Problem(
    "SIGNPAD_015",
    "这个签名不能由您撤回，或已经撤回。",
    "This signature is not yours to withdraw, or was withdrawn already.",
)
