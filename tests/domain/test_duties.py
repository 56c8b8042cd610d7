"""Duties worked out by hand: the lift rule, windows of application, filing days, how long a record is kept."""

from datetime import date

import pytest

from facilities_app.domain import duties
from facilities_app.domain.duties import LIFT_OLD, LIFT_YOUNG, LiftRule, Window


def day(text: str) -> date:
    return date.fromisoformat(text)


@pytest.mark.parametrize(
    ("completed", "on", "code"),
    [
        ("2012-03-01", "2027-02-28", LIFT_YOUNG),  # the day before 15 years
        ("2012-03-01", "2027-03-01", LIFT_OLD),  # the very day
        ("2012-02-29", "2027-02-28", LIFT_OLD),  # no 29 February in the 15th year: its last day
        ("2012-02-29", "2027-02-27", LIFT_YOUNG),
        ("2026-11-01", "2026-11-23", LIFT_YOUNG),
        ("1994-06-30", "2026-11-23", LIFT_OLD),
        (None, "2026-11-23", LIFT_YOUNG),  # unknown: the permit's printed end decides
    ],
)
def test_a_lift_is_under_the_half_yearly_rule_from_fifteen_years(
    completed: str | None, on: str, code: str
) -> None:
    assert duties.lift_duty(day(completed) if completed else None, day(on)) == code


@pytest.mark.parametrize(
    ("completed", "inspected", "permit", "due", "why"),
    [
        # the printed end of the permit decides, whatever the age
        ("1994-06-30", "2026-06-30", "2027-06-30", "2027-06-30", LiftRule.PERMIT),
        (None, None, "2026-12-31", "2026-12-31", LiftRule.PERMIT),
        # young: yearly
        ("2020-05-10", "2026-05-08", None, "2027-05-08", LiftRule.YEARLY),
        ("2026-01-31", None, None, "2027-01-31", LiftRule.YEARLY),  # the completion inspection is the first
        # old: half-yearly, month-end kept in the month
        ("2000-01-01", "2026-08-31", None, "2027-02-28", LiftRule.HALF_YEARLY),
        # turns 15 between two inspections: not before that day, not after half a year
        ("2012-03-01", "2026-12-01", None, "2027-06-01", LiftRule.HALF_YEARLY),
        ("2012-03-01", "2026-06-01", None, "2027-03-01", LiftRule.HALF_YEARLY),
        # turns 15 only after the yearly one: nothing changes yet
        ("2012-03-01", "2026-02-01", None, "2027-02-01", LiftRule.YEARLY),
        # age unknown: yearly from the last one
        (None, "2026-05-08", None, "2027-05-08", LiftRule.YEARLY),
        (None, None, None, None, LiftRule.UNKNOWN),
    ],
)
def test_the_next_inspection_of_a_lift(
    completed: str | None, inspected: str | None, permit: str | None, due: str | None, why: LiftRule
) -> None:
    given = [day(one) if one else None for one in (completed, inspected, permit)]
    assert duties.lift_due(*given) == (day(due) if due else None, why)


@pytest.mark.parametrize(
    ("code", "expires", "opens", "closes"),
    [
        (LIFT_YOUNG, "2027-06-30", "2027-04-30", "2027-06-30"),
        (LIFT_OLD, "2027-04-30", "2027-02-28", "2027-04-30"),
        (LIFT_OLD, "2028-04-30", "2028-02-29", "2028-04-30"),
        ("LIFT-INSPECT-APT", "2027-01-15", "2026-11-15", "2027-01-15"),
        ("WATER-REGISTER", "2027-06-30", "2027-01-30", "2027-03-30"),
    ],
)
def test_a_renewal_is_applied_for_within_the_law_s_months(
    code: str, expires: str, opens: str, closes: str
) -> None:
    assert duties.renewal_window(code, day(expires)) == (day(opens), day(closes))


def test_other_duties_have_no_window_of_application() -> None:
    assert duties.renewal_window("FIRE-DRILL", day("2027-06-30")) is None


@pytest.mark.parametrize(
    ("code", "done", "last"),
    [
        ("ELEC-TEST", "2026-11-23", "2026-12-15"),
        ("ELEC-OUTAGE", "2026-12-31", "2027-01-15"),
        ("IAQ-TEST", "2026-11-23", "2027-01-07"),
        ("LIFT-MAINT", "2026-11-23", None),
    ],
)
def test_the_last_day_of_filing_is_told_only_where_a_rule_names_it(
    code: str, done: str, last: str | None
) -> None:
    assert duties.file_by(code, day(done)) == (day(last) if last else None)


def test_a_record_is_kept_by_whole_years() -> None:
    assert duties.kept_until(day("2024-02-29"), 3) == day("2027-02-28")
    assert duties.kept_until(day("2026-11-23"), 2) == day("2028-11-23")
    assert duties.kept_until(day("2026-11-23"), None) is None


def test_the_plan_s_own_window_comes_before_the_rule_s() -> None:
    due = day("2027-06-30")
    ruled = duties.window_of(LIFT_YOUNG, due, None, None, None)
    assert ruled == Window(day("2027-04-30"), due, due, None)
    own = duties.window_of(LIFT_YOUNG, due, day("2027-06-01"), day("2027-06-30"), None)
    assert own == Window(day("2027-06-01"), due, due, None)
    electric = duties.window_of("ELEC-TEST", day("2026-12-20"), None, None, day("2026-12-31"))
    assert electric == Window(None, day("2026-12-20"), day("2026-12-31"), day("2027-01-15"))
    office = duties.window_of("GENSET-WEEK", day("2026-12-20"), None, None, None)
    assert office == Window(None, day("2026-12-20"), None, None)


def test_a_duty_is_for_the_categories_it_names() -> None:
    assert duties.fits_category("elevator,escalator", "elevator")
    assert not duties.fits_category("elevator,escalator", "elev")
    assert not duties.fits_category("", "elevator")
