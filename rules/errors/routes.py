"""ROUTE_001–ROUTE_009: where a day's route begins."""

from rules.errors import Problem

NO_START = Problem(
    "ROUTE_001",
    "不知道这个地点在哪里。请发送位置，或坐标（如 29.72, 106.63），或您某户名称、街道中的几个字。",
    "That place is not known. Share your location, or send degrees (29.72, 106.63), "
    "or part of a name or street of yours.",
)
