"""The agreement of a unit in its pane: signed, changed, renewed, left, paid for and handed back by its sheets."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import cast

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from facilities_app.bootstrap import Program
from facilities_app.domain.agreement_rows import Deed, Member
from facilities_app.domain.clock import FixedClock
from facilities_app.domain.rows import NewUnit
from tests.services.agreement_help import START, deed, loan
from tests.ui.pages.record_desk import CONTROL, Desk, desk_at
from ui.pages.dormitories.agreement_fields import family_lines, next_term, read_family
from ui.pages.dormitories.agreement_form import AgreementEdit, RenewForm, SignForm
from ui.pages.dormitories.agreement_leaving import LeavingForm, MoveInForm, PaymentForm, ReturnForm
from ui.pages.dormitories.page import DormitoriesPage
from ui.widgets.date_field import DateField


@pytest.fixture
def unit(program: Program) -> int:
    new = NewUnit("M101", "multi", "city", site="站前宿舍", since=date(2026, 8, 1))
    return program.services.dormitories.create(new).value


@pytest.fixture
def desk(
    unit: int, program: Program, clock: FixedClock, qtbot: QtBot, tmp_path: Path
) -> Iterator[tuple[Desk, DormitoriesPage]]:
    with desk_at(program, clock, qtbot, tmp_path, "dormitories") as made:
        page = cast(DormitoriesPage, made.app.window.stack.page())
        page.show_what(record=unit)
        made.settle()
        yield made, page


def words(desk: Desk, page: DormitoriesPage) -> str:
    desk.settle()
    return desk.words(page.pane.view.agreement)


def click(desk: Desk, page: DormitoriesPage, name: str) -> None:
    desk.settle()
    desk.button(name, page.pane.view.agreement).click()
    desk.settle()


def write(field: DateField, day: str) -> None:
    field.line().setText(day)
    field.commit()


def signed(program: Program, desk: Desk, unit: int, **more: object) -> int:
    made = program.services.agreements.sign(loan(unit, deed=deed(**more), deposit_twd=3000))
    desk.app.window.context.bus.publish(made.changes, None)
    desk.settle()
    return made.value


def test_nobody_has_it_until_somebody_signs_and_undo_takes_it_back(
    desk: tuple[Desk, DormitoriesPage], program: Program, unit: int
) -> None:
    window, page = desk
    assert "目前無人借用。" in words(window, page)
    click(window, page, "新增借用契約")
    form = window.sheet(SignForm)
    window.press(Qt.Key.Key_Return, CONTROL)
    assert form.fields["person"].error() == "請填借用人姓名。"
    form.person.setText("方志宏")
    form.family.setPlainText("吳君 配偶\n方小宇")
    form.ends.set_value(date(2029, 10, 31))
    form.fee.setText("一千")
    window.press(Qt.Key.Key_Return, CONTROL)
    assert form.fields["fee_twd"].error()
    form.fee.setText("1,500")
    window.press(Qt.Key.Key_Return, CONTROL)
    assert "方小宇" in form.fields["members"].error()
    form.family.setPlainText("吳君（配偶）\n方小宇、子女")
    write(form.starts, "115/11/02")
    write(form.notarised, "115/11/09")
    assert form.late.isVisible()
    write(form.notarised, "115/10/30")
    assert not form.late.isVisible()
    window.press(Qt.Key.Key_Return, CONTROL)
    assert window.sheets() == []
    assert "M101" in window.said()
    said = words(window, page)
    assert "115/11/02 – 118/10/31" in said
    assert "配偶、子女" in said
    assert "每月 1,500 元" in said
    (row,) = program.services.agreements.of_unit(unit)
    assert row.members == (Member("吳君", "配偶"), Member("方小宇", "子女"))
    window.undo()
    assert "目前無人借用。" in words(window, page)


def test_an_agency_signs_with_other_fields(
    desk: tuple[Desk, DormitoriesPage], program: Program, unit: int
) -> None:
    window, page = desk
    click(window, page, "新增借用契約")
    form = window.sheet(SignForm)
    form.kind.setCurrentIndex(form.kind.findData("lending"))
    assert not form.person.isVisible()
    assert form.agency.isVisible()
    form.agency.setText("環保局")
    form.purpose.setText("辦公處所")
    window.press(Qt.Key.Key_Return, CONTROL)
    assert program.services.dormitories.detail(unit).tile.status == "provided"
    assert "離職" not in words(window, page)


def test_an_agreement_is_changed_where_it_is_read(
    desk: tuple[Desk, DormitoriesPage], program: Program, unit: int
) -> None:
    window, page = desk
    made = signed(program, window, unit)
    click(window, page, "編輯借用契約")
    form = window.sheet(AgreementEdit)
    form.ends.set_value(date(2026, 11, 1))
    window.press(Qt.Key.Key_Return, CONTROL)
    assert "115/11/02" in form.fields["ends_on"].error()
    form.ends.set_value(date(2028, 1, 31))
    form.family.setPlainText("吳君 配偶")
    window.press(Qt.Key.Key_Return, CONTROL)
    row = program.services.agreements.detail(made)
    assert (row.deed.ends_on, row.members) == (date(2028, 1, 31), (Member("吳君", "配偶"),))
    click(window, page, "編輯借用契約")
    window.press(Qt.Key.Key_Return, CONTROL)
    assert program.services.agreements.detail(made).version == row.version


def test_a_renewal_proposes_a_term_as_long_as_the_last(
    desk: tuple[Desk, DormitoriesPage], program: Program, unit: int
) -> None:
    window, page = desk
    signed(program, window, unit, starts_on=date(2026, 8, 1), ends_on=date(2026, 11, 30), fee_twd=900)
    click(window, page, "續約")
    form = window.sheet(RenewForm)
    assert form.deed() == Deed(date(2026, 12, 1), date(2027, 4, 1), fee_twd=900)
    form.ends.set_value(date(2029, 11, 30))
    window.press(Qt.Key.Key_Return, CONTROL)
    assert "已續約　115/12/01 – 118/11/30" in words(window, page)
    assert "續約" in window.said()


def test_a_departure_says_the_deadline_before_it_is_saved(
    desk: tuple[Desk, DormitoriesPage], program: Program, unit: int
) -> None:
    window, page = desk
    made = signed(program, window, unit)
    click(window, page, "離職")
    form = window.sheet(LeavingForm)
    write(form.on, "115/11/16")
    assert "116/02/16" in window.words(form)
    form.departure.setCurrentIndex(form.departure.findData("dismissal"))
    assert "115/12/16" in window.words(form)
    form.departure.setCurrentIndex(form.departure.findData("childcare"))
    assert "無返還期限" in window.words(form)
    form.departure.setCurrentIndex(form.departure.findData("retirement"))
    window.press(Qt.Key.Key_Return, CONTROL)
    assert program.services.agreements.detail(made).return_by == date(2027, 2, 16)
    window.settle()
    assert "116/02/16" in page.pane.view.deadline.title.text()
    assert "退休　115/11/16" in words(window, page)
    click(window, page, "離職")
    form = window.sheet(LeavingForm)
    form.departure.setCurrentIndex(form.departure.findData(""))
    window.press(Qt.Key.Key_Return, CONTROL)
    assert program.services.agreements.detail(made).departure == ""


def test_money_is_charged_and_paid_in_the_pane(
    desk: tuple[Desk, DormitoriesPage], program: Program, unit: int
) -> None:
    window, page = desk
    made = signed(program, window, unit, fee_twd=1500)
    assert "欠繳\n3,000 元" in words(window, page)
    click(window, page, "本月計費")
    assert "本月計費" not in words(window, page)
    click(window, page, "繳款")
    form = window.sheet(PaymentForm)
    assert form.amount.value() == 3000
    form.amount.setText("4000")
    window.press(Qt.Key.Key_Return, CONTROL)
    assert "3000" in form.fields["amount"].error().replace(",", "")
    form.amount.setText("3000")
    window.press(Qt.Key.Key_Return, CONTROL)
    assert [one.open_twd for one in program.services.agreements.detail(made).charges] == [1450, 0]
    assert "欠繳" not in words(window, page)


def test_a_unit_comes_back(desk: tuple[Desk, DormitoriesPage], program: Program, unit: int) -> None:
    window, page = desk
    made = signed(program, window, unit)
    click(window, page, "返還")
    form = window.sheet(ReturnForm)
    form.on.set_value(date(2026, 11, 1))
    window.press(Qt.Key.Key_Return, CONTROL)
    assert "115/11/02" in form.fields["on"].error()
    form.on.set_value(date(2026, 11, 20))
    window.press(Qt.Key.Key_Return, CONTROL)
    assert program.services.agreements.detail(made).ended_on == date(2026, 11, 20)
    assert "目前無人借用。" in words(window, page)


def test_who_moves_in_later_is_moved_in_by_hand(
    desk: tuple[Desk, DormitoriesPage], program: Program, unit: int, clock: FixedClock
) -> None:
    window, page = desk
    made = signed(program, window, unit)
    agreements, dormitories = program.services.agreements, program.services.dormitories
    agreements.edit(made, agreements.detail(made).version, starts_on=date(2026, 11, 10))
    with program.services.base.uow("test.made") as uow:
        from db.models import DormUnit

        row = uow.get(DormUnit, unit)
        row.status = "vacant"
        outcome = uow.commit(None, undoable=False)
    window.app.window.context.bus.publish(outcome.changes, None)
    window.settle()
    click(window, page, "遷入")
    form = window.sheet(MoveInForm)
    form.on.set_value(date(2026, 11, 12))
    window.press(Qt.Key.Key_Return, CONTROL)
    assert dormitories.detail(unit).tile.since == date(2026, 11, 12)


def test_a_household_is_read_as_people_type_it() -> None:
    typed = "吳君 配偶\n\n方小宇，子女\n方父（父母）\n某人"
    found = read_family(typed)
    assert [(one.name, one.relation) for one in found] == [
        ("吳君", "配偶"),
        ("方小宇", "子女"),
        ("方父", "父母"),
        ("某人", ""),
    ]
    assert read_family(family_lines(found[:3])) == found[:3]


def test_the_next_term_follows_the_last() -> None:
    assert next_term(Deed(date(2024, 3, 1), date(2027, 2, 28))) == (date(2027, 3, 1), date(2030, 2, 28))
    assert next_term(Deed(date(2021, 3, 1), date(2024, 2, 29))) == (date(2024, 3, 1), date(2027, 2, 28))
    assert next_term(Deed(START, None)) == (None, None)
    assert next_term(Deed(None, START)) == (None, None)
