"""Photos and documents of records: kept once by their content, beside the database, readable by their owner only."""

import hashlib
import os
import secrets
import shutil
import stat
from collections.abc import Iterable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from db.base import Base
from db.models import (
    Asset,
    Attachment,
    AttachmentLink,
    AuditRound,
    AuditVisit,
    Contract,
    DamageEvent,
    DormUnit,
    InspectionTask,
    InsurancePolicy,
    PatrolVisit,
    Permit,
    Place,
    Project,
    Ticket,
    TicketEvent,
    Vendor,
)
from db.uow import UnitOfWork
from facilities_app import scratch
from facilities_app.domain.changes import Outcome
from facilities_app.domain.errors import Invalid, NotFound, Unavailable
from facilities_app.domain.rows import PhotoRow
from facilities_app.domain.wording import clean_line
from facilities_app.services import file_types
from facilities_app.services.file_types import IMAGES, Content

if TYPE_CHECKING:
    from facilities_app.services.base import ServiceBase

_OWNERS: dict[str, type[Base]] = {
    model.__tablename__: model
    for model in (
        Asset,
        AuditVisit,
        Contract,
        DamageEvent,
        DormUnit,
        InspectionTask,
        InsurancePolicy,
        PatrolVisit,
        Permit,
        Place,
        Project,
        Ticket,
        Vendor,
    )
}
_Made = list[Path]  # the service has a method called list
_THUMBS = ".thumbnails"
_SIZES = (64, 128, 256, 512, 1024)


