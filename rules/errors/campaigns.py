"""CAMP_001–: a campaign that cannot be planned, drawn or dispatched like this."""

from rules.errors import Problem

NOT_A_PLANNER = Problem(
    "CAMP_001",
    "抽查任务由监管负责人或牵头部门的名录库管理员建立。请与他们联系。",
    "A supervisor, or the lead department's clerk, makes campaigns. Ask one of them.",
)
NO_SUCH_PLAN = Problem(
    "CAMP_002",
    "没有这个抽查任务，或者它不归您管。请发送“抽查任务”查看现有的。",
    "There is no such campaign, or it is not yours. Send “campaigns” to see those there are.",
)
PLAN_FROZEN = Problem(
    "CAMP_003",
    "第 {number} 次抽取已公布指纹，任务不能再改。要改，请先放弃这次抽取并写明理由。",
    "Draw {number} is committed to, so the campaign cannot change. To change it, abandon the draw with a reason first.",
)
RATIO_UNREADABLE = Problem(
    "CAMP_004",
    "看不懂“{typed}”。请按等级写百分比（0 到 100，最多一位小数），如：A 3 B 5 C 10 D 100",
    "“{typed}” was not understood. Write a percentage per class (0 to 100, one decimal), such as: A 3 B 5 C 10 D 100",
)
WINDOW_UNREADABLE = Problem(
    "CAMP_005",
    "看不懂“{typed}”。请写起止两天，先早后晚、不早于今天，如：{example}",
    "“{typed}” was not understood. Write the first and the last day, none before today, such as: {example}",
)
OFFICERS_UNREADABLE = Problem(
    "CAMP_006",
    "看不懂“{typed}”。请写两个数：每个部门几人（至少 2）、每人最多几户（至少 1），如：2 6",
    "“{typed}” was not understood. Write two numbers: officers of each department (2 or more), visits an officer gets "
    "at most, such as: 2 6",
)
TITLE_LENGTH = Problem(
    "CAMP_007",
    "名称要有 2 到 {most} 个字，写在一行里，不含看不见的字符。请重新发送。",
    "A name has 2 to {most} signs on one line, none of them invisible. Send it again.",
)
NO_DEPARTMENTS = Problem("CAMP_008", "还没有选部门。请先选。", "No department is chosen. Choose first.")
NO_MATTERS = Problem(
    "CAMP_009",
    "部门“{name}”还没有抽查事项。请给它选事项，或去掉这个部门。",
    "“{name}” has no matter to inspect. Choose one of its matters, or leave the department out.",
)
NO_INDUSTRIES = Problem(
    "CAMP_010", "还没有选行业，不知道抽哪些对象。请先选。", "No industry is chosen: nothing to draw from. Choose first."
)
NO_OBJECTS = Problem(
    "CAMP_011",
    "范围内没有检查对象。请放宽范围，或请牵头部门补全名录库。",
    "No object is in scope. Widen it, or have the lead department complete its registry.",
)
NO_CHECKLIST = Problem(
    "CAMP_012",
    "部门“{name}”没有检查表。请其名录库管理员先发来检查表。",
    "“{name}” has no checklist. Have its clerk send one first.",
)
NOT_THE_SUPERVISOR = Problem(
    "CAMP_013",
    "只有这个任务的监管负责人可以这样做。请与其联系。",
    "Only this campaign's supervisor may do this. Ask them.",
)
NOT_A_WITNESS = Problem(
    "CAMP_014",
    "骰子由监管负责人和参加部门的负责人输入。请让他们来输入。",
    "The supervisor and the leads of the departments type the dice. Leave it to them.",
)
DICE_FINAL = Problem(
    "CAMP_015",
    "第 {number} 次抽取的骰子已经定了，不能再输。要补抽，请另作一次抽取。",
    "The dice of draw {number} are final; there is no second seed. To draw more, hold another draw.",
)
DICE_TOO_MANY = Problem(
    "CAMP_016",
    "骰子有 {count} 个数字，最多 {most} 个。请重新输入。",
    "There are {count} dice, {most} at most. Type them again.",
)
DICE_ALONE = Problem(
    "CAMP_017",
    "还要等人：监管负责人和至少一位部门负责人都要输入同样的骰子。",
    "The supervisor and at least one lead must both have typed the same dice. Wait for them.",
)
DICE_DIFFER = Problem(
    "CAMP_018",
    "输入的骰子不一致，第 {places} 个不同。请对照骰子，输错的人重新输入。",
    "The dice that were typed differ: number {places}. Compare them with the dice; whoever mistyped types again.",
)
DRAW_OVER = Problem(
    "CAMP_019",
    "第 {number} 次抽取已经放弃或完成。请打开任务看现在的情况。",
    "Draw {number} is abandoned or over. Open the campaign to see how it stands.",
)
DRAW_WAITS = Problem(
    "CAMP_020",
    "第 {number} 次抽取还没有结束。请先掷骰子，或者放弃它。",
    "Draw {number} is still open. Throw its dice, or abandon it.",
)
NOT_DRAWN_YET = Problem(
    "CAMP_021", "还没有抽取，没有可派发的。请先抽取。", "Nothing is drawn yet, so nothing can be sent. Draw first."
)
DISPATCHED_ALREADY = Problem(
    "CAMP_022",
    "任务 {number} 已经派发。请在任务列表里查看。",
    "Campaign {number} was sent out already. See its visits.",
)
NOBODY_SUPERVISES = Problem(
    "CAMP_023",
    "本区还没有监管负责人，没有人能主持抽取。请管理员先指定。",
    "The district has no supervisor, so nobody could hold the draw. Have the administrator name one.",
)
NO_TEAM = Problem(
    "CAMP_024",
    "抽中的对象都没有配齐人员，没有可派发的。请打开抽取决定怎么办，或放宽人数后另作一次抽取。",
    "No drawn object has a full team, so nothing can be sent. Open the draw and decide about them, or draw again with "
    "more officers.",
)
CHANGED_MEANWHILE = Problem(
    "CAMP_025",
    "冻结名单时名录库一直在变，没有公布。请等名录库改完，再按一次。",
    "The registries kept changing while the lists were frozen; nothing is published. Wait for the changes to end, then "
    "press again.",
)
DICE_RETYPED = Problem(
    "CAMP_026",
    "抽取 {number} 计算时有人重输了骰子，没有定下来。请核对后再按一次。",
    "Somebody typed the dice of draw {number} again while it was computed; nothing is final. Compare, then press "
    "again.",
)
NOT_COMPUTED = Problem(
    "CAMP_027",
    "没有算完，什么都没有公布，之前的都在。请再按一次；还不行，请找管理员。",
    "It could not be computed; nothing is published and nothing is lost. Press again; if it fails again, ask the "
    "administrator.",
)
SEALED_STILL = Problem(
    "CAMP_028",
    "密封抽取要等检查结束才能公开：{number} 还没有提交。最迟 {day} 自动公开。",
    "A sealed draw is opened when the visits have ended; {number} is not submitted. It opens by itself on {day}.",
)
NOT_DRAWN_NOW = Problem(
    "CAMP_029",
    "这个对象现在不在抽中的名单里。请打开抽取看现在的名单。",
    "This object is not drawn any more. Open the draw to see those that are.",
)
VISIT_BEGUN = Problem(
    "CAMP_030",
    "{number} 已经开始检查，不能再换对象。请在检查里如实记录。",
    "{number} has begun, so its object cannot be exchanged. Write down in the visit what is found.",
)
NOTHING_TO_DECIDE = Problem(
    "CAMP_031",
    "“{name}”人员已配齐或已决定，不用再定。请打开抽取看现在的情况。",
    "“{name}” has a full team, or was decided on already. Open the draw to see how it stands.",
)
NOBODY_LEFT = Problem(
    "CAMP_032",
    "“{name}”没有一个部门抽满，无人可派。请选另行抽取或推迟。",
    "No department has a full team for “{name}”, so nobody would go. Draw again, or put it off.",
)
NOT_A_GROUP = Problem(
    "CAMP_033",
    "第 {group} 组要 5 个数字，收到 {count} 个。请看骰子，重新发送这一组，如 07392；也可以一次发送全部。",
    "Group {group} has 5 digits; {count} came. Look at the dice and send the group again, such as 07392, or send all "
    "of them at once.",
)
NOT_A_PHOTO = Problem(
    "CAMP_034",
    "骰子请发照片，不要发文件。请点“骰子照片”再发一次。",
    "Send a photograph of the dice, not a file. Tap “Photo of the dice” and send it again.",
)
RECUSAL_UNREADABLE = Problem(
    "CAMP_035",
    "请这样发送：对象的代码或名称，空格，理由；名录库管理员先写人员代码。如：晨露餐饮 近亲属在该单位任职",
    "Send the object's code or name, a space, and the reason; a clerk writes the officer's code first. Such as: "
    "91500112YB0001078X a relative works there",
)
RECUSAL_GONE = Problem(
    "CAMP_036",
    "这一条已经撤回，或者不归您管。请发送“回避”查看现有的。",
    "It was withdrawn already, or is not yours. Send “recusals” to see those that stand.",
)
NOT_THEIR_CLERK = Problem(
    "CAMP_037",
    "{code} 不是您部门的人员。请让本人或其部门的名录库管理员申报。",
    "{code} is not of your department. Leave it to the officer or their department's clerk.",
)
OBJECT_NOT_FOUND = Problem(
    "CAMP_038",
    "名录库里叫“{typed}”的对象有 {count} 个。请发送统一社会信用代码。",
    "{count} objects of the registry are called “{typed}”. Send the registration code instead.",
)
DICE_AGREED = Problem(
    "CAMP_039",
    "抽取 {number} 的骰子大家已读得一致，不能再改。请监管负责人开始抽取；确实读错了，请写明理由放弃，骰子会公开。",
    "All have read the dice of draw {number} alike, so they cannot change. Have the supervisor draw; if they are "
    "wrong, abandon it with a reason, and the dice are published too.",
)
READER_SET_ASIDE = Problem(
    "CAMP_040",
    "这次抽取不再采用您读的骰子，理由已公开：{reason}。有异议，请与监管负责人联系。",
    "Your reading does not count in this draw; the reason is public: {reason}. Ask the supervisor if you disagree.",
)
NOTHING_TYPED = Problem(
    "CAMP_041",
    "您还没有输入骰子，没有可撤回的。请打开抽取看现在的情况。",
    "You have typed no dice, so there is nothing to take back. Open the draw to see how it stands.",
)
NOT_IN_THE_WAY = Problem(
    "CAMP_042",
    "不能不采用这位的读数：要有监管负责人和另一位已读得一致，并且比读得不同的人多。请对照骰子重输，或者放弃这次抽取。",
    "This reading cannot be set aside: the supervisor and another must have read alike, and outnumber those who read "
    "otherwise. Compare the dice and type again, or abandon the draw.",
)
WINDOW_PAST = Problem(
    "CAMP_043",
    "检查期 {day} 已经结束。请改检查期，重新核对后再抽取。",
    "The window ended on {day}. Change the window, check again, then draw.",
)
OPEN_COMMITMENT = Problem(
    "CAMP_044",
    "抽取 {number} 已公布指纹、还没有抽，其中 {count} 个对象再被本任务抽中会超过抽查频次。请等它抽完或放弃，再按。",
    "Draw {number} is committed to and not held; {count} of its objects would be over their cap if this campaign drew "
    "them too. Wait until it is held or abandoned, then press again.",
)
PLAN_CHANGED = Problem(
    "CAMP_045",
    "核对之后任务又改过，没有公布。请重新核对，再按一次。",
    "The campaign was changed after you checked it; nothing is published. Check it again, then press.",
)
STARTER_GONE = Problem(
    "CAMP_046",
    "任务 {number} 的监管负责人 {name} 已停用或不再任此职，没有执行。请管理员恢复其权限，或另行安排抽查。",
    "{name}, who supervises campaign {number}, was revoked or is no supervisor any more, so nothing was done. Have the "
    "administrator restore them, or plan another campaign.",
)
NOT_SENT_OUT = Problem(
    "CAMP_047",
    "任务 {number} 派发时出了意外，什么都没有派发，已记入日志。请打开任务再按一次；还不行，请找管理员。",
    "Something unexpected kept campaign {number} from being sent out; nothing was sent, and it is logged. Open it and "
    "press again; if it fails again, ask the administrator.",
)
