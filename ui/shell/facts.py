"""What the frame itself shows of the services: the database, who works, badges and notices."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from facilities_app.domain.dates import taipei
from facilities_app.domain.ladder import speaks_by_ladder
from facilities_app.domain.lateness import item_tone, task_late
from facilities_app.domain.rows import DueItem
from facilities_app.messages import sentence
from facilities_app.presenting import Presenter
from resources.texts import tr, trn
from ui.shell.notice_line import Notice
from ui.shell.registry import Badge

if TYPE_CHECKING:
    from datetime import date

    from facilities_app.services.all import Services
    from facilities_app.services.inbox import Reminder

PAGE_OF_KIND = {
    "ticket": ("tickets", "wrench"),
    "task": ("inspections", "clipboard-check"),
    "asset": ("assets", "boxes"),
    "place": ("assets", "map-pin"),
    "unit": ("dormitories", "house"),
    "person": ("dormitories", "user"),
    "vendor": ("contracts", "truck"),
    "permit": ("assets", "file-badge"),
    "contract": ("contracts", "file-pen"),
    "bond": ("contracts", "hand-coins"),
    "project": ("contracts", "hammer"),
    "milestone": ("contracts", "flag"),
    "event": ("contracts", "cloud-lightning"),
    "warranty": ("assets", "shield-check"),
    "insurance": ("contracts", "umbrella"),
    "part": ("parts", "package"),
    "agreement": ("dormitories", "file-pen"),
    "audit": ("audits", "door-open"),
    "licence": ("settings", "id-card"),
    "patrol": ("patrols", "footprints"),
    "filing": ("inspections", "stamp"),
    "patrol_spot": ("patrols", "footprints"),
    "round": ("rounds", "siren"),
    "finding": ("inspections", "triangle-alert"),
}
_KIND_OF_TARGET = {
    "tickets": "ticket",
    "assets": "asset",
    "places": "place",
    "dorm_units": "unit",
    "inspection_tasks": "task",
    "vendors": "vendor",
    "contracts": "contract",
    "insurance_policies": "insurance",
    "projects": "project",
}


@dataclass(frozen=True, slots=True)
class FrameFacts:
    """Read on a reader's thread, shown on the main thread."""

    database: str
    user: str
    is_demo: bool
    badges: dict[str, Badge]
    notices: tuple[Notice, ...]
    backup: str = ""
    trouble: str = ""
    """Why there is no new backup, and what to do."""


def read_facts(services: "Services", presenter: Presenter) -> FrameFacts:
    """All of it in one reading."""
    today = services.clock.today()
    due = services.reminders.due()
    path = services.base.engines.path
    trouble = services.backups.trouble
    return FrameFacts(
        database=path.name if path is not None else tr("Server"),
        user=services.base.actor_name,
        is_demo=any(item.is_demo for item in due),
        badges=badges(services.overview.badges(), due, services.overview.late()),
        notices=_notices(services.inbox.read(due), due, today, presenter),
        backup=tr("Not backed up") if trouble else _last_backup(services, today, presenter),
        trouble=sentence(trouble) if trouble else "",
    )


def _last_backup(services: "Services", today: "date", presenter: Presenter) -> str:
    last = services.backups.last()
    if last is None:
        return ""
    made = taipei(last.made_at)
    time = f"{made:%H:%M}"
    if made.date() == today:
        return tr("Backup today {time}").format(time=time)
    if (today - made.date()).days == 1:
        return tr("Backup yesterday {time}").format(time=time)
    return tr("Backup {day} {time}").format(day=presenter.date(made.date()), time=time)


def badges(
    counts: Mapping[str, int], due: Sequence[DueItem], late: Mapping[str, int] | None = None
) -> dict[str, Badge]:
    """A count where a person must act: red once something is overdue, amber for what is due today. ``late`` is
    how much of each count is past its date.
    """
    overdue = {
        PAGE_OF_KIND.get(item.kind, ("", ""))[0]
        for item in due
        if item.group == "overdue" and item_tone(item, item.due_on + timedelta(days=1)) == "red"
    }
    return {
        page: Badge(
            count, "red" if page in overdue else "amber", _counted(page, count, (late or {}).get(page, 0))
        )
        for page, count in counts.items()
        if count
    }


def _counted(page: str, count: int, late: int) -> str:
    if page == "audits":
        return trn("{n} unit to visit", "{n} units to visit", count)
    today = count - late
    parts = [tr("{n} past their date").format(n=f"{late:,}")] if late else []
    return tr(", ", "list").join([*parts, *([tr("{n} due today").format(n=f"{today:,}")] if today else [])])


def _notices(
    inbox: "Sequence[Reminder]", due: Sequence[DueItem], today: "date", presenter: Presenter
) -> tuple[Notice, ...]:
    """The inbox, and what presses beside it, the latest first due on top."""
    others = [item for item in due if item.group in ("overdue", "week") and not speaks_by_ladder(item)]
    told = [(item, None) for item in others] + [(line.item, line) for line in inbox]
    told.sort(key=lambda one: (one[0].due_on, one[0].kind, one[0].id))
    return tuple(_notice(item, today, presenter, line) for item, line in told)


def _notice(item: DueItem, today: "date", presenter: Presenter, line: "Reminder | None") -> Notice:
    kind = _KIND_OF_TARGET.get(item.target, item.kind)
    page = PAGE_OF_KIND.get(kind, ("overview", ""))[0]
    day = presenter.date(item.due_on)
    late = item.due_on < today
    when = tr("was due {day}").format(day=day) if late else tr("due {day}").format(day=day)
    told = (
        task_late((today - item.due_on).days, item.is_statutory).text
        if late and item.kind in ("task", "patrol")
        else ""
    )
    return Notice(
        key=f"{item.kind}:{item.id}:{item.due_on}" + (f":{line.rung}" if line is not None else ""),
        title=presenter.term(item.title) if item.kind == "task" else item.title,
        detail=" · ".join(part for part in (told, when, item.number, item.where) if part),
        icon=PAGE_OF_KIND.get(item.kind, ("", "bell"))[1],
        tone=item_tone(item, today),
        page=page,
        what=(("record", item.target_id or item.id), ("kind", kind), ("section", item.target)),
        reminder=line,
    )
