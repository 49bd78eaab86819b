"""Files of registries: what was sent, what they would change or have changed, whose an object is."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint, false
from sqlalchemy.orm import Mapped, mapped_column

from storage.tables.mapping import Table, number, one_of, word


class RegistryImport(Table):
    """A file of a registry (`which` of them).

    `revision` counts its checks, `basis` how many imports were taken in before the last of them. `facts` is what its
    card says, `list_sha256` the refused rows as a file, `choice` what is taken over, `settled` the last of its changes
    that is. `department_id` is none for one who keeps the whole district's. Not `is_certain`: it may be a list that
    belongs to a form instead. `run` is the one check that may stage. One that `undoes` another has no file.
    """

    __tablename__ = "registry_imports"
    __table_args__ = (
        Index(None, "person_id", "state"),
        Index(None, "which", "state"),
        one_of("state", "checking", "refused", "checked", "settling", "taken_in", "discarded", "replaced"),
        one_of("choice", "all", "differences", "picked"),
    )
    import_id: Mapped[int] = number()
    person_id: Mapped[int | None] = mapped_column(ForeignKey("people.person_id"))
    department_id: Mapped[int | None] = mapped_column(ForeignKey("departments.department_id"))
    which: Mapped[str | None] = mapped_column(String(24))
    file_name: Mapped[str] = mapped_column(String(300))
    file_id: Mapped[str | None] = mapped_column(String(250))
    sha256: Mapped[str | None] = mapped_column(String(64))
    is_certain: Mapped[bool]
    state: Mapped[str] = mapped_column(String(24), default="checking")
    choice: Mapped[str] = mapped_column(String(24), default="all")
    revision: Mapped[int] = mapped_column(default=1)
    basis: Mapped[int] = mapped_column(default=0)
    settled: Mapped[int] = mapped_column(default=0)
    sent_at: Mapped[datetime]
    checked_at: Mapped[datetime | None]
    taken_in_at: Mapped[datetime | None]
    facts: Mapped[dict[str, Any]]
    faults: Mapped[list[Any]]
    list_sha256: Mapped[str | None] = mapped_column(String(64))
    run: Mapped[str | None] = mapped_column(String(32))
    undoes: Mapped[int | None] = mapped_column(ForeignKey("registry_imports.import_id"))


class RegistryChange(Table):
    """What a file changes in one entry of a registry: staged, and history once it is applied.

    `subject` finds the entry again; `before` and `after` hold only what differs.
    """

    __tablename__ = "registry_changes"
    __table_args__ = (
        Index(None, "import_id", "change_id"),
        Index(None, "subject"),
        one_of("kind", "new", "changed", "joined", "ended"),
    )
    change_id: Mapped[int] = number()
    import_id: Mapped[int] = mapped_column(ForeignKey("registry_imports.import_id"))
    row: Mapped[int]
    subject: Mapped[str] = mapped_column(String(80))
    kind: Mapped[str] = word()
    department_id: Mapped[int | None] = mapped_column(ForeignKey("departments.department_id"))
    before: Mapped[dict[str, str]]
    after: Mapped[dict[str, str]]
    is_picked: Mapped[bool | None]
    applied_at: Mapped[datetime | None]


class RegistryColumn(Table):
    """What a department calls a column of a registry's files."""

    __tablename__ = "registry_columns"
    __table_args__ = (UniqueConstraint("department_id", "which", "heading"),)
    column_id: Mapped[int] = number()
    department_id: Mapped[int | None] = mapped_column(ForeignKey("departments.department_id"))
    which: Mapped[str] = word()
    heading: Mapped[str] = mapped_column(String(120))
    field: Mapped[str] = mapped_column(String(40))


class ObjectKeeper(Table):
    """A department that answers for an object; the owner keeps its facts."""

    __tablename__ = "object_keepers"
    __table_args__ = (UniqueConstraint("object_id", "department_id"), Index(None, "department_id"))
    keeper_id: Mapped[int] = number()
    object_id: Mapped[int] = mapped_column(ForeignKey("inspection_objects.object_id"))
    department_id: Mapped[int] = mapped_column(ForeignKey("departments.department_id"))
    is_owner: Mapped[bool] = mapped_column(server_default=false())