class AttachmentService:
    """Adds, lists and removes what is attached to a record (``entity`` is its table)."""

    def __init__(self, base: "ServiceBase") -> None:
        self._base = base

    def add_files(
        self, entity: str, entity_id: int, paths: Iterable[Path], caption: str = ""
    ) -> Outcome[tuple[int, ...]]:
        """Attach the files, all or none; gives back the ids of their links. Raises Invalid("attachment.…")."""
        found = self.read_all(map(Path, paths))
        if not found:
            raise Invalid("attachment.none_chosen", field="files")
        return self._attach(entity, entity_id, found, caption)

    @staticmethod
    def check_file(path: Path) -> None:
        """Look whether the file could be attached. Raises as add_files does; any thread."""
        file_types.read_content(path)

    def add_image(
        self, entity: str, entity_id: int, data: bytes, name: str = "", caption: str = ""
    ) -> Outcome[tuple[int, ...]]:
        """Attach a picture from the clipboard. Raises as add_files does."""
        content = file_types.check(data, file_types.tidy_name(name or "image.png"))
        if content.extension not in IMAGES:
            raise Invalid("attachment.type", field="files", name=name)
        return self._attach(entity, entity_id, [(name or f"image.{content.extension}", content)], caption)

    def remove(self, link_id: int) -> Outcome[int]:
        """Take a file off its record. The file itself stays: undo needs it."""
        with self._base.uow("attachment.removed") as uow:
            link = uow.get(AttachmentLink, link_id, "attachment.gone")
            _must_be_open(uow.session, link.entity, link.entity_id)
            name = uow.get(Attachment, link.attachment_id).name
            uow.session.delete(link)
            return uow.commit(link_id, name=name)

    def caption(self, link_id: int, text: str) -> Outcome[int]:
        """Change what is written under a photo."""
        with self._base.uow("attachment.captioned") as uow:
            link = uow.get(AttachmentLink, link_id, "attachment.gone")
            _must_be_open(uow.session, link.entity, link.entity_id)
            link.caption = clean_line(text)[:160]
            return uow.commit(link_id, name=link.caption)

    def list(self, entity: str, entity_id: int) -> tuple[PhotoRow, ...]:
        """What is attached, in its order."""
        with self._base.read() as session:
            return photos_of(session, self._base.files, entity, entity_id)

    def reading_copy(self, attachment_id: int) -> Path:
        """A read-only copy under its own name, for the program that opens such files; gone when ours ends.

        Never the stored file itself: what an office program saves over it would no longer be what its name says.
        """
        with self._base.read() as session:
            row = session.get(Attachment, attachment_id)
            if row is None:
                raise NotFound("attachment.gone", id=attachment_id)
            name, stored = row.name, stored_path(self._base.files, row.sha256, row.extension)
        if not stored.exists():
            raise NotFound("attachment.file_missing", name=name)
        folder = scratch.until_exit()
        copy = folder / file_types.safe_name(name)
        try:
            shutil.copyfile(stored, copy)
        except OSError as error:
            raise Unavailable("attachment.cannot_store", path=str(folder)) from error
        copy.chmod(stat.S_IRUSR)
        return copy

    def thumbnail(self, attachment_id: int, size: int = 256) -> Path:
        """A small JPEG of the picture, made once. Raises Invalid for what is no picture, NotFound if it is gone."""
        with self._base.read() as session:
            row = session.get(Attachment, attachment_id)
            if row is None:
                raise NotFound("attachment.gone", id=attachment_id)
            sha, extension, name = row.sha256, row.extension, row.name
        if extension not in IMAGES:
            raise Invalid("attachment.no_picture", name=name)
        size = next((one for one in _SIZES if one >= size), _SIZES[-1])
        small = self._base.files / _THUMBS / str(size) / f"{sha}.jpg"
        if not small.exists():
            whole = stored_path(self._base.files, sha, extension)
            if not whole.exists():
                raise NotFound("attachment.file_missing", name=name)
            _write(small, file_types.make_thumbnail(whole, extension, size))
        return small

    def store(self, uow: UnitOfWork, name: str, content: Content) -> Attachment:
        """Keep a file within a step of the caller's, for a row that names it itself."""
        return self._stored(uow, name, content, [])

    def join(self, uow: UnitOfWork, owner: Base, name: str, content: Content, caption: str = "") -> None:
        """Attach a file within a step of the caller's; what the record has already is not attached again."""
        link = self._link(uow, owner.__tablename__, int(owner.id), name, content, [])
        if link is not None:
            link.caption = clean_line(caption)[:160]

    def join_all(
        self, uow: UnitOfWork, ticket: Ticket, found: Sequence[tuple[str, Content]], caption: str
    ) -> None:
        """Attach what read_all found within a step of the caller's; the ticket's history names them."""
        for name, content in found:
            self.join(uow, ticket, name, content, caption)
        if found:
            self._tell(uow, ticket.id, [name for name, _ in found])

    @staticmethod
    def read_all(paths: Iterable[Path]) -> Sequence[tuple[str, Content]]:
        """Look at the files before a step begins. Raises as add_files does."""
        return [(file_types.tidy_name(path.name), file_types.read_content(path)) for path in paths]

    def _attach(
        self, entity: str, entity_id: int, found: Sequence[tuple[str, Content]], caption: str = ""
    ) -> Outcome[tuple[int, ...]]:
        model = _OWNERS.get(entity)
        if model is None:
            raise Invalid("attachment.no_such_owner", entity=entity)
        made: _Made = []
        try:
            with self._base.uow("attachment.added") as uow:
                uow.get(model, entity_id)
                _must_be_open(uow.session, entity, entity_id)
                links = [self._link(uow, entity, entity_id, name, content, made) for name, content in found]
                for link in links:
                    if link is not None:
                        link.caption = clean_line(caption)[:160]
                fresh = [link for link in links if link is not None]
                names = [name for (name, _), link in zip(found, links, strict=True) if link is not None]
                if fresh and model is Ticket:
                    self._tell(uow, entity_id, names)
                name = names[0] if names else found[0][0]
                return uow.commit(tuple(link.id for link in fresh), name=name, count=len(fresh))
        except BaseException:
            for path in made:
                with suppress(OSError):
                    path.unlink()
            raise

    def _link(
        self, uow: UnitOfWork, entity: str, entity_id: int, name: str, content: Content, made: _Made
    ) -> AttachmentLink | None:
        """The new link, or None if the record has that very file already."""
        row = self._stored(uow, name, content, made)
        mine = (AttachmentLink.entity == entity, AttachmentLink.entity_id == entity_id)
        twin = select(AttachmentLink.id).where(*mine, AttachmentLink.attachment_id == row.id)
        if uow.session.scalar(twin) is not None:
            return None
        last = uow.session.scalar(select(func.max(AttachmentLink.position)).where(*mine)) or 0
        return uow.add(
            AttachmentLink(attachment_id=row.id, entity=entity, entity_id=entity_id, position=last + 1)
        )

    def _stored(self, uow: UnitOfWork, name: str, content: Content, made: _Made) -> Attachment:
        sha = hashlib.sha256(content.data).hexdigest()
        path = stored_path(self._base.files, sha, content.extension)
        if not path.exists():
            _write(path, content.data)
            made.append(path)
        row = uow.session.scalar(select(Attachment).where(Attachment.sha256 == sha))
        return row or uow.add(
            Attachment(
                sha256=sha,
                extension=content.extension,
                size=len(content.data),
                name=file_types.fitting_name(name, content.extension),
                width=content.width,
                height=content.height,
                added_at=self._base.clock.now(),
            )
        )

    def _tell(self, uow: UnitOfWork, ticket_id: int, names: Sequence[str]) -> None:
        uow.add(
            TicketEvent(
                ticket_id=ticket_id,
                at=self._base.clock.now(),
                kind="photo",
                actor=self._base.actor_name,
                note="、".join(names)[:2000],
            )
        )


