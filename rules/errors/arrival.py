"""ARRIVE_001–ARRIVE_029: what stands in the way of a check-in or of the start on site."""

from rules.errors import Problem

NOT_ARRIVED = Problem("ARRIVE_001", "请先按“我已到达”。", "Press “I am on site” first.")
REASON_OPEN = Problem(
    "ARRIVE_002",
    "还有缺项没有写明原因，没有开始。请按卡片写明，或先等一等。",
    "Something is missing and no reason is given for it; not started. Give the reason on the card, or wait.",
)
CONFIRMED_THEMSELVES = Problem(
    "ARRIVE_003",
    "{name} 已用自己的手机确认到场，您不能替改。",
    "{name} confirmed it on their own phone; you cannot change that for them.",
)
NOT_YOUR_SECTION = Problem(
    "ARRIVE_004", "您只能确认本部门人员到场。", "You can vouch for officers of your own department only."
)
STARTED_ALREADY = Problem(
    "ARRIVE_005", "本部门已经开始检查，没有再改。", "Your department has started already; nothing was changed."
)
PLACE_NOT_EXPECTED = Problem(
    "ARRIVE_006",
    "现在不用位置，没有记入。表单要位置的，先打开那一题；刚到场的，先按“我已到达”。",
    "No location is needed now; nothing was noted. Open the question that asks for one; when you have just arrived, "
    "press “I am on site” first.",
)
NO_MAP_ADDRESS = Problem(
    "ARRIVE_007",
    "文字地址算不出距离。请用下方按钮发送位置，或按“跳过”。",
    "A typed address gives no distance. Use the button below to send the location, or press “Skip”.",
)
DEVICE_CANNOT = Problem(
    "ARRIVE_008",
    "这台设备没有把位置发出来。请换手机按，或用附件里的“位置”发；也可以跳过。",
    "This device did not send the location. Use your phone, or “Location” among the attachments, or skip it.",
)
