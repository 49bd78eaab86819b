"""Every table, one file per area."""

from storage.tables.evidence import Evidence, Seal, Signature, SignedSheet
from storage.tables.forms import FormDraft, FormUpload
from storage.tables.mapping import Table
from storage.tables.people import Department, DistrictProfile, Invitation, Person, Role
from storage.tables.registries import Campaign, CampaignItem, ChecklistVersion, FormContent, InspectionObject, Item
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
from storage.tables.visits import Answer, CheckIn, Finding, Notice, Reserve, Section, Task, Visit

__all__ = [
    "Answer",
    "Campaign",
    "CampaignItem",
    "CardRow",
    "Chat",
    "CheckIn",
    "ChecklistVersion",
    "Department",
    "DistrictProfile",
    "Duty",
    "Evidence",
    "Finding",
    "FormContent",
    "FormDraft",
    "FormUpload",
    "InboxUpdate",
    "InspectionObject",
    "Invitation",
    "Item",
    "Job",
    "LedgerLink",
    "Notice",
    "Opening",
    "OutboxMessage",
    "Person",
    "PointerRow",
    "Reserve",
    "Role",
    "Seal",
    "SecretKey",
    "Section",
    "SentFile",
    "Signature",
    "SignedSheet",
    "Table",
    "Task",
    "Turn",
    "Visit",
]
