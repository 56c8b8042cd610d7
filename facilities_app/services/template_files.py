"""Checklists as files: YAML for programs and patient people, Excel for everybody; read back as they were written."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import select

from db.models import Attachment
from facilities_app.domain.checklist_changes import TemplateChange
from facilities_app.domain.checklist_template import Template, tidy
from facilities_app.domain.errors import Invalid, Unavailable
from facilities_app.services.attachments import stored_path
from facilities_app.services.template_pictures import Picture, picture_in
from facilities_app.services.template_reading import FileReading

if TYPE_CHECKING:
    from facilities_app.services.base import ServiceBase
    from facilities_app.services.templates import TemplateService

ENDINGS = (".yaml", ".yml", ".xlsx")
_LARGEST = 30 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class ImportPreview:
    """What taking a file over would change."""

    reading: FileReading
    changes: tuple[TemplateChange, ...]

    @property
    def can_take(self) -> bool:
        """Whether nothing is wrong and something is different."""
        return not self.reading.problems and any(not one.is_nothing for one in self.changes)


class TemplateFileService:
    """Reads and writes files on any thread; taking over is TemplateService.take."""

    def __init__(self, base: "ServiceBase", templates: "TemplateService") -> None:
        self._base, self._templates = base, templates

    def export(self, template: Template, out: Path) -> Path:
        """Write the checklist to ``out``; its ending chooses YAML or Excel.

        Pictures lie beside a YAML file and inside an Excel file. Raises Invalid("template.ending"),
        Unavailable("file.cannot_write").
        """
        ending = _ending(out)
        template, pictures = tidy(template), self._pictures(template)
        try:
            if ending == ".xlsx":
                from facilities_app.reports.checklist_template_book import write_book  # slow to import

                write_book(out, template, {sha: picture.content.data for sha, picture in pictures.items()})
            else:
                from facilities_app.services.template_yaml import write_yaml

                write_yaml(out, template, pictures)
        except OSError as error:
            raise Unavailable("file.cannot_write", path=str(out), why=error.strerror or str(error)) from error
        return out

    def read(self, path: Path) -> FileReading:
        """What the file says and what is wrong with it. Raises Invalid for a file that is none of ours."""
        ending = _ending(path)
        try:
            size = path.stat().st_size
            if not path.is_file():
                raise Invalid("template.no_file", path=str(path))
        except OSError as error:
            raise Invalid("template.no_file", path=str(path)) from error
        if size > _LARGEST:
            raise Invalid("template.file_size", name=path.name, most=_LARGEST // 1024**2)
        if ending == ".xlsx":
            from facilities_app.services.template_book import read_book

            return read_book(path)
        from facilities_app.services.template_yaml import read_yaml

        return read_yaml(path)

    def preview(self, path: Path) -> ImportPreview:
        """The file beside the editions in force."""
        reading = self.read(path)
        return ImportPreview(reading, self._templates.compared(reading.templates))

    def _pictures(self, template: Template) -> dict[str, Picture]:
        wanted = {item.picture for item in template.items if item.picture}
        if not wanted:
            return {}
        with self._base.read() as session:
            rows = session.scalars(select(Attachment).where(Attachment.sha256.in_(wanted))).all()
        found = {}
        for row in rows:
            path = stored_path(self._base.files, row.sha256, row.extension)
            if path.exists():
                found[row.sha256] = picture_in(path)
        return found


def _ending(path: Path) -> str:
    ending = path.suffix.lower()
    if ending not in ENDINGS:
        raise Invalid("template.ending", name=path.name)
    return ending
