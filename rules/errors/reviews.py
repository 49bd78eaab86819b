"""REVIEW_001–REVIEW_029: a review, or the answer to what was sent back, that cannot go on as asked."""

from rules.errors import Problem

NOT_WAITING = Problem(
    "REVIEW_001",
    "这次核查不在等复核，没有改动。",
    "This visit does not wait for a review; nothing was changed.",
)
INSPECTED_YOURSELF = Problem(
    "REVIEW_002",
    "您参加了这次核查，不能自己复核。请由另一位监管负责人复核。",
    "You took part in this visit and cannot review it. Another supervisor has to.",
)
SAME_PERSON = Problem(
    "REVIEW_003",
    "您已同意过；按本单位规定，还要另一位监管负责人同意。",
    "You have approved already; your office asks for a second supervisor.",
)
ONLY_RETURNED = Problem(
    "REVIEW_004",
    "{number} 只退回了指定的内容，其余已锁定，没有改动。",
    "Only what was sent back of {number} may be changed; the rest is locked. Nothing was changed.",
)
NOT_APPROVED = Problem(
    "REVIEW_005",
    "这次核查还没有通过，不用重新打开。",
    "This visit is not approved, so there is nothing to reopen.",
)
NOTHING_TO_SEND = Problem(
    "REVIEW_006",
    "还没有写要退回什么。先选一项，写一句原因。",
    "Nothing to send back yet. Choose an item and write why.",
)
UNTOUCHED = Problem(
    "REVIEW_007",
    "退回的还有{count}项没处理。补照片、改答案，或回一句疑问。",
    "{count} of what was sent back is untouched. Add a photo, change the answer, or ask back.",
)
ALREADY_TOUCHED = Problem(
    "REVIEW_008",
    "检查组已经在处理，不能撤回。请等重新提交。",
    "The team is working on it already, so it cannot be taken back. Wait for the new submission.",
)
NO_SUCH_RETURN = Problem(
    "REVIEW_009",
    "这项退回已处理完，没有改动。",
    "What was sent back is settled already; nothing was changed.",
)
NO_SUCH_ITEM = Problem(
    "REVIEW_010",
    "没有找到这一项。请发项号，如 10；其他部门写部门名加项号。",
    "No such item. Send its number, such as 10; of another department its name and the number.",
)
NOT_CONFIRMED = Problem(
    "REVIEW_011",
    "退回的内容改过了，还没有重新确认结果。请先确认本部门结果，再重新提交。",
    "What was sent back has changed. Confirm your department's result again, then submit.",
)
NOT_SEEN = Problem(
    "REVIEW_012",
    "您打开之后，这次核查又有新的提交，没有改动。请看现在的内容。",
    "This visit was submitted anew since you opened it; nothing was changed. Look at it as it is now.",
)
