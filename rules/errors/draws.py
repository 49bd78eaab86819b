"""DRAW_001–DRAW_059: lists, parameters or a seed that nobody may be drawn from, and what one should know of them."""

from rules.errors import Problem

ID_EMPTY = Problem("DRAW_001", "没有代码。请补上。", "There is no code. Fill it in.")
ID_NOT_NORMAL = Problem(
    "DRAW_002",
    "代码“{id}”写法不规范，应为“{normal}”（首尾无空格、NFC、检查对象用大写字母）。请改正。",
    "The code “{id}” is not in its plain form. Write “{normal}” (no spaces around it, NFC, capital letters for "
    "objects).",
)
ID_RESERVED = Problem(
    "DRAW_003",
    "人员代码不能含“|”，也不能是 UNFILLED，否则抽取无法复算：“{id}”。请换一个代码。",
    "A code of an inspector holds no “|” and is not UNFILLED, or nobody could recompute the draw: “{id}”. "
    "Give another code.",
)
TWICE = Problem(
    "DRAW_004",
    "“{id}”重复，第一次在 {first}。请只留一处。",
    "“{id}” stands here again; it stands at {first} already. Keep one of them.",
)
RISK_MISSING = Problem(
    "DRAW_005",
    "检查对象“{id}”没有风险等级。请先评定等级再抽取。",
    "The object “{id}” has no risk class. Give it one before drawing.",
)
CLASS_WITHOUT_PERMILLE = Problem(
    "DRAW_006",
    "等级“{risk}”没有抽取比例。请补上这一级的比例，或改正等级。",
    "The class “{risk}” has no ratio. Give it one, or correct the class.",
)
CATEGORY_MISSING = Problem(
    "DRAW_007",
    "检查对象“{id}”没有类别，无法判断谁有资格检查。请补上。",
    "The object “{id}” has no category, so nobody can be qualified for it. Fill it in.",
)
TEXT_NOT_PLAIN = Problem(
    "DRAW_008",
    "“{text}”为空或首尾有空格，应为“{normal}”。请改正。",
    "“{text}” is empty or has spaces around it. Write “{normal}”.",
)
PERMILLE_OUT_OF_RANGE = Problem(
    "DRAW_009",
    "等级“{risk}”的比例是 {value}，应为 0 到 1000 的整数（千分比）。请改正。",
    "The ratio of class “{risk}” is {value}; it is a whole number from 0 to 1000, per thousand. Correct it.",
)
PER_DEPARTMENT_TOO_FEW = Problem(
    "DRAW_010",
    "每个部门 {value} 人，至少要 2 人。请改大 per_department。",
    "{value} of each department; there are at least 2. Raise per_department.",
)
MAX_LOAD_TOO_SMALL = Problem(
    "DRAW_011",
    "每人最多 {value} 户，至少要 1 户。请改大 max_load。",
    "An inspector gets {value} objects at most; it is at least 1. Raise max_load.",
)
BELOW_ZERO = Problem(
    "DRAW_012", "填的是 {value}，不能小于 0。请改正。", "It is {value}; it cannot be below 0. Correct it."
)
DEPARTMENTS_MISSING = Problem(
    "DRAW_013",
    "没有写参加的部门。请在 departments 中按顺序列出。",
    "No department takes part. List them in their order in departments.",
)
PROTOCOL_UNKNOWN = Problem(
    "DRAW_014",
    "规程是“{value}”，这里只会 {known}。请改正 protocol。",
    "The protocol is “{value}”; only {known} is known here. Correct protocol.",
)
EXCLUSION_UNKNOWN = Problem(
    "DRAW_015",
    "排除的“{id}”不在检查对象中。请核对代码，或删去这一条。",
    "The excluded “{id}” is none of the objects. Compare the code, or remove the entry.",
)
EXCLUSION_REASON_UNKNOWN = Problem(
    "DRAW_016",
    "排除理由“{reason}”不在参数 exclusion_reasons 中。可用的是：{reasons}。",
    "The reason “{reason}” is not among exclusion_reasons of the parameters, which are: {reasons}.",
)
RECUSAL_INSPECTOR_UNKNOWN = Problem(
    "DRAW_017",
    "回避的人员“{id}”不在人员名单中。请核对代码，或删去这一条。",
    "The recused “{id}” is none of the inspectors. Compare the code, or remove the entry.",
)
RECUSAL_OBJECT_UNKNOWN = Problem(
    "DRAW_018",
    "要回避的“{id}”不在检查对象中。请核对代码，或删去这一条。",
    "“{id}”, from which someone steps back, is none of the objects. Compare the code, or remove the entry.",
)
DICE_TOO_FEW = Problem(
    "DRAW_019",
    "骰子有 {count} 个数字，至少要 {least} 个。请补掷，前面的 0 也要写。",
    "There are {count} dice; at least {least} are needed. Throw the missing ones; leading zeros count.",
)
DIE_NOT_A_DIGIT = Problem(
    "DRAW_020",
    "第 {place} 个骰子写的是“{sign}”，只能是 0 到 9。请对照骰子改正。",
    "Die {place} is written “{sign}”; it is a digit from 0 to 9. Compare it with the dice.",
)
SALT_EMPTY = Problem(
    "DRAW_021", "没有盐值。请填一串事先保密的文字。", "There is no salt. Give a text that was secret before."
)
DRAW_ID_EMPTY = Problem("DRAW_022", "没有抽取编号。请补上。", "The draw has no number. Fill it in.")
INSTANT_WRONG = Problem(
    "DRAW_023",
    "“{value}”不是时间。请写成协调世界时，如 2026-03-01T01:00:00Z。",
    "“{value}” is no instant. Write it in UTC, such as 2026-03-01T01:00:00Z.",
)
REVEALED_TOO_EARLY = Problem(
    "DRAW_024",
    "种子的时间 {revealed} 不晚于公布指纹的时间 {published}。种子必须在公布之后产生。",
    "The seed is of {revealed}, not after the commitment of {published}. A seed comes after it is published.",
)
DRAND_NOT_ANNOUNCED = Problem(
    "DRAW_025",
    "公布指纹时没有预告 drand 轮次，种子里不能用。请删去“{name}”。",
    "No round of drand was announced with the commitment, so the seed uses none. Remove “{name}”.",
)
DRAND_ROUND_DIFFERS = Problem(
    "DRAW_026",
    "种子用的是 drand 第 {said} 轮，预告的是第 {announced} 轮。请用预告的那一轮。",
    "The seed uses round {said} of drand; round {announced} was announced. Use that one.",
)
DRAND_RANDOMNESS_DIFFERS = Problem(
    "DRAW_027",
    "drand 的随机值不是其签名的 SHA-256。请从 drand 重新取这一轮。",
    "The value of drand is not the SHA-256 of its signature. Fetch the round from drand again.",
)
DRAND_SIGNATURE_FALSE = Problem(
    "DRAW_028",
    "drand 第 {round} 轮的签名不是公开信标 quicknet 的。请从 drand 重新取这一轮。",
    "The signature of round {round} is not that of drand's public beacon quicknet. Fetch the round from drand again.",
)
ROUND_TOO_SMALL = Problem(
    "DRAW_029",
    "drand 轮次是 {value}，应为 1 或更大。请改正。",
    "The round of drand is {value}; it is 1 or more. Correct it.",
)
RESERVES_USED_UP = Problem(
    "DRAW_030",
    "等级“{risk}”的候补已用完。请另作一次补充抽取。",
    "The reserve of class “{risk}” is used up. Hold a supplementary draw.",
)
NOT_ON_TEAM = Problem(
    "DRAW_031",
    "“{id}”现在不是该对象、该部门的人员。请核对。",
    "“{id}” is not on this department's team for this object now. Compare them.",
)
NOT_DRAWN = Problem(
    "DRAW_032",
    "“{id}”现在不在抽中的检查对象里。请核对。",
    "“{id}” is not among the drawn objects now. Compare the code.",
)
TOO_FEW_OFFICERS = Problem(
    "DRAW_034",
    "部门“{name}”能抽的有 {count} 人，每户要 {least} 人。请补全人员名录库（证件、休假），或去掉这个部门。",
    "“{name}” has {count} officers who can be drawn; an object needs {least}. Complete its registry (certificates, "
    "leave), or leave the department out.",
)
NOBODY_QUALIFIED = Problem(
    "DRAW_035",
    "部门“{name}”没有人有“{category}”的检查类别，坐不了第一席。请在人员名录库中补上。",
    "Nobody of “{name}” has the category “{category}”, so no first seat can be filled. Add it to the registry.",
)
LOAD_TOO_SMALL = Problem(
    "DRAW_036",
    "部门“{name}”{count} 人、每人最多 {most} 户，共 {seats} 席，要抽 {needed} 席。请提高每人户数或降低比例。",
    "“{name}” has {count} officers with {most} objects each, {seats} seats; {needed} are needed. Raise the objects per "
    "officer, or lower the ratios.",
)

