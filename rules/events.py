"""What has happened: events that services emit and `handlers/notices.py` tells to those whom they concern."""

from dataclasses import dataclass
from datetime import date, datetime

from rules.events_access import AccessEvent
from rules.events_addenda import AddendumEvent
from rules.events_clues import ClueEvent
from rules.events_deadlines import DeadlineEvent
from rules.events_doors import DoorEvent
from rules.events_draws import DrawEvent
from rules.events_evidence import CodeSought, EvidenceDoubted, EvidenceLost, EvidenceQuarantined, EvidenceSecured
from rules.events_plans import PlanLineChanged, PlanLinesMissing
from rules.events_publication import PublicationEvent
from rules.events_registries import RegistryFileChecked, RegistryFileFound
from rules.events_review import ReviewEvent
from rules.events_statistics import StatisticsEvent


@dataclass(frozen=True, slots=True)
class UpdateParked:
    """A step of the person in this chat failed for good; the code names it in the log."""

    chat_id: int
    code: str


@dataclass(frozen=True, slots=True)
class NoticeFailed:
    """Somebody could not be told of an event; what happened stands. The code names it in the log."""

    event: str
    code: str


@dataclass(frozen=True, slots=True)
class WebhookTaken:
    """Another program with the bot's token had set or deleted the webhook; ours was set again."""


@dataclass(frozen=True, slots=True)
class PollingDisputed:
    """Another program with the bot's token has begun to poll; ours goes on."""


@dataclass(frozen=True, slots=True)
class TaskSent:
    """A person got a task."""

    task_id: int


@dataclass(frozen=True, slots=True)
class TaskAccepted:
    """A person accepted a task."""

    task_id: int


@dataclass(frozen=True, slots=True)
class RecusalAsked:
    """A person asked to be recused 回避, or to hand a task over."""

    task_id: int
    is_handover: bool


@dataclass(frozen=True, slots=True)
class RecusalDecided:
    """The supervisor decided; `successor_task_id` is the next of the drawn order, none when refused or exhausted."""

    task_id: int
    decided_by: int
    is_granted: bool
    successor_task_id: int | None
    reason: str


@dataclass(frozen=True, slots=True)
class NoticeChanged:
    """The notice 附件2 was announced, served, refused or corrected, or its day changed; the team's cards show it."""

    visit_id: int
    person_id: int


@dataclass(frozen=True, slots=True)
class NoticeRefused:
    """The party refused the notice 附件2."""

    visit_id: int


@dataclass(frozen=True, slots=True)
class PresenceChanged:
    """Who of a section is on site, or where, changed before its start; the team's cards show it."""

    section_id: int
    person_id: int


@dataclass(frozen=True, slots=True)
class VisitStarted:
    """A department's section began; `reasons` names the gates that were overridden."""

    section_id: int
    person_id: int
    reasons: dict[str, str]


@dataclass(frozen=True, slots=True)
class SectionConcluded:
    """A department's section was concluded."""

    section_id: int
    person_id: int


@dataclass(frozen=True, slots=True)
class SectionReopened:
    """A concluded section was opened again."""

    section_id: int
    person_id: int


@dataclass(frozen=True, slots=True)
class SectionNudged:
    """Somebody of another section waits for this one and asks it to go on."""

    section_id: int
    by_section_id: int
    person_id: int


@dataclass(frozen=True, slots=True)
class RecordChanged:
    """Signatures were given or lost, seals set, the record printed (by nobody, 0); the team's cards show it."""

    visit_id: int
    person_id: int


@dataclass(frozen=True, slots=True)
class SignatureRefused:
    """A role refused to sign or could not come (rule text 四(八))."""

    visit_id: int
    signature_id: int


@dataclass(frozen=True, slots=True)
class RefusalLifted:
    """A refusal or absence no longer stands: the party signs after all, or the record changed."""

    visit_id: int
    signature_id: int


@dataclass(frozen=True, slots=True)
class SheetSigned:
    """A signed page was taken down; officers ticked by a colleague may confirm on their own phones."""

    visit_id: int
    sheet_id: int
    person_id: int


