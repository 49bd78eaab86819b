"""PLAN_001–: a line of the annual plan, or the plan itself, that cannot be like this."""

from rules.errors import Problem

NOT_A_KEEPER = Problem(
    "PLAN_001",
    "年度计划由各部门的名录库管理员填报。请与本部门管理员联系。",
    "Each department's clerk writes its lines of the plan. Ask yours.",
)
NO_DEPARTMENT = Problem(
    "PLAN_002",
    "您管理全区，逐条填报要先知道是哪个部门。请发来有“部门”一列的表格。",
    "You keep the whole district: send a spreadsheet with a column “Department” instead.",
)
NO_SUCH_LINE = Problem(
    "PLAN_003",
    "年度计划里没有这一条，可能已删除。请发送“年度计划”查看。",
    "The plan has no such line; it may have been dropped. Send “annual plan” to see it.",
)
MATTER_LENGTH = Problem(
    "PLAN_004",
    "抽查事项和检查对象要有 2 到 {most} 个字。请重新发送。",
    "A matter and a kind of objects have 2 to {most} signs. Send it again.",
)
AMOUNT_UNREADABLE = Problem(
    "PLAN_005",
    "看不懂“{typed}”。请写比例或户数，如：5% 或 20户",
    "“{typed}” was not understood. Write a share or a number of objects, such as 5% or 20.",
)
MONTHS_UNREADABLE = Problem(
    "PLAN_006",
    "看不懂“{typed}”。请写月份，如：3-5月、9月，或第二季度、全年",
    "“{typed}” was not understood. Write months, such as 3-5, 9, or Q2, or all year.",
)
PART_UNREADABLE = Problem(
    "PLAN_007",
    "看不懂“{typed}”。请写：牵头 或 参与",
    "“{typed}” was not understood. Write: lead, or part.",
)
LINE_TWICE = Problem(
    "PLAN_008",
    "本部门已有同样的一条（第{number}条）。请改那一条，或换一个检查对象。",
    "Your department has the same line already ({number}). Change that one, or name other objects.",
)
NOT_A_SUPERVISOR = Problem(
    "PLAN_009",
    "年度计划由监管负责人合并、批准和公开。请与其联系。",
    "A supervisor joins lines, approves the plan and publishes it. Ask one.",
)
NOTHING_PLANNED = Problem(
    "PLAN_010",
    "{year} 年还没有一条计划。请各部门先填报。",
    "There is no line for {year} yet. Have the departments write theirs first.",
)
PROPOSALS_OPEN = Problem(
    "PLAN_011",
    "还有 {count} 条“进一次门”建议没有处理。请先逐条采纳，或写明不采纳的理由。",
    "Joint visits proposed and undecided: {count}. Accept each, or decline it with a reason.",
)
NOT_APPROVED = Problem(
    "PLAN_012",
    "计划还没有批准。请先由监管负责人批准。",
    "The plan is not approved yet. Have the supervisor approve it first.",
)
DONE_ALREADY = Problem(
    "PLAN_013",
    "{year} 年的计划已经这样处理过了。请看现在的计划。",
    "That was done to the plan of {year} already. See how it stands.",
)
NO_PROPOSAL = Problem(
    "PLAN_014",
    "这条建议已不在：计划后来改过，或已经处理。请看现在的建议。",
    "This proposal is gone: the plan has changed, or it was decided. See those there are.",
)
DOES_NOT_LEAD = Problem(
    "PLAN_015",
    "第 {number} 条由别的部门牵头，任务由牵头部门建立。请与其联系。",
    "Another department leads line {number}; it makes the campaign. Ask them.",
)
YEAR_UNREADABLE = Problem(
    "PLAN_016",
    "看不懂年度“{typed}”。请写四位数字，如：2027",
    "“{typed}” is no year. Write four digits, such as 2027.",
)
BEGUN_ALREADY = Problem(
    "PLAN_017",
    "第 {number} 条已经建立任务 {campaign}，还没有抽取。请与其监管负责人联系，不要重复建立。",
    "Campaign {campaign} was made from line {number} already and is not drawn yet. Ask its supervisor; make no second.",
)
