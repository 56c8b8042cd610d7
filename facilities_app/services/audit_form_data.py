"""What the visit forms and the route list of a round say: frozen data as text, and use of water and power."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.models import AuditRound, AuditUsage, AuditVisit
from facilities_app.domain.audit_rows import Frozen
from facilities_app.domain.audits import FINDINGS
from facilities_app.domain.dates import format_month
from facilities_app.domain.privacy import masked_name
from facilities_app.presenting import EMPTY, Presenter
from facilities_app.reports.audit_data import USAGE_PERIODS, AuditForm, AuditRoute, RouteStop, UsageColumn
from facilities_app.services.audit_freezing import read_frozen
from facilities_app.services.office import OfficeService
from resources.texts import tr

if TYPE_CHECKING:
    from facilities_app.services.base import ServiceBase

_KEYS = 6
"""How many findings have a number key, on the form as in the window."""
_ON_FORM = ("hospital", "business_trip", "family_visit", "study")
Usages = dict[int, tuple[UsageColumn, ...]]


class PaperWords:
    """The words of one printing: office, who prints, calendar."""

    def __init__(self, base: "ServiceBase", presenter: Presenter) -> None:
        self.base, self.presenter = base, presenter
        self.office = str(OfficeService(base).get("office_name"))
        self.printed = f"{presenter.date(base.clock.today())}　{base.actor_name}"

    def period(self, row: AuditRound) -> str:
        """115 年第 2 次，查考期間 115/11/09 – 115/11/30."""
        ends = f"{self.presenter.date(row.starts_on)} – {self.presenter.date(row.due_on)}"
        return tr("Audit {year}-{ordinal}, visits {period}").format(
            year=row.year - 1911, ordinal=row.ordinal, period=ends
        )

    def previous(self, frozen: Frozen) -> str:
        """115/06/11，確有居住; "" where there was none."""
        if not frozen.previous_finding:
            return ""
        name = self.base.labels.name("audit_finding", frozen.previous_finding)
        if frozen.previous_on is None:
            return name
        day = self.presenter.date(frozen.previous_on)
        return tr("{date}, {finding}").format(date=day, finding=name)

    def area_and_land(self, frozen: Frozen) -> str:
        """82.6 ㎡，市有地."""
        from facilities_app.reports.text import number_text  # the papers' texts are slow to import

        owner = self.base.labels.name("land_ownership", frozen.land)
        land = tr("{ownership} land").format(ownership=owner) if owner else EMPTY
        if frozen.area_m2 is None:
            return land
        return tr("{area} ㎡, {land}").format(area=number_text(frozen.area_m2), land=land)

    def agreement(self, frozen: Frozen) -> str:
        """114/07/01 – 117/06/30; one without an end says so."""
        if frozen.agreement_from is None and frozen.agreement_until is None:
            return ""
        start = self.presenter.date(frozen.agreement_from)
        if frozen.agreement_until is None:
            return tr("from {date}, no end agreed").format(date=start)
        return f"{start} – {self.presenter.date(frozen.agreement_until)}"


def forms_of(
    words: PaperWords, row: AuditRound, visits: Sequence[AuditVisit], usages: Usages, total: int
) -> Iterator[AuditForm]:
    """One form a visit, names whole."""
    for visit in visits:
        frozen = read_frozen(visit)
        yield AuditForm(
            office=words.office,
            number=visit.number,
            place_in_list=tr("unit {n} of {m}").format(n=visit.position, m=total),
            period_text=words.period(row),
            unit_code=frozen.unit_code,
            kind=words.base.labels.name("unit_kind", frozen.unit_kind),
            where=_where(words, frozen),
            area_and_land=words.area_and_land(frozen),
            findings=_findings(words),
            absences=_absences(words),
            resident=frozen.resident,
            agency=frozen.agency,
            title=frozen.title,
            family=frozen.family,
            previous=words.previous(frozen),
            agreement=words.agreement(frozen),
            notarised=words.presenter.date(frozen.notarised_on) if frozen.notarised_on else "",
            usages=usages.get(visit.unit_id, ()),
            printed_text=words.printed,
            demo=visit.is_demo,
        )


def blank_form(words: PaperWords, row: AuditRound) -> AuditForm:
    """A form to fill in by hand, for a unit that is not on the list."""
    return AuditForm(
        office=words.office,
        number="",
        place_in_list="",
        period_text=words.period(row),
        unit_code="",
        kind="",
        where="",
        area_and_land="",
        findings=_findings(words),
        absences=_absences(words),
        printed_text=words.printed,
        demo=row.is_demo,
    )


def routes_of(words: PaperWords, row: AuditRound, visits: Sequence[AuditVisit]) -> list[AuditRoute]:
    """One list a route in walking order, names masked: it is carried about."""
    by_route: dict[str, list[AuditVisit]] = {}
    for visit in visits:
        by_route.setdefault(visit.route, []).append(visit)
    return [
        AuditRoute(
            office=words.office,
            round_name=row.name,
            period_text=words.period(row),
            name=name,
            stops=tuple(_stop(words, visit) for visit in stops),
            printed_text=words.printed,
            demo=row.is_demo,
        )
        for name, stops in by_route.items()
    ]


def usages_of(session: Session, row: AuditRound, words: PaperWords) -> Usages:
    """By unit, the last six periods that ended before the round was closed, oldest first."""
    from facilities_app.reports.text import number_text

    until = row.closed_on or words.base.clock.today()
    mine = select(AuditVisit.unit_id).where(AuditVisit.round_id == row.id)
    found: dict[int, dict[str, dict[str, str]]] = {}
    rows = session.execute(
        select(AuditUsage.unit_id, AuditUsage.kind, AuditUsage.period_until, AuditUsage.value)
        .where(AuditUsage.unit_id.in_(mine), AuditUsage.period_until <= until)
        .order_by(AuditUsage.period_until)
    )
    for unit, kind, ends, value in rows:
        month = format_month(ends, words.presenter.style)
        found.setdefault(unit, {}).setdefault(month, {})[kind] = number_text(value)
    return {
        unit: tuple(
            UsageColumn(month, used.get("water", ""), used.get("electricity", ""))
            for month, used in list(months.items())[-USAGE_PERIODS:]
        )
        for unit, months in found.items()
    }


def _stop(words: PaperWords, visit: AuditVisit) -> RouteStop:
    frozen, labels = read_frozen(visit), words.base.labels
    done = labels.name("audit_finding", visit.finding) if visit.finding else ""
    if visit.finding == "not_met" and visit.revisit_on:
        done = f"{done} {words.presenter.date(visit.revisit_on)}"
    return RouteStop(
        position=visit.position,
        number=visit.number,
        unit_code=frozen.unit_code,
        kind=labels.name("unit_kind", frozen.unit_kind),
        where=_where(words, frozen),
        resident=masked_name(frozen.resident),
        previous=words.previous(frozen),
        done=done,
        waits=visit.finding in ("", "not_met"),
    )


def _findings(words: PaperWords) -> tuple[tuple[int, str], ...]:
    names = (words.base.labels.name("audit_finding", code) for code in FINDINGS[:_KEYS])
    return tuple(enumerate(names, 1))


def _absences(words: PaperWords) -> tuple[str, ...]:
    return tuple(words.base.labels.name("absence_reason", code) for code in _ON_FORM)


def _where(words: PaperWords, frozen: Frozen) -> str:
    """Where a unit is, without its kind and its own number, which stand beside it."""
    kind = words.base.labels.code_named
    parts = [
        part
        for part in frozen.where.split(" › ")
        if part != frozen.unit_code and kind("unit_kind", part) != frozen.unit_kind
    ]
    return " ".join(parts) or frozen.where
