"""What a checklist's file says, and what in it must be mended first."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from facilities_app.domain.checklist_template import Template
from facilities_app.domain.errors import DomainError, Invalid
from facilities_app.services.template_pictures import Picture


@dataclass(frozen=True, slots=True)
class FileProblem:
    """One thing in a file that must be mended: ``where`` is a cell such as C7, or item and key of a YAML file."""

    where: str
    error: DomainError


@dataclass(frozen=True, slots=True)
class FileReading:
    """What a file says. Only what has no problems may be taken over."""

    templates: tuple[Template, ...] = ()
    pictures: Mapping[str, Picture] = field(default_factory=dict)
    problems: tuple[FileProblem, ...] = ()


def without_twins(templates: Sequence[Template], wheres: Sequence[str]) -> tuple[FileProblem, ...]:
    """A code that stands twice in one file."""
    codes = [template.code for template in templates]
    return tuple(
        FileProblem(where, Invalid("template.code_twice", field="code", code=code))
        for at, (code, where) in enumerate(zip(codes, wheres, strict=True))
        if code and code in codes[:at]
    )
