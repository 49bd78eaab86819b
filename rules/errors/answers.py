"""ANSWER_001–ANSWER_019: a typed answer that cannot be taken; from ANSWER_020: one that is asked back."""

from rules.errors import Problem

NOT_A_NUMBER = Problem(
    "ANSWER_001",
    "没看懂“{typed}”，请发数字，如 {example}。",
    "“{typed}” was not understood. Send a number, such as {example}.",
)
NOT_WHOLE = Problem(
    "ANSWER_002",
    "“{typed}”不是整数，请发整数，如 {example}。",
    "“{typed}” is not a whole number. Send one such as {example}.",
)
TOO_LONG_A_NUMBER = Problem(
    "ANSWER_003",
    "“{typed}”太长，最多{digits}位数字。请核对后重发。",
    "“{typed}” is too long; at most {digits} digits are taken. Check it and send it again.",
)
TOO_SMALL = Problem(
    "ANSWER_004",
    "“{typed}”太小，最小可填{minimum}。请核对后重发。",
    "“{typed}” is too small; the least is {minimum}. Check it and send it again.",
)
TOO_GREAT = Problem(
    "ANSWER_005",
    "“{typed}”太大，最大可填{maximum}。请核对后重发。",
    "“{typed}” is too great; the most is {maximum}. Check it and send it again.",
)
OUTSIDE_THE_RANGE = Problem("ANSWER_006", "{message}", "{message}")
NOT_A_DATE = Problem(
    "ANSWER_007",
    "没看懂“{typed}”，请发日期，如 {example} 或 0930。",
    "“{typed}” was not understood. Send a date, such as {example} or 0930.",
)
NO_SUCH_DAY = Problem(
    "ANSWER_008",
    "没有{month}月{day}日（{year}年）。请核对后重发。",
    "There is no day {day} in month {month} of {year}. Check it and send it again.",
)
NOT_A_VERDICT = Problem(
    "ANSWER_009",
    "没看懂“{typed}”，请发：{choices}。后面可以空一格写说明。",
    "“{typed}” was not understood. Send one of: {choices}. A note may follow after a space.",
)
NO_SUCH_CHOICE = Problem(
    "ANSWER_010",
    "没有“{typed}”这一项，请按按钮，或发编号1–{count}。",
    "There is no choice “{typed}”. Press a button, or send a number from 1 to {count}.",
)
ONE_CHOICE_ONLY = Problem(
    "ANSWER_011",
    "这一题只能选一项，请只发一个编号。",
    "Only one choice can be taken here. Send a single number.",
)
NOTHING_CHOSEN = Problem(
    "ANSWER_012",
    "这一题至少要选一项。",
    "At least one choice is needed here.",
)
NOTHING_TYPED = Problem(
    "ANSWER_013",
    "这条消息没有文字，请重发。",
    "This message holds no text. Send it again.",
)
PHOTO_WANTED = Problem(
    "ANSWER_014",
    "这一题要照片，请直接拍照发来。",
    "This question wants a photo. Take one and send it.",
)
NOTHING_ASKED = Problem(
    "ANSWER_015",
    "这里只是提示，不用回答。",
    "This is only a remark; no answer is needed.",
)
FORM_STUCK = Problem(
    "ANSWER_017",
    "记不下来：表单算不下去（{reason}）请换一个回答或先答别的题，并告诉制表人。",
    "Not stored: the form cannot go on with it ({reason}) Answer otherwise or go on elsewhere, and tell its author.",
)
TOO_MANY_ROUNDS = Problem(
    "ANSWER_018",
    "记不下来：“{repeat}”最多 {limit} 份。请填小一些的数，其余的另做一份。",
    "Not stored: there can be {limit} of “{repeat}” at most. Give a smaller number, and note the others elsewhere.",
)
FORM_FULL = Problem(
    "ANSWER_019",
    "记不下来：加上这么多“{repeat}”，表单就太大了（最多 {limit} 个题目和分组）。请填小一些的数，其余的另做一份。",
    "Not stored: with so many of “{repeat}” the form gets too large ({limit} questions and groups at most). Give a "
    "smaller number, and note the others elsewhere.",
)
IS_DATE_MEANT = Problem(
    "ANSWER_020",
    "是{year}年{month}月{day}日吗？",
    "Do you mean {year}-{month}-{day} (year-month-day)?",
)
IS_NUMBER_MEANT = Problem(
    "ANSWER_021",
    "是{value}吗？",
    "Do you mean {value}?",
)
UNUSUALLY_GREAT = Problem(
    "ANSWER_022",
    "超过{maximum}。确是{value}吗？",
    "That is above {maximum}. Is it really {value}?",
)
UNUSUALLY_SMALL = Problem(
    "ANSWER_023",
    "低于{minimum}。确是{value}吗？",
    "That is below {minimum}. Is it really {value}?",
)