# What does not stand in the way, but should be known.

CLASS_WITHOUT_OBJECTS = Problem(
    "DRAW_040", "等级“{risk}”有比例，但没有检查对象。", "The class “{risk}” has a ratio, but no object."
)
DEPARTMENT_WITHOUT_INSPECTORS = Problem(
    "DRAW_041",
    "部门“{name}”没有人员，它的每个席位都会缺人。",
    "The department “{name}” has no inspectors: each of its teams will be unfilled.",
)
INSPECTOR_ELSEWHERE = Problem(
    "DRAW_042",
    "“{id}”的部门“{name}”不参加，此人不会被抽中。",
    "“{id}” is of “{name}”, which takes no part, and will not be drawn.",
)
NO_QUALS = Problem(
    "DRAW_043",
    "“{id}”没有检查类别，不会坐第一席。",
    "“{id}” has no category and will never take a first seat.",
)
RECUSAL_TWICE = Problem("DRAW_044", "这一条回避与 {first} 相同。", "This recusal is the same as {first}.")
UNFILLED_TEAM = Problem(
    "DRAW_045",
    "没有抽满：人员不够、没有资格、已回避或任务已满。由人处理，规则不放宽。",
    "Not filled: too few inspectors who are qualified, not recused and not fully loaded. A person decides; "
    "no rule is relaxed.",
)
DRAND_UNCHECKED = Problem(
    "DRAW_046",
    "drand 签名没有核对：本机没有 py_ecc，或这一轮不是 quicknet 的。随机值与签名的关系已核对。",
    "The signature of drand was not checked: py_ecc is not installed here, or the round is not of quicknet. "
    "That the value follows from the signature was checked.",
)
DRAND_CHECKED = Problem(
    "DRAW_047",
    "drand 第 {round} 轮的签名已核对，是公开信标 quicknet 的。",
    "The signature of round {round} was checked: it is that of drand's public beacon quicknet.",
)
ROUND_NOT_AHEAD = Problem(
    "DRAW_048",
    "按 quicknet 的时钟，第 {round} 轮在 {at} 公布，不晚于公布指纹的时间。请问主持人用的是哪条链。",
    "By the clock of quicknet round {round} came out at {at}, not after the commitment. Ask the holder which chain "
    "was meant.",
)
