"""PUBLIC_001–: a result that cannot be published, withheld, corrected or withdrawn like this."""

from rules.errors import Problem

NOT_A_PUBLISHER = Problem(
    "PUBLIC_001",
    "公示由检查部门自己的名录库管理员、负责人准备，由监管负责人审定。请与他们联系。",
    "A department's own clerk or lead prepares what it publishes, its supervisor agrees. Ask one of them.",
)
NOT_YET = Problem(
    "PUBLIC_002",
    "检查还没有提交或还没有审核通过，不能公示。请先完成检查。",
    "The visit is not submitted, or not approved yet, so nothing can be public. Finish it first.",
)
NOT_POSSIBLE_NOW = Problem(
    "PUBLIC_003",
    "公示状态已经变了，不能这样做。请看现在的情况。",
    "The state of publication is another by now. See how it stands.",
)
WAITS_ALREADY = Problem(
    "PUBLIC_004",
    "已有一项准备好的公示在等审定。请先审定或退回它。",
    "Something prepared waits for agreement already. Agree to it, or send it back, first.",
)
FOUR_EYES = Problem(
    "PUBLIC_005",
    "准备的人不能自己审定。请另一位监管负责人审定。",
    "Nobody agrees to what they prepared themselves. Another supervisor agrees.",
)
CHANGED_SINCE = Problem(
    "PUBLIC_006",
    "准备之后内容有变动，没有公示。请重新准备，再看一遍。",
    "What would be public has changed since it was prepared, so nothing was published. Prepare and read it anew.",
)
NOTHING_CORRECTED = Problem(
    "PUBLIC_007",
    "公示内容和现在的记录一样，没有可更正的。请先更正记录（更正说明），或者撤回公示。",
    "What is public is what the record says: nothing to correct. Correct the record first (an addendum), or withdraw.",
)
DIGITS_IN_PUBLIC = Problem(
    "PUBLIC_008",
    "这段话会公开，不能有电话、证号等长串数字。请改写后重发。",
    "Everybody will read this: leave out telephone numbers, certificates and other long numbers. Send it again.",
)
NAME_IN_PUBLIC = Problem(
    "PUBLIC_009",
    "这段话会公开，不能写人名。请改写后重发。",
    "Everybody will read this: it must not name a person. Send it again.",
)
DAY_UNREADABLE = Problem(
    "PUBLIC_010",
    "看不懂“{typed}”。请写今天以后的一天，如：{example}",
    "“{typed}” was not understood. Write a day after today, such as: {example}",
)
NOTHING_TO_DO = Problem(
    "PUBLIC_011",
    "这个任务没有可一起处理的公示。请看列表里的单项。",
    "This campaign has nothing to be done together. See the single results in the list.",
)
NO_SUCH_RESULT = Problem(
    "PUBLIC_012",
    "没有这项结果，或者它不归您的部门。请发送“公示”查看列表。",
    "There is no such result, or it is not your department's. Send “publication” for the list.",
)
NOT_PUBLISHED = Problem(
    "PUBLIC_013",
    "{number} 的网页没有做成，没有公示。请再审定一次；仍不行，请找管理员。",
    "The page of {number} could not be made, so it is not public. Agree once more; if it fails again, tell the "
    "administrator.",
)
TOO_FAR = Problem(
    "PUBLIC_016",
    "{day} 太远了：不公示最迟一年内复核一次。请发一年以内的一天，如：{example}",
    "{day} is too far away: what is withheld is looked at again within a year. Send a nearer day, such as: {example}",
)
KEPT_BACK = Problem(
    "PUBLIC_014",
    "这项结果不公示或已撤回，或正在办理，内容和证据材料不提供。请向检查部门了解。",
    "This result is withheld or withdrawn, or is to be, so neither its content nor its evidence is given. Ask its "
    "department.",
)
NO_CLAUSE = Problem(
    "PUBLIC_015",
    "没有看出是哪条法律依据，没有记入。请写明法律名称和条款，如：《保守国家秘密法》第十三条",
    "This names no law or clause; nothing was noted. Send the law and its clause, such as: Law on Guarding State "
    "Secrets, Article 13",
)
