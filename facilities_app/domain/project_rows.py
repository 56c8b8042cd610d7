"""What services tell of damage events and projects: values, never mapped rows."""

from dataclasses import dataclass
from datetime import date

from facilities_app.domain.rows import FundingRow, TicketBrief


@dataclass(frozen=True, slots=True)
class NewEvent:
    """A damage event to be entered; its day, or what is only roughly known of it ("105 年 9 月")."""

    name: str
    kind: str
    occurred_on: date | None = None
    occurred_text: str = ""
    code: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class NewProject:
    """A project to be entered; ``code`` "" gets the year's next one."""

    name: str
    kind: str
    place_id: int | None
    status: str = "planned"
    code: str = ""
    vendor_id: int | None = None
    budget_twd: int | None = None
    awarded_twd: int | None = None
    planned_start_on: date | None = None
    started_on: date | None = None
    started_text: str = ""
    due_on: date | None = None
    due_text: str = ""
    completed_on: date | None = None
    completed_text: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class MilestoneRow:
    """A step of a project. ``is_late``: done after its day, or not done and its day has passed."""

    id: int
    name: str
    planned_on: date | None
    done_on: date | None
    note: str
    is_late: bool
    days_late: int = 0


@dataclass(frozen=True, slots=True)
class AssetBrief:
    """An asset in one line, with what an event or a project says of it."""

    id: int
    link_id: int
    name: str
    place: str
    status: str
    note: str = ""
    project_id: int | None = None
    project: str = ""
    tickets: int = 0


@dataclass(frozen=True, slots=True)
class ProjectBrief:
    """A project in one line."""

    id: int
    code: str
    name: str
    status: str
    budget_twd: int | None
    completed_on: date | None
    completed_text: str


@dataclass(frozen=True, slots=True)
class ProjectDetail:
    """A project, whole. Texts tell dates that are only roughly known, in the words of the source."""

    id: int
    version: int
    code: str
    name: str
    kind: str
    status: str
    place_id: int
    place: str
    event_id: int | None
    event: str
    event_when: str
    event_on: date | None
    vendor_id: int | None
    vendor: str
    budget_twd: int | None
    awarded_twd: int | None
    planned_start_on: date | None
    started_on: date | None
    started_text: str
    due_on: date | None
    due_text: str
    completed_on: date | None
    completed_text: str
    accepted_on: date | None
    accepted_text: str
    acceptance_note: str
    note: str
    source: str
    is_demo: bool
    funding: tuple[FundingRow, ...] = ()
    milestones: tuple[MilestoneRow, ...] = ()
    assets: tuple[AssetBrief, ...] = ()


@dataclass(frozen=True, slots=True)
class EventTicketRow:
    """A repair that is damage of an event, with what it cost (None while that is not known)."""

    brief: TicketBrief
    cost_twd: int | None


@dataclass(frozen=True, slots=True)
class DamageDetail:
    """A damage event, whole. ``repair_twd`` adds the known costs of its repairs, ``uncosted`` counts the others."""

    id: int
    version: int
    code: str
    name: str
    kind: str
    occurred_on: date | None
    occurred_text: str
    note: str
    source: str
    is_demo: bool
    assets: tuple[AssetBrief, ...] = ()
    tickets: tuple[EventTicketRow, ...] = ()
    projects: tuple[ProjectDetail, ...] = ()
    repair_twd: int | None = None
    uncosted: int = 0
