"""FREQ_001–: caps of frequency that cannot be set like this."""

from rules.errors import Problem

NOT_ADMINISTRATOR = Problem(
    "FREQ_001",
    "频次上限由全区管理员设置。请与管理员联系。",
    "The district's administrator sets the caps. Ask them.",
)
CAP_UNREADABLE = Problem(
    "FREQ_002",
    "看不懂“{typed}”。请依次写：次数、周期（年/半年/季）、间隔天数、起始日、依据，如：2 年 180 {day} 渝检〔2026〕3号",
    "“{typed}” was not understood. Write visits, period (year, half, quarter), days between, first day and source, "
    "such as: 2 year 180 {day} Notice 3/2026",
)