def _must_be_open(session: Session, entity: str, entity_id: int) -> None:
    """A closed round of the audit keeps the evidence it was closed with. Raises Invalid("audit.is_closed")."""
    if entity != AuditVisit.__tablename__:
        return
    visit = session.get(AuditVisit, entity_id)
    found = session.get(AuditRound, visit.round_id) if visit is not None else None
    if found is not None and found.closed_on is not None:
        raise Invalid("audit.is_closed", name=found.name)


def photos_of(session: Session, files: Path, entity: str, entity_id: int) -> tuple[PhotoRow, ...]:
    """What is attached to a record, in its order."""
    kept, folder = Attachment, str(files)
    rows = session.execute(  # columns, not rows: a ticket may have hundreds
        select(
            kept.id,
            kept.sha256,
            kept.extension,
            kept.name,
            kept.size,
            kept.added_at,
            AttachmentLink.id.label("link_id"),
            AttachmentLink.caption,
        )
        .join(AttachmentLink, AttachmentLink.attachment_id == kept.id)
        .where(AttachmentLink.entity == entity, AttachmentLink.entity_id == entity_id)
        .order_by(AttachmentLink.position, AttachmentLink.id)
    )
    return tuple(
        PhotoRow(
            id=row.id,
            link_id=row.link_id,
            name=row.name,
            path=f"{folder}{os.sep}{_inside(row.sha256, row.extension)}",
            is_image=row.extension in IMAGES,
            size=row.size,
            added_at=row.added_at,
            caption=row.caption,
        )
        for row in rows
    )


def stored_path(files: Path, sha: str, extension: str) -> Path:
    """Where a file of this content is kept."""
    return files / _inside(sha, extension)


def _inside(sha: str, extension: str) -> str:
    return os.path.join(sha[:2], sha[2:4], f"{sha}.{extension}")


def _write(path: Path, data: bytes) -> None:
    """Put ``data`` under ``path``, whole and on disk or not at all. Raises Unavailable if the disk refuses."""
    draft = path.parent / f".{secrets.token_hex(8)}.part"
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600)
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        draft.replace(path)
        if os.name != "nt":
            folder = os.open(path.parent, os.O_RDONLY)
            try:
                os.fsync(folder)
            finally:
                os.close(folder)
    except OSError as error:
        with suppress(OSError):
            draft.unlink()
        raise Unavailable("attachment.cannot_store", path=str(path.parent)) from error
