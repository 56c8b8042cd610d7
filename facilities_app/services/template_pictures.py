"""Pictures of a checklist's guidance: read from files, kept like all attachments, found by their content."""

from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import select

from db.models import Attachment
from db.uow import UnitOfWork
from facilities_app.domain.checklist_template import Template
from facilities_app.domain.errors import Invalid, NotFound
from facilities_app.services import file_types
from facilities_app.services.attachments import AttachmentService, stored_path
from facilities_app.services.file_types import IMAGES, Content

if TYPE_CHECKING:
    from facilities_app.services.base import ServiceBase

_CARRIED = frozenset({"jpg", "png"})


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture that may not be stored yet. ``sha`` is what an item names it by."""

    name: str
    content: Content

    @property
    def sha(self) -> str:
        """The SHA-256 of the content as it is stored."""
        return sha256(self.content.data).hexdigest()


def picture_of(data: bytes, name: str) -> Picture:
    """A picture from its bytes. Raises Invalid("attachment.…") for anything else."""
    return _picture(file_types.check(data, file_types.tidy_name(name)), name)


def picture_in(path: Path) -> Picture:
    """The picture in a file. Raises Invalid naming it."""
    return _picture(file_types.read_content(path), path.name)


def _picture(content: Content, name: str) -> Picture:
    """Only what a workbook can carry unchanged: anything else becomes a PNG."""
    if content.extension not in IMAGES:
        raise Invalid("attachment.no_picture", field="picture", name=name)
    name = file_types.tidy_name(name)
    if content.extension in _CARRIED:
        return Picture(name, content)
    from PIL import Image  # rarely needed

    drawn = BytesIO()
    Image.open(BytesIO(content.data)).save(drawn, "PNG")
    return Picture(f"{Path(name).stem}.png", file_types.check(drawn.getvalue(), f"{Path(name).stem}.png"))


class PictureStore:
    """Finds pictures and keeps new ones."""

    def __init__(self, base: "ServiceBase") -> None:
        self._base = base

    def path(self, sha: str) -> Path:
        """Where a stored picture lies. Raises NotFound("attachment.gone")."""
        with self._base.read() as session:
            row = session.scalar(select(Attachment).where(Attachment.sha256 == sha))
            if row is None:
                raise NotFound("attachment.gone", id=sha[:8])
            return stored_path(self._base.files, row.sha256, row.extension)

    def path_of(self, attachment_id: int) -> Path:
        """Where the picture of an attachment lies. Raises NotFound("attachment.gone")."""
        with self._base.read() as session:
            row = session.get(Attachment, attachment_id)
            if row is None:
                raise NotFound("attachment.gone", id=attachment_id)
            return stored_path(self._base.files, row.sha256, row.extension)

    def kept(self, uow: UnitOfWork, draft: Template, fresh: Mapping[str, Picture]) -> dict[str, int]:
        """The ids of all pictures the draft names; ``fresh`` ones are stored first. Raises Invalid for an unknown."""
        found: dict[str, int] = {}
        for number, item in enumerate(draft.items, 1):
            if not item.picture or item.picture in found:
                continue
            row = uow.session.scalar(select(Attachment).where(Attachment.sha256 == item.picture))
            if row is None and item.picture in fresh:
                picture = fresh[item.picture]
                row = AttachmentService(self._base).store(uow, picture.name, picture.content)
            if row is None:
                raise Invalid("template.no_picture", field=f"{number}:picture", number=number)
            found[item.picture] = row.id
        return found
