"""Rules of days as the parts of a form, and back: what a form cannot show is left as it is written."""

from datetime import date

import pytest

from facilities_app.domain.recurrence import Recurrence
from facilities_app.domain.rule_parts import RuleParts, read_rule

RULES = (
    "FREQ=DAILY;INTERVAL=10",
    "FREQ=WEEKLY",
    "FREQ=WEEKLY;INTERVAL=2;BYDAY=TH",
    "FREQ=MONTHLY",
    "FREQ=MONTHLY;BYMONTHDAY=-1",
    "FREQ=MONTHLY;INTERVAL=3;BYDAY=2TU",
    "FREQ=MONTHLY;BYMONTH=5,6,7;BYDAY=-1FR",
    "FREQ=YEARLY;BYMONTH=4",
    "FREQ=YEARLY;BYMONTH=3;BYMONTHDAY=-1",
)


@pytest.mark.parametrize("rule", RULES)
def test_a_rule_of_the_form_comes_back_as_it_was(rule: str) -> None:
    parts = read_rule(rule)
    assert parts is not None
    assert sorted(parts.text().split(";")) == sorted(rule.split(";"))
    Recurrence(parts.text(), date(2026, 1, 31))


@pytest.mark.parametrize(
    "rule",
    [
        "FREQ=MONTHLY;BYDAY=MO",
        "FREQ=MONTHLY;BYDAY=MO,TU",
        "FREQ=MONTHLY;BYDAY=5MO",
        "FREQ=WEEKLY;BYDAY=2MO",
        "FREQ=YEARLY;BYMONTHDAY=-1",
        "FREQ=YEARLY;BYDAY=2TU",
        "FREQ=MONTHLY;COUNT=3",
        "FREQ=MONTHLY;INTERVAL=x",
        "FREQ=DAILY;BYDAY=MO",
        "FREQ=WEEKLY;BYMONTHDAY=3",
        "FREQ=MONTHLY;BYMONTHDAY=1,15",
        "nonsense",
        "",
    ],
)
def test_what_a_form_cannot_show_stays_as_it_is_written(rule: str) -> None:
    assert read_rule(rule) is None


def test_prefix_and_small_letters_are_read() -> None:
    assert read_rule("RRULE:freq=monthly;interval=2") == RuleParts("MONTHLY", 2)
