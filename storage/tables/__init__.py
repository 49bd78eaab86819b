"""Every table, one file per area."""

from storage.tables.addenda import Addendum, AddendumSignature
from storage.tables.annual_plans import AnnualPlan, JointDecision, PlanLine
from storage.tables.clues import Clue, ClueFile, ClueStep, FollowUp
from storage.tables.desk_checks import CampaignExpert, DeskStep
from storage.tables.doors import (
    Announcement,
    ApiReply,
    ApiToken,
    Forwarding,
    Keying,
    OutsideNumber,
    Subscriber,
)
from storage.tables.draws import CampaignPlan, DeclaredRecusal, DicePhoto, Draw, DrawDice
from storage.tables.evidence import Evidence, Examination, Interview, Seal, Signature, SignedSheet
from storage.tables.forms import FormDraft, FormUpload
from storage.tables.frequency import FrequencyCap
from storage.tables.mapping import Table
from storage.tables.pads import Pad, PadMark, UsedLaunch
from storage.tables.people import Department, DistrictProfile, Invitation, OfficeDay, Person, Role
from storage.tables.publication import PublicName, PublicOutcome, PublicResult, PublicVersion, Publishing
from storage.tables.registries import Campaign, CampaignItem, ChecklistVersion, FormContent, InspectionObject, Item
from storage.tables.registry_imports import ObjectKeeper, RegistryChange, RegistryColumn, RegistryImport
from storage.tables.reviews import Review, ReviewLine, ReviewReturn
from storage.tables.runtime import (
    CardRow,
    Chat,
    Duty,
    InboxUpdate,
    Job,
    LedgerLink,
    Opening,
    OutboxMessage,
    PointerRow,
    SentFile,
    Turn,
)
from storage.tables.secret_keys import SecretKey
from storage.tables.statistics import DashboardLink, RiskDecision, SeriousBreach
from storage.tables.telling import DigestLine, GroupChat, NoticeSetting
from storage.tables.visits import Answer, CheckIn, Extension, Finding, Notice, Reserve, Section, Task, Visit

__all__ = [
    "Addendum",
    "AddendumSignature",
    "Announcement",
    "AnnualPlan",
    "Answer",
    "ApiReply",
    "ApiToken",
    "Campaign",
    "CampaignExpert",
    "CampaignItem",
    "CampaignPlan",
    "CardRow",
    "Chat",
    "CheckIn",
    "ChecklistVersion",
    "Clue",
    "ClueFile",
    "ClueStep",
    "DashboardLink",
    "DeclaredRecusal",
    "Department",
    "DeskStep",
    "DicePhoto",
    "DigestLine",
    "DistrictProfile",
    "Draw",
    "DrawDice",
    "Duty",
    "Evidence",
    "Examination",
    "Extension",
    "Finding",
    "FollowUp",
    "FormContent",
    "FormDraft",
    "FormUpload",
    "Forwarding",
    "FrequencyCap",
    "GroupChat",
    "InboxUpdate",
    "InspectionObject",
    "Interview",
    "Invitation",
    "Item",
    "Job",
    "JointDecision",
    "Keying",
    "LedgerLink",
    "Notice",
    "NoticeSetting",
    "ObjectKeeper",
    "OfficeDay",
    "Opening",
    "OutboxMessage",
    "OutsideNumber",
    "Pad",
    "PadMark",
    "Person",
    "PlanLine",
    "PointerRow",
    "PublicName",
    "PublicOutcome",
    "PublicResult",
    "PublicVersion",
    "Publishing",
    "RegistryChange",
    "RegistryColumn",
    "RegistryImport",
    "Reserve",
    "Review",
    "ReviewLine",
    "ReviewReturn",
    "RiskDecision",
    "Role",
    "Seal",
    "SecretKey",
    "Section",
    "SentFile",
    "SeriousBreach",
    "Signature",
    "SignedSheet",
    "Subscriber",
    "Table",
    "Task",
    "Turn",
    "UsedLaunch",
    "Visit",
]
