"""A plan as a person writes it, and what must hold before it is kept."""

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from facilities_app.domain.errors import Invalid
from facilities_app.domain.plan_dates import MeterRule
from facilities_app.domain.recurrence import Anchor, HolidayRule, Recurrence, kept_days, read_days
from facilities_app.domain.wording import clean_line, clean_text
from facilities_app.services.plan_members import TargetLine

LONGEST_LEAD_DAYS = 366


@dataclass(frozen=True, slots=True)
class PlanDraft:
    """A plan as a person writes it. ``targets`` are its set; one asset or place is a set of one."""

    title: str
    rule: str
    starts_on: date
    targets: tuple[TargetLine, ...]
    duty_id: int | None = None
    template_code: str = ""
    title_en: str = ""
    anchor: str = "fixed"
    ends_on: date | None = None
    exclusions: str = ""
    holiday_rule: str = "keep"
    window_before_days: int | None = None
    window_after_days: int | None = None
    permit_kind: str = ""
    meter_kind: str = ""
    meter_rule: str = ""
    meter_from: Decimal | None = None
    meter_until: Decimal | None = None
    lead_days: int = 30
    ladder: str = "60,30,7,0"
    assignee_id: int | None = None
    vendor_id: int | None = None
    role_id: int | None = None
    licence_kind: str = ""
    note: str = ""


def checked(draft: PlanDraft, today: date) -> PlanDraft:
    """The draft with its texts cleaned, typed on ``today``. Raises Invalid beside the field that is wrong."""
    title = clean_line(draft.title)
    if not title:
        raise Invalid("plan.needs_title", field="title")
    if not draft.targets or all(line.is_excluded for line in draft.targets):
        raise Invalid("plan.needs_target", field="targets")
    if draft.ends_on is not None and draft.ends_on < draft.starts_on:
        raise Invalid("plan.ends_before_start", field="ends_on", start=draft.starts_on, end=draft.ends_on)
    if not 0 <= draft.lead_days <= LONGEST_LEAD_DAYS:
        raise Invalid("plan.bad_lead", field="lead_days", longest=LONGEST_LEAD_DAYS)
    Anchor(draft.anchor), HolidayRule(draft.holiday_rule)
    if draft.anchor == Anchor.METER:
        _check_meter(draft)
    exclusions = kept_days(draft.exclusions, today)
    Recurrence(draft.rule, draft.starts_on, draft.ends_on, read_days(exclusions))
    return replace(
        draft,
        title=title[:160],
        exclusions=exclusions,
        title_en=clean_line(draft.title_en)[:200],
        licence_kind=clean_line(draft.licence_kind)[:40],
        note=clean_text(draft.note)[:1000],
        ladder=",".join(map(str, ladder_days(draft.ladder))),
    )


def ladder_days(text: str) -> tuple[int, ...]:
    """The days before the due day on which people are reminded, the earliest first.

    Raises Invalid("plan.bad_ladder") for what is no number of days.
    """
    pieces = [
        piece.strip() for piece in text.replace("、", ",").replace("/", ",").split(",") if piece.strip()
    ]
    if not all(piece.isdigit() and int(piece) <= LONGEST_LEAD_DAYS for piece in pieces):
        raise Invalid("plan.bad_ladder", field="ladder", text=text)
    return tuple(sorted({int(piece) for piece in pieces}, reverse=True))


def _check_meter(draft: PlanDraft) -> None:
    if draft.meter_rule not in set(MeterRule) or draft.meter_from is None:
        raise Invalid("plan.needs_meter_rule", field="meter_rule")
    if draft.meter_rule == MeterRule.BETWEEN and (
        draft.meter_until is None or draft.meter_until < draft.meter_from
    ):
        raise Invalid("plan.bad_meter_range", field="meter_until")
