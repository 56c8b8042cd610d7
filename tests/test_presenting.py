"""Stored values read the same in window, workbook, paper and file."""

from datetime import date
from decimal import Decimal

import pytest

from facilities_app.bootstrap import Program
from facilities_app.domain.dates import DateStyle
from facilities_app.domain.lists import ColumnKind, ColumnSpec
from facilities_app.presenting import EMPTY, Presenter, money
from resources import texts


@pytest.mark.parametrize(
    ("kind", "value", "shown"),
    [
        (ColumnKind.TEXT, "關門", "關門"),
        (ColumnKind.INTEGER, 1234567, "1,234,567"),
        (ColumnKind.INTEGER, 0, "0"),
        (ColumnKind.MONEY, 45_100_000, "45,100,000"),
        (ColumnKind.MONEY, -5, "-5"),
        (ColumnKind.DECIMAL, "72.50", "72.50"),
        (ColumnKind.DECIMAL, Decimal("1234.5"), "1,234.5"),
        (ColumnKind.DATE, "2026-11-23", "115/11/23"),
        (ColumnKind.MOMENT, "2026-11-23T09:00:00Z", "115/11/23 17:00"),
        (ColumnKind.TEXT, "", EMPTY),
        (ColumnKind.DATE, None, EMPTY),
    ],
)
def test_each_kind_of_value_has_its_form(
    program: Program, kind: ColumnKind, value: object, shown: str
) -> None:
    presenter = Presenter(program.services.labels)
    assert presenter.text(ColumnSpec("x", "X", kind), value) == shown


def test_a_code_reads_as_its_name_in_the_language_of_the_moment(program: Program) -> None:
    presenter = Presenter(program.services.labels)
    status = ColumnSpec("status", "Status", ColumnKind.CHOICE, choices="ticket_status")
    assert presenter.text(status, 40) == "處理中"
    texts.use("en")
    assert presenter.text(status, 40) == "In progress"
    demo = ColumnSpec("is_demo", "Demo", ColumnKind.CHOICE, choices="demo")
    assert presenter.text(demo, False) == EMPTY
    assert presenter.text(demo, 1) == "demo"


def test_dates_follow_the_chosen_style(program: Program) -> None:
    western = Presenter(program.services.labels, DateStyle.ISO)
    assert western.text(ColumnSpec("d", "D", ColumnKind.DATE), "2026-11-23") == "2026-11-23"
    assert western.date(date(2026, 11, 23)) == "2026-11-23"
    assert western.date(None) == western.moment("") == EMPTY
    assert Presenter(program.services.labels).moment("2026-11-23T16:30:00Z") == "115/11/24 00:30"


def test_money_says_its_currency() -> None:
    assert money(1234567) == "NT$1,234,567"
    assert money(0) == "NT$0"
    assert money(None) == EMPTY
