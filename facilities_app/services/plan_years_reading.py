"""A year of all plans: their tasks, and what they will ask for beyond the tasks that exist."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, NamedTuple

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from db.models import Asset, AssetCategory, Duty, InspectionPlan, InspectionTask, Place, PlanPause
from facilities_app.domain.errors import DomainError
from facilities_app.domain.outlook import Rule, onward
from facilities_app.domain.recurrence import Anchor, HolidayRule, shifted
from facilities_app.domain.year_plan import Mark, MarkState, Pause, YearRow, state_of
from facilities_app.services.plan_generation import PAUSED
from resources.texts import pick, tr

if TYPE_CHECKING:
    from facilities_app.services.base import ServiceBase

_USUAL_ICON = "clipboard-check"
Marks = dict[int, dict[int, list[Mark]]]
"""By plan and site."""
_P = InspectionPlan
_T = InspectionTask
_PLAN_COLUMNS = (
    _P.id,
    _P.title,
    _P.title_en,
    _P.rule,
    _P.anchor,
    _P.starts_on,
    _P.ends_on,
    _P.exclusions,
    _P.holiday_rule,
    _P.assignee_id,
    _P.is_active,
    _P.pause_reason,
    _P.paused_until,
    _P.generated_until,
    _P.duty_id,
    Asset.category_id,
    func.coalesce(Place.site_id, Place.id, 0).label("site_id"),
)


@dataclass(slots=True)
class _Names:
    """What rows are called."""

    sites: dict[int, str] = field(default_factory=dict)
    duties: dict[int, Any] = field(default_factory=dict)
    categories: dict[int, Any] = field(default_factory=dict)
    icons: dict[str, str] = field(default_factory=dict)
    pauses: dict[int, Pause] = field(default_factory=dict)


def read_rows(base: "ServiceBase", session: Session, year: int) -> tuple[YearRow, ...]:
    """A row for each plan and site, by site and then in the order of the duties."""
    today = base.clock.today()
    names = _names(session, today)
    plans = session.execute(
        select(*_PLAN_COLUMNS)
        .outerjoin(Asset, Asset.id == _P.asset_id)
        .outerjoin(Place, Place.id == func.coalesce(Asset.place_id, _P.place_id))
        .order_by(_P.code)
    ).all()
    marks = _marks(session, year, today)
    if year >= today.year:
        _foresee(base, session, plans, marks, year)
    rows = [row for plan in plans for row in _rows(plan, marks.get(plan.id, {}), names, today)]
    order = {site: place for place, site in enumerate(names.sites)}
    last = len(order), len(names.duties)
    duties = {duty: place for place, duty in enumerate(names.duties)}
    rows.sort(key=lambda row: (order.get(row.site_id, last[0]), duties.get(row.duty_id or 0, last[1])))
    return tuple(rows)


def _names(session: Session, today: date) -> _Names:
    sites = session.execute(
        select(Place.id, Place.name, Place.name_en)
        .where(Place.kind == "site")
        .order_by(Place.position, Place.id)
    )
    duties = session.execute(
        select(
            Duty.id, Duty.title_zh, Duty.title_en, Duty.system_zh, Duty.system_en, Duty.is_statutory,
            Duty.category_codes,
        ).order_by(Duty.position, Duty.id)
    )  # fmt: skip
    categories = session.execute(
        select(
            AssetCategory.id,
            AssetCategory.code,
            AssetCategory.icon,
            AssetCategory.name_zh,
            AssetCategory.name_en,
        )
    ).all()
    pauses = session.execute(
        select(PlanPause.plan_id, PlanPause.from_on, PlanPause.until_on, PlanPause.reason)
        .where(PlanPause.until_on.is_(None) | (PlanPause.until_on > today))
        .order_by(PlanPause.from_on)
    )
    return _Names(
        {row.id: pick(row.name, row.name_en) for row in sites},
        {row.id: row for row in duties},
        {row.id: row for row in categories},
        {row.code: row.icon for row in categories},
        {row.plan_id: Pause(row.from_on, row.until_on, row.reason) for row in pauses},
    )


def _marks(session: Session, year: int, today: date) -> Marks:
    rows = session.execute(
        select(
            _T.id, _T.plan_id, _T.asset_id, _T.place_id, _T.due_on, _T.done_on, _T.occurrence_on, _T.window_from,
            _T.window_until, _T.status, _T.is_statutory, _T.reason, func.coalesce(Place.site_id, Place.id),
        )
        .join(Place, Place.id == _T.place_id)
        .where(
            _T.plan_id.is_not(None),
            _T.origin != "recheck",
            _T.due_on >= date(year, 1, 1),
            _T.due_on <= date(year, 12, 31),
        )
        .order_by(_T.due_on, _T.id)
    )  # fmt: skip
    found: Marks = {}
    for key, plan, asset, place, due, done, on, opens, closes, status, law, reason, site in rows:
        state = state_of(status, due, done, opens, closes, today, statutory=law, paused=reason == PAUSED)
        mark = Mark(key, due, done, on or due, state, _member(asset, place))
        found.setdefault(plan or 0, {}).setdefault(site, []).append(mark)
    return found


def _member(asset: int | None, place: int) -> str:
    return f"a{asset}" if asset is not None else f"p{place}"


class _Called(NamedTuple):
    """How the rows of a plan are called: system, title, what plans of its kind are called together, icon."""

    system: str
    title: str
    kind: str
    icon: str


def _called(plan: Any, names: _Names) -> _Called:
    duty, category = names.duties.get(plan.duty_id), names.categories.get(plan.category_id)
    icon = category.icon if category is not None else _USUAL_ICON
    title = pick(plan.title, plan.title_en)
    if duty is None:
        system = pick(category.name_zh, category.name_en) if category is not None else tr("Other", "system")
        return _Called(system, title, title, icon)
    kind = pick(duty.title_zh, duty.title_en).split("（")[0].split(" (")[0]
    codes = duty.category_codes.replace(",", " ").split()
    icon = next((names.icons[code] for code in codes if code in names.icons), icon)
    if not plan.title_en:
        title = _in_english(plan.title, duty, kind)
    return _Called(pick(duty.system_zh, duty.system_en), title, kind, icon)


def _rows(plan: Any, sites: Mapping[int, list[Mark]], names: _Names, today: date) -> Iterator[YearRow]:
    called, duty = _called(plan, names), names.duties.get(plan.duty_id)
    pause = None
    if not plan.is_active:
        pause = names.pauses.get(plan.id) or Pause(today, plan.paused_until, plan.pause_reason)
    for site, marks in (sites or {plan.site_id: []}).items():
        yield YearRow(
            plan_ids=(plan.id,),
            duty_id=plan.duty_id,
            site_id=site,
            site=names.sites.get(site, ""),
            system=called.system,
            title=called.title,
            duty=called.kind,
            icon=called.icon,
            rule=plan.rule,
            statutory=bool(duty is not None and duty.is_statutory),
            assignees=frozenset((plan.assignee_id,)) if plan.assignee_id else frozenset(),
            count=len({mark.member for mark in marks}) or 1,
            marks=tuple(marks),
            pause=pause,
        )


def _in_english(title: str, duty: Any, said: str) -> str:
    """A plan's title that begins with the duty's Chinese name, with its name of the moment in front."""
    chinese = duty.title_zh.split("（")[0]
    return title.replace(chinese, said, 1) if title.startswith(chinese) else title


def _foresee(base: "ServiceBase", session: Session, plans: Iterable[Any], marks: Marks, year: int) -> None:
    """Add what the plans will ask for in the year after their last planned tasks."""
    ahead = _last_planned(session)
    for plan in plans:
        members = ahead.get(plan.id)
        if not members or plan.anchor == Anchor.METER or (not plan.is_active and plan.paused_until is None):
            continue
        try:
            found = list(_days(base, plan, members, year))
        except DomainError:  # a rule that can no longer be read: its tasks are still shown
            continue
        rests_until = plan.paused_until if not plan.is_active else None
        mine = marks.setdefault(plan.id, {})
        for member, site, on, due in found:
            if due.year == year and (rests_until is None or due >= rests_until):
                mine.setdefault(site, []).append(Mark(0, due, None, on, MarkState.FORESEEN, member))


Member = tuple[str, int, date]
"""Which thing, at which site, planned last for which day."""


def _last_planned(session: Session) -> dict[int, list[Member]]:
    last = func.max(_T.due_on, type_=_T.due_on.type)
    rows = session.execute(
        select(_T.plan_id, _T.asset_id, _T.place_id, func.coalesce(Place.site_id, Place.id), last)
        .join(Place, Place.id == _T.place_id)
        .where(_T.status == "planned", _T.plan_id.is_not(None), _T.origin != "recheck")
        .group_by(_T.plan_id, _T.asset_id, _T.place_id, Place.site_id, Place.id)
    )
    found: dict[int, list[Member]] = defaultdict(list)
    for plan, asset, place, site, due in rows:
        found[plan or 0].append((_member(asset, place), site, due))
    return found


def _days(
    base: "ServiceBase", plan: Any, members: Iterable[Member], year: int
) -> Iterator[tuple[str, int, date, date]]:
    first, last, today = date(year, 1, 1), date(year, 12, 31), base.clock.today()
    rule = HolidayRule(plan.holiday_rule)
    recurrence = Rule(plan.rule, plan.starts_on, plan.ends_on, plan.exclusions)
    if plan.anchor == Anchor.FIXED:
        since = max(first, plan.starts_on, today, (plan.generated_until or first) + timedelta(days=1))
        days = [(on, shifted(on, rule, base.workdays)) for on in recurrence.dates(since, last)]
        for member, site, last_due in members:
            for on, due in days:
                if on > last_due:
                    yield member, site, on, due
        return
    for member, site, due in members:
        for on, put in onward(recurrence, rule, base.workdays, max(due, today), last):
            yield member, site, on, put
