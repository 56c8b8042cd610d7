"""Settings of the office: declared, changed through the journal, and its calendar."""

from datetime import date

import pytest

from db.models import CalendarDay
from facilities_app.bootstrap import Program
from facilities_app.domain.errors import Invalid


def test_a_new_office_has_the_shipped_settings(program: Program) -> None:
    assert program.services.office.get("office_name") == "高雄市政府秘書處"
    assert program.services.office.get("money_unit") == "新臺幣元"


def test_a_setting_is_changed_undone_and_redone(program: Program) -> None:
    office, history = program.services.office, program.services.history
    outcome = office.set("office_name", "秘書處總務科")
    assert outcome.changes.touches("settings")
    assert office.get("office_name") == "秘書處總務科"
    history.undo()
    assert office.get("office_name") == "高雄市政府秘書處"
    history.redo()
    assert office.get("office_name") == "秘書處總務科"
    assert office.set("office_name", "秘書處總務科").operation == 0


def test_a_setting_that_was_lost_falls_back_to_its_default_and_can_be_set_again(program: Program) -> None:
    from db.models import Setting

    with program.services.base.uow("test.lost") as uow:
        for row in uow.session.query(Setting):
            uow.session.delete(row)
        uow.commit(None)
    assert program.services.office.get("money_unit") == "新臺幣元"
    program.services.office.set("money_unit", "千元")
    assert program.services.office.get("money_unit") == "千元"


def test_a_setting_nobody_declared_is_refused(program: Program) -> None:
    for turn in (program.services.office.get, lambda key: program.services.office.set(key, 1)):
        with pytest.raises(Invalid) as caught:
            turn("colour_of_the_sky")
        assert caught.value.code == "office.no_such_setting"


def test_the_offices_own_word_on_a_day_wins_over_the_computed_calendar(program: Program) -> None:
    monday = date(2026, 11, 30)
    assert program.services.workdays.is_workday(monday)
    with program.services.base.uow("test.typhoon") as uow:
        uow.add(CalendarDay(day=monday, kind="holiday", name="颱風停班"))
        uow.commit(None)
    assert program.services.workdays.is_workday(monday), "read once and kept"
    program.services.base.forget()
    assert not program.services.workdays.is_workday(monday)
