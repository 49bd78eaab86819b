"""The words of files of statistics, in both languages."""

from collections.abc import Mapping

SHEETS: Mapping[str, Mapping[str, str]] = {
    "figures": {"zh": "统计", "en": "statistics"},
    "about": {"zh": "说明", "en": "About"},
    "object": {"zh": "检查对象", "en": "Object"},
    "credit": {"zh": "信用记录", "en": "credit-record"},
    "breaches": {"zh": "严重失信名单", "en": "serious-breaches"},
}
HEADINGS: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "rates": {
        "zh": (
            "检查数", "发现问题", "问题率（%）", "95%区间下限（%）", "95%区间上限（%）", "上年同期检查数",
            "上年同期发现问题",
            "上年同期问题率（%）", "与上年同期相比（区间不含零时）",
        ),
        "en": (
            "Inspections", "With problems", "Rate (%)", "95% from (%)", "95% to (%)", "Inspections a year before",
            "With problems a year before", "Rate a year before (%)", "Against a year before (where certain)",
        ),
    },
    "load": {"zh": ("已完成检查", "在办", "上年同期完成"), "en": ("Inspections done", "Open", "Done a year before")},
    "map": {
        "zh": ("检查对象", "统一社会信用代码", "区域", "纬度", "经度", "发现问题"),
        "en": ("Object", "Registration code", "Area", "Latitude", "Longitude", "With problems"),
    },
    "about": {"zh": ("统计", "服务的决定"), "en": ("Statistic", "The decision it serves")},
    "object": {"zh": ("项目", "内容"), "en": ("Field", "Value")},
    "credit": {
        "zh": ("检查编号", "开始日期", "部门", "任务类型", "状态", "检查结果", "线索", "未办结线索", "公示"),
        "en": ("Visit", "Began on", "Department", "Kind", "State", "Results", "Clues", "Open clues", "Publication"),
    },
    "breaches": {
        "zh": ("名称", "统一社会信用代码", "认定规则", "依据的检查", "法律依据", "列入日期"),
        "en": ("Name", "Registration code", "Rule", "Inspections", "Legal ground", "Listed on"),
    },
}  # fmt: skip
STATES: Mapping[str, Mapping[str, str]] = {
    "zh": {
        "daily": "日常", "special": "专项", "clue": "线索核查", "immediate": "即时",
        "running": "检查中", "submitted": "待复核", "returned": "已退回", "approved": "已复核", "assigned": "待检查",
        "open": "未公示", "published": "已公示", "withheld": "不公示", "withdrawn": "已撤回",
    },
    "en": {
        "daily": "daily", "special": "special", "clue": "clue", "immediate": "immediate",
        "running": "running", "submitted": "waits for review", "returned": "sent back", "approved": "approved",
        "assigned": "assigned", "open": "not public", "published": "public", "withheld": "withheld",
        "withdrawn": "withdrawn",
    },
}  # fmt: skip
"""Kinds of tasks, states of visits, and states of publication."""
