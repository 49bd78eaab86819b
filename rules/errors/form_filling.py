"""FILL_001–FILL_029: what cannot be done while a form is being filled in, and what its answers lack."""

from rules.errors import Problem

NO_SUCH_QUESTION = Problem(
    "FILL_001",
    "表单里没有 {reference}。请回到当前这一题。",
    "The form has no {reference}. Go back to the question that is open.",
)
READ_ONLY = Problem(
    "FILL_002",
    "{reference} 只能看，不能填。",
    "{reference} can be read but not filled in.",
)
COUNTED = Problem(
    "FILL_003",
    "{reference} 的次数由表单决定，不能自行增减。",
    "The form itself decides how often {reference} is repeated; none can be added or removed.",
)
NO_SUCH_LANGUAGE = Problem(
    "FILL_004",
    "表单没有语言“{language}”，可选：{languages}。",
    "The form has no language “{language}”; there is {languages}.",
)
OTHER_FORM = Problem(
    "FILL_005",
    "保存的内容属于另一份表单或另一个版本，不能接着填。请用开始时的版本打开。",
    "What was saved belongs to another form or version and cannot be resumed. Open it with the version it began with.",
)
DAMAGED_STATE = Problem(
    "FILL_006",
    "保存的内容已损坏（{part}），不能接着填。请重新开始这份表单。",
    "What was saved is damaged ({part}) and cannot be resumed. Begin this form anew.",
)
CONSTRAINT = Problem(
    "FILL_007",
    "这个回答不符合要求，请核对后重填。",
    "This answer is not allowed here. Check it and answer again.",
)
REQUIRED = Problem(
    "FILL_008",
    "这一题必须回答。",
    "This question must be answered.",
)
SEVERAL_TARGETS = Problem(
    "FILL_009",
    "{reference} 有多个重复，动作不知道该写进哪一个。请在表单里写明是第几个。",
    "{reference} stands in several repeats, so the action cannot tell which one to set. Say in the form which one.",
)
WRONG_TYPE = Problem(
    "FILL_010",
    "这一题要填{type}，没看懂“{typed}”，请重发。",
    "This question takes a value of type {type}; “{typed}” was not understood. Send it again.",
)
NOT_A_REPEAT = Problem(
    "FILL_011",
    "{reference} 不能重复填写。",
    "{reference} cannot be repeated.",
)
