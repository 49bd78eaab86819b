"""ANSWER_030–ANSWER_049: a typed answer that is none of its kind: times, steps, rankings, pins, files."""

from rules.errors import Problem

NOT_A_TIME = Problem(
    "ANSWER_030",
    "没看懂“{typed}”，请发时间，如 9:30 或 0930。",
    "“{typed}” was not understood. Send a time, such as 9:30 or 0930.",
)
NO_SUCH_TIME = Problem(
    "ANSWER_031",
    "没有“{typed}”这个时间，一天是 0:00 到 23:59。请核对后重发。",
    "There is no time “{typed}”; a day runs from 0:00 to 23:59. Check it and send it again.",
)
NOT_A_MOMENT = Problem(
    "ANSWER_032",
    "没看懂“{typed}”，请发日期和时间，如 {example} 9:30。",
    "“{typed}” was not understood. Send a day and a time, such as {example} 9:30.",
)
NOT_A_MONTH = Problem(
    "ANSWER_033",
    "没看懂“{typed}”，请发年和月，如 {example}.9。",
    "“{typed}” was not understood. Send a year and a month, such as {example}.9.",
)
NOT_A_YEAR = Problem(
    "ANSWER_034",
    "没看懂“{typed}”，请发年份，如 {example}。",
    "“{typed}” was not understood. Send a year, such as {example}.",
)
OFF_STEP = Problem(
    "ANSWER_035",
    "“{typed}”不在刻度上：从{start}起，每格{step}。请核对后重发。",
    "“{typed}” is between two steps: they begin at {start} and are {step} apart. Check it and send it again.",
)
DIGITS_ONLY = Problem(
    "ANSWER_036",
    "这一题只收数字、“-”和“.”。“{typed}”里有别的字，请重发。",
    "Only digits, “-” and “.” are taken here. “{typed}” holds something else; send it again.",
)
RANK_ALL = Problem(
    "ANSWER_037",
    "要把{count}项全部排好，请按顺序点，或发全部编号，如 2 1 3。",
    "All {count} must be put in order. Tap them in turn, or send all the numbers, such as 2 1 3.",
)
PIN_WANTED = Problem(
    "ANSWER_038",
    "这一题要位置：按回形针 → 位置，发一个点。",
    "This question wants a place: press the paper clip → Location and send a point.",
)
FILE_WANTED = Problem(
    "ANSWER_039",
    "这一题要发录音、视频或文件，打字不算。您发的字没有记入。",
    "This question wants a recording, a video or a file. Your text was not noted.",
)
FEW_PINS = Problem(
    "ANSWER_040",
    "至少要{count}个点，现在有{have}个。请再发。",
    "At least {count} points are needed; there are {have}. Send more.",
)
MANY_PINS = Problem(
    "ANSWER_041",
    "最多{count}个点，这一个没有记入。按“完成”。",
    "At most {count} points fit; this one was not noted. Press “Done”.",
)
PRESS_OK = Problem(
    "ANSWER_042",
    "看过以后按“知道了”。您发的字没有记入。",
    "Press “OK” when you have read it. Your text was not noted.",
)
PRESS_MORE = Problem(
    "ANSWER_043",
    "请按下面的按钮：再加一个，或没有了。",
    "Press one of the buttons: add one, or no more.",
)
LINE_CLOSED = Problem(
    "ANSWER_044",
    "线的终点和起点是同一个点，没有记入。请撤回最后一点再按“完成”。",
    "The line ends where it began; it was not noted. Take the last point back, then press “Done”.",
)
