"""DAY_001–: days as people type them."""

from rules.errors import Problem

PASSED = Problem(
    "DAY_001",
    "{passed}已过，是下一年吗？是就连年份一起写：{day}。不是请改写日期。",
    "{passed} is over. Next year? Then write its year too: {day}. If not, write another day.",
)
