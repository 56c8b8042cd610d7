"""The journal: every step that changed rows, who did it and when. Append-only; audit trail and source of undo."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from db.base import Base, table_args


class JournalStep(Base):
    """One step as a person understands it. ``kind``: do, undo, redo; the latter name the step in ``target_id``.

    ``digest`` is SHA-256 over the previous step's digest, this step and its rows: a changed past shows.
    """

    __tablename__ = "journal_steps"
    __table_args__ = table_args(Index(None, "actor_id", "id"))

    at: Mapped[datetime]
    actor_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    kind: Mapped[str] = mapped_column(String(8), default="do")
    target_id: Mapped[int | None] = mapped_column(ForeignKey("journal_steps.id"))
    label: Mapped[str] = mapped_column(String(60))
    params: Mapped[dict[str, Any]] = mapped_column(JSON)
    undoable: Mapped[bool] = mapped_column(default=True)
    digest: Mapped[str] = mapped_column(String(64), default="")


class JournalRow(Base):
    """One row that a step inserted (I), updated (U) or deleted (D), with the columns that changed."""

    __tablename__ = "journal_rows"
    __table_args__ = table_args(Index(None, "entity", "entity_id"))

    step_id: Mapped[int] = mapped_column(ForeignKey("journal_steps.id"), index=True)
    entity: Mapped[str] = mapped_column(String(40))
    entity_id: Mapped[int]
    action: Mapped[str] = mapped_column(String(1))
    before: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    after: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
