"""Photos and documents: content-addressed files beside the database, and what they belong to."""

from datetime import datetime

from sqlalchemy import BigInteger, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from db.base import Base, DemoMarked, Versioned, table_args


class Attachment(DemoMarked, Versioned, Base):
    """One stored file, known by the SHA-256 of its content; the name it came with is only data."""

    __tablename__ = "attachments"
    __table_args__ = table_args()

    sha256: Mapped[str] = mapped_column(String(64), unique=True)
    extension: Mapped[str] = mapped_column(String(10))
    size: Mapped[int] = mapped_column(BigInteger)
    name: Mapped[str] = mapped_column(String(160))
    width: Mapped[int | None]
    height: Mapped[int | None]
    added_at: Mapped[datetime]


class AttachmentLink(DemoMarked, Versioned, Base):
    """The file belongs to row ``entity_id`` of table ``entity``. Links hide, files stay: undo needs them."""

    __tablename__ = "attachment_links"
    __table_args__ = table_args(
        UniqueConstraint("attachment_id", "entity", "entity_id"), Index(None, "entity", "entity_id")
    )

    attachment_id: Mapped[int] = mapped_column(ForeignKey("attachments.id"))
    entity: Mapped[str] = mapped_column(String(40))
    entity_id: Mapped[int]
    caption: Mapped[str] = mapped_column(String(160), default="")
    position: Mapped[int] = mapped_column(default=0)
