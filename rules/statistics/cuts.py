"""The cuts of the statistics (rule text 六): what each is by, and which decision it serves, in both languages."""

from collections.abc import Mapping
from dataclasses import dataclass

Names = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Cut:
    """One way of cutting the counted visits.

    Attributes:
        key: Its name in code.
        title: What it is by.
        decision: The decision it serves.
        is_of_parts: Whether departments' parts of visits are counted, and not visits.
        is_of_counts: Whether amounts are shown, and not rates.
        is_ordered: Whether its lines have an order of their own; others stand with the surest problems first.
        short: The title where there is no room for it, none where there always is.
    """

    key: str
    title: Names
    decision: Names
    is_of_parts: bool = False
    is_of_counts: bool = False
    is_ordered: bool = False
    short: Names | None = None

    @property
    def label(self) -> Names:
        """The title on a button, three of which stand in a row."""
        return self.short or self.title


CUTS: Mapping[str, Cut] = {
    cut.key: cut
    for cut in (
        Cut(
            "campaign",
            {"zh": "抽查任务", "en": "Campaign"},
            {"zh": "哪些抽查下一年该再开、该停办", "en": "Which campaigns to repeat or drop next year"},
        ),
        Cut(
            "department",
            {"zh": "部门", "en": "Department"},
            {"zh": "哪个部门需要支援，尺度是否一致", "en": "Which department needs help, and whether all judge alike"},
            is_of_parts=True,
            short={"zh": "部门", "en": "Dept."},
        ),
        Cut(
            "matter",
            {"zh": "抽查事项", "en": "Matter"},
            {"zh": "哪些事项查得多、查得少，下一年怎样安排", "en": "Which matters were looked at, for the next plan"},
            is_of_parts=True,
        ),
        Cut(
            "industry",
            {"zh": "行业", "en": "Industry"},
            {"zh": "哪个行业要防系统性风险", "en": "In which industry to head off a systemic risk"},
        ),
        Cut(
            "area",
            {"zh": "区域", "en": "Area"},
            {"zh": "哪个镇街要防区域性风险", "en": "In which area to head off a regional risk"},
        ),
        Cut(
            "risk",
            {"zh": "风险等级", "en": "Risk class"},
            {"zh": "各等级的抽查比例要不要调整", "en": "Whether to change the ratio of a risk class"},
            is_ordered=True,
            short={"zh": "风险等级", "en": "Risk"},
        ),
        Cut(
            "load",
            {"zh": "人员负荷", "en": "Officer load"},
            {"zh": "下次抽取要不要调每人上限、补人", "en": "Whether to change the most per officer, or add officers"},
            is_of_counts=True,
            short={"zh": "人员负荷", "en": "Load"},
        ),
        Cut(
            "draw",
            {"zh": "抽取效果", "en": "Draw effect"},
            {"zh": "随机与定向检查各占多少", "en": "How much to leave to chance, and how much to direct"},
            is_ordered=True,
            short={"zh": "抽取效果", "en": "Draw"},
        ),
        Cut(
            "map",
            {"zh": "点位图", "en": "Map"},
            {"zh": "问题是否聚在一处，路线怎么排", "en": "Whether problems cluster, and how to lay routes"},
        ),
    )
}

RANDOM, FLAGGED, DIRECTED = "random", "flagged", "directed"
WAYS: Mapping[str, Names] = {
    RANDOM: {"zh": "随机抽取", "en": "Drawn at random"},
    FLAGGED: {"zh": "随机抽取，对象有标记", "en": "Drawn, object flagged"},
    DIRECTED: {"zh": "定向检查", "en": "Directed"},
}
"""How an object came to be inspected: drawn; drawn from a class that complaints and the like had raised; or chosen."""

PERIOD_NAMES: Mapping[str, Names] = {
    "year": {"zh": "今年", "en": "This year"},
    "quarter": {"zh": "本季度", "en": "This quarter"},
    "month": {"zh": "本月", "en": "This month"},
    "last_year": {"zh": "去年", "en": "Last year"},
}