@dataclass(frozen=True, slots=True)
class PadSigned:
    """A signature was drawn on a pad; whoever had opened it goes on."""

    visit_id: int
    pad_id: int
    opened_by: int


@dataclass(frozen=True, slots=True)
class SignatureDenied:
    """An officer says that the signature ticked for them is not theirs."""

    visit_id: int
    signature_id: int


@dataclass(frozen=True, slots=True)
class VisitSubmitted:
    """The visit is frozen."""

    visit_id: int
    person_id: int


@dataclass(frozen=True, slots=True)
class SubmissionSettled:
    """A submission is stored and told; what stands in the chats from before may now be put in order."""

    visit_id: int


@dataclass(frozen=True, slots=True)
class WorkbookChecked:
    """A workbook that a clerk sent was checked: it can be used, or there is something to mend."""

    draft_id: int


@dataclass(frozen=True, slots=True)
class FileMade:
    """A file (`purpose`: xml, submissions, csv, xlsx), or a part, is made; the last part tells what is in none."""

    person_id: int
    purpose: str
    sha256: str
    name: str
    part: int = 1
    parts: int = 1
    left_out: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FileNotMade:
    """A file that a person asked for cannot be made, by the code of the catalogue and what fills its places."""

    person_id: int
    code: str
    placeholders: dict[str, str]


@dataclass(frozen=True, slots=True)
class PaperPrinted:
    """A paper is printed for some people, in a format (`pdf`, `docx`).

    `of` is the row of the visit (`notice`, `record`), the campaign (`scheme`, `minute`, `publication`) or the addendum,
    `number` its number. `first_page` is the SHA-256 of its picture, none for a DOCX; `remarks` are codes of the
    catalogue with what fills their places. `address` is where it is verified, empty when it carries no code. `asked_by`
    is whoever had it printed, or did what it is printed for.
    """

    people: tuple[int, ...]
    paper: str
    of: int
    number: str
    format: str
    sha256: str
    first_page: str | None
    remarks: tuple[tuple[str, dict[str, str]], ...]
    address: str
    asked_by: int | None


@dataclass(frozen=True, slots=True)
class PersonUnreachable:
    """A person blocked the bot or left Telegram."""

    person_id: int


@dataclass(frozen=True, slots=True)
class PersonReachable:
    """A person who could not be reached can be again."""

    person_id: int


@dataclass(frozen=True, slots=True)
class TaskUnanswered:
    """A person has neither accepted nor contested a task for two working days."""

    task_id: int


@dataclass(frozen=True, slots=True)
class WindowClosing:
    """A visit's window ends within a few working days."""

    visit_id: int
    working_days: int


@dataclass(frozen=True, slots=True)
class WindowMissed:
    """A visit's window has passed without a submission."""

    visit_id: int


@dataclass(frozen=True, slots=True)
class DigestDue:
    """It is time for a supervisor's digest on a day of the office; it counts what happened since the last one."""

    person_id: int
    day: date
    since: datetime


Event = (
    UpdateParked
    | NoticeFailed
    | WebhookTaken
    | PollingDisputed
    | TaskSent
    | TaskAccepted
    | RecusalAsked
    | RecusalDecided
    | NoticeChanged
    | NoticeRefused
    | PresenceChanged
    | VisitStarted
    | SectionConcluded
    | SectionReopened
    | SectionNudged
    | RecordChanged
    | SignatureRefused
    | RefusalLifted
    | SheetSigned
    | PadSigned
    | SignatureDenied
    | VisitSubmitted
    | AddendumEvent
    | SubmissionSettled
    | EvidenceSecured
    | EvidenceQuarantined
    | EvidenceDoubted
    | EvidenceLost
    | CodeSought
    | WorkbookChecked
    | RegistryFileChecked
    | RegistryFileFound
    | PlanLineChanged
    | PlanLinesMissing
    | DoorEvent
    | DrawEvent
    | PublicationEvent
    | FileMade
    | FileNotMade
    | PaperPrinted
    | PersonUnreachable
    | PersonReachable
    | AccessEvent
    | DeadlineEvent
    | TaskUnanswered
    | WindowClosing
    | WindowMissed
    | DigestDue
    | ReviewEvent
    | ClueEvent
    | StatisticsEvent
)
