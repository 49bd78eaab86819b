"""What the API takes and gives, as types: they check what comes, and the OpenAPI document is written from them."""

from datetime import date, datetime
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, RootModel, StringConstraints

from rules.campaigns import TITLE_PATTERN
from rules.outside_numbers import PATTERN

Kind = Literal["daily", "special", "clue", "immediate"]
Method = Literal["on_site", "written", "online", "third_party"]  # those of `rules.methods`

# Codes and numbers as registries write them: one line, nothing that a page or a spreadsheet would take for more.
Code = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9][A-Za-z0-9._-]{0,31}$")]
Outside = Annotated[
    str,
    StringConstraints(pattern=f"^{PATTERN}$"),
    Field(description="The number that the other platform has given 平台编号"),
]
RegistrationCode = Annotated[
    str, StringConstraints(pattern=r"^[0-9A-Z]{13,18}$"), Field(description="统一社会信用代码/注册号")
]
Title = Annotated[
    str,
    StringConstraints(pattern=f"^{TITLE_PATTERN}$"),
    Field(description="2 to 40 signs on one line, spaces between them allowed, none of them invisible 抽查任务名称"),
]


class Taken(BaseModel):
    """What comes: nothing that is not described, nothing of another type."""

    model_config = ConfigDict(extra="forbid", strict=True)


class Given(BaseModel):
    """What goes out."""

    model_config = ConfigDict(from_attributes=True)


class Names(Given):
    """A name in both languages."""

    zh: str
    en: str


class NewCampaign(Taken):
    """A campaign 抽查任务. With `draw` it was drawn elsewhere, and its tasks are entered; without, it is a plan of
    which the supervisor chooses the scope and holds the draw here.
    """

    title: Title
    task_kind: Kind
    lead: Annotated[Code, Field(description="Code of the lead department 牵头部门")]
    items: Annotated[
        list[Code], Field(min_length=1, max_length=200, description="Codes of the inspection items 抽查事项")
    ]
    starts_on: date
    ends_on: date
    draw: Outside | None = None
    outside_number: Outside | None = None


class Campaign(Given):
    """A campaign 抽查任务."""

    number: str
    outside_number: str | None
    title: Names
    task_kind: Kind
    departments: Annotated[list[str], Field(description="Codes; the lead department first")]
    items: list[str]
    starts_on: date
    ends_on: date
    draw: str | None
    is_drawn_here: bool
    visits: int
    submitted: int


class Team(Taken):
    """The officers of one department, at least two (rule text 四(六)), as they were drawn."""

    department: Code
    officers: Annotated[list[Code], Field(min_length=2, max_length=10, json_schema_extra={"uniqueItems": True})]


class NewTask(Taken):
    """A visit that the platform has drawn: its object and its officers."""

    campaign: Annotated[str, StringConstraints(pattern=r"^[0-9]{3,6}$")]
    outside_number: Outside
    object: RegistrationCode
    method: Method = "on_site"
    teams: Annotated[list[Team], Field(min_length=1, max_length=20)]


class Seat(Given):
    """An officer's task."""

    department: str
    officer: str
    state: str


class Task(Given):
    """A visit with the tasks of its officers 检查任务."""

    number: str
    outside_number: str | None
    campaign: str
    object: Annotated[str | None, Field(description="None where `is_kept_back`")]
    object_name: str | None
    is_kept_back: Annotated[
        bool, Field(description="A result of the visit is withheld or withdrawn, or is to be: its object is not named")
    ]
    method: Method
    state: Literal["assigned", "running", "submitted", "returned"]
    starts_on: date
    ends_on: date
    seats: list[Seat]


class Outcome(Given):
    """A result of the official form's box 检查结果."""

    key: str
    zh: str
    en: str


class Problem(Given):
    """A problem that was found and stands 发现的问题."""

    question: str
    note: str
    how: str | None
    raised_at: datetime


class Addendum(Given):
    """A signed addendum to the record, as far as it is about the result 更正说明."""

    number: str
    on: Annotated[date, Field(description="The day on which it was signed")]
    concerns: Literal["whole", "section", "item"]
    question: str | None
    stands: Annotated[str, Field(description="What the record says there")]
    reads: Annotated[str, Field(description="What it is to be read as")]


class Result(Given):
    """A department's part of an approved visit 检查结果."""

    number: str
    visit: str
    visit_outside_number: str | None
    campaign: str
    campaign_outside_number: str | None
    object: str
    object_name: str
    department: str
    department_name: Names
    method: Method
    begun_at: datetime | None
    submitted_at: datetime
    receipt: str | None
    publication: Literal["open", "published"]
    results: list[Outcome]
    remarks: str
    problems: list[Problem]
    addenda: list[Addendum]
    is_kept_back: Literal[False] = False


class KeptBack(Given):
    """A result that is withheld or withdrawn 不公示或已撤回, or is to be (then `publication` is what it still is).

    What was read of it before is not to be used any more.
    """

    number: str
    publication: Literal["open", "published", "withheld", "withdrawn"]
    is_kept_back: Literal[True] = True


class AnyResult(RootModel[Result | KeptBack]):
    """A result, or that it is kept back."""


class EvidenceFile(Given):
    """A file of a visit 证据材料; its bytes are at `href` once it is `secured`."""

    id: int
    question: str | None
    purpose: str
    kind: str
    file_name: Annotated[str | None, Field(description="Its sender's; a photograph taken in the chat has none")]
    name_in_submission: Annotated[
        str | None, Field(description="The name under which `getSubmission` of the result names it as an answer")
    ]
    media_type: str | None
    size: Annotated[int | None, Field(description="In bytes")]
    state: Literal["received", "secured", "quarantined", "lost"]
    sha256: str | None
    recompressed: Annotated[bool, Field(description="Telegram has encoded it anew: not the sender's bytes")]
    received_at: datetime
    href: str | None


class Page(Given):
    """A page of a list. `next` is the cursor of what follows, now or later: none where the page is empty."""

    next: str | None
    has_more: bool


class Campaigns(Page):
    """A page of campaigns, in the order of their making."""

    items: list[Campaign]


class Tasks(Page):
    """A page of visits with their tasks, in the order of their making."""

    items: list[Task]


class Results(Page):
    """A page of results, in the order in which something that may be known of them changed."""

    items: list[Result | KeptBack]


class EvidenceFiles(Given):
    """All files of a result."""

    items: list[EvidenceFile]


class Fault(Given):
    """One thing that is not as described: where, and by which rule."""

    pointer: str
    rule: str
    detail: str


class ProblemDetails(Given):
    """What is the matter (RFC 9457); `code` is that of the catalogue, `detail` its sentence."""

    type: str
    title: str
    status: int
    code: str
    detail: str
    errors: list[Fault] = []
