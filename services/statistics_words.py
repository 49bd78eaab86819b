"""The words of files of statistics, in both languages."""

from collections.abc import Mapping

SHEETS: Mapping[str, Mapping[str, str]] = {
    "figures": {"zh": "统计", "en": "statistics"},
    "about": {"zh": "说明", "en": "About"},
    "whole": {"zh": "全区", "en": "whole district"},
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
    "load": {
        "zh": ("已完成检查", "现在在办", "上年同期完成"),
        "en": ("Inspections done", "Open now", "Done a year before"),
    },
    "map": {
        "zh": ("检查对象", "统一社会信用代码", "区域", "纬度", "经度", "发现问题"),
        "en": ("Object", "Registration code", "Area", "Latitude", "Longitude", "With problems"),
    },
    "about": {"zh": ("项目", "内容"), "en": ("Field", "Value")},
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
ABOUT: Mapping[str, Mapping[str, str]] = {
    "zh": {
        "scope": "范围", "period": "时间段", "before": "上年同期", "on": "统计日期", "of": "检查数", "hits": "发现问题",
        "share": "问题率（%）", "of_before": "上年同期检查数", "hits_before": "上年同期发现问题",
        "follow_ups": "复查（不计入以上）", "complied": "复查已整改", "parts": "部门的检查部分",
        "risk_by_registry": "没有抽取时等级、按名录库现在等级的检查",
        "draw_by_registry": "没有抽取时标记、按名录库现在标记的抽取检查",
        "to": "{first} 至 {last}", "counts": "计入什么",
        "counted": "已提交、未退回的检查，按检查开始的日期；试填和作废的不计。",
        "apart": "复查去的是已知有问题的地方，不计入检查数和问题率，单列；人员负荷的完成和在办含复查。",
        "drawn": "风险等级和标记以抽取时为准（有标记的按上调后的等级）；没有抽取时记录的，按名录库现在的。"
                 "行业、区域按名录库现在的。",
        "divided": "部门、抽查事项按各部门的检查部分计；部门的结果计入其每个事项，事项的问题率是部门的。",
        "decides": "{title}：用来决定",
    },
    "en": {
        "scope": "Scope", "period": "Period", "before": "The year before", "on": "Counted on", "of": "Inspections",
        "hits": "With problems", "share": "Rate (%)", "of_before": "Inspections a year before",
        "hits_before": "With problems a year before", "follow_ups": "Follow-ups (not counted above)",
        "complied": "Follow-ups, rectified", "parts": "Departments' parts",
        "risk_by_registry": "Inspections by the registry's class of now: no draw kept it",
        "draw_by_registry": "Drawn ones by the registry's flags of now: no draw kept them",
        "to": "{first} to {last}", "counts": "What counts",
        "counted": "Inspections that are submitted and not sent back, on the day on which they began; no trials and "
                   "none that are void.",
        "apart": "A follow-up goes where a problem is known: it is no part of inspections and rates, and stands apart. "
                 "Officer load includes follow-ups.",
        "drawn": "Risk class and flags are those of the draw (flagged objects by their raised class); where none was "
                 "kept, the registry's of now. Industry and area are the registry's of now.",
        "divided": "Department and matter count departments' parts; a result counts for each matter of its department, "
                   "so a matter's rate is the department's.",
        "decides": "{title}: to decide",
    },
}  # fmt: skip
"""What the first sheet of the statistics says."""
BETWEEN: Mapping[str, tuple[str, str]] = {"zh": ("、", "；"), "en": (", ", "; ")}
"""What stands between words, and between longer phrases."""
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
