"""Permits, warranties and attributes: entered, corrected, taken away, and reminded of."""

from datetime import date

import pytest

from facilities_app.bootstrap import Program
from facilities_app.domain.errors import Conflict, Invalid
from facilities_app.services.asset_papers import PermitPaper, WarrantyPaper
from tests.factories import Make


def due_kinds(program: Program) -> list[str]:
    return [item.kind for item in program.services.reminders.due()]


def test_a_permit_is_entered_reminded_of_corrected_and_taken_away(program: Program, make: Make) -> None:
    service, asset = program.services.asset_papers, make.asset(category="elevator")
    made = service.save_permit(asset, PermitPaper("use_permit", date(2026, 12, 1), " K-1 "))
    assert "permit" in due_kinds(program)
    paper = service.read(asset).permits[0]
    assert (paper.number, paper.expires_on) == ("K-1", date(2026, 12, 1))
    later = PermitPaper(
        "use_permit", date(2027, 12, 1), "K-2", date(2026, 12, 1), "", paper.id, paper.version
    )
    done = service.save_permit(asset, later)
    assert "permit" not in due_kinds(program)
    with pytest.raises(Conflict, match=r"asset\.moved_on"):
        service.save_permit(asset, later)
    program.services.history.undo(done.operation)
    assert service.read(asset).permits[0].number == "K-1"
    service.remove_permit(made.value)
    assert service.read(asset).permits == ()


def test_a_warranty_becomes_the_cover_and_goes_again(program: Program, make: Make) -> None:
    service, asset = program.services.asset_papers, make.asset()
    vendor = make.vendor("穩昇電梯工程")
    made = service.save_warranty(
        asset, WarrantyPaper(date(2026, 1, 1), date(2026, 12, 15), vendor, "全機保固一年")
    )
    assert [cover.kind for cover in program.services.assets.detail(asset).covers] == ["warranty"]
    assert "warranty" in due_kinds(program)
    assert service.read(asset).warranties[0].vendor == "穩昇電梯工程"
    assert (vendor, "穩昇電梯工程") in service.vendors()
    done = service.remove_warranty(made.value)
    assert program.services.assets.detail(asset).covers == ()
    program.services.history.undo(done.operation)
    assert len(service.read(asset).warranties) == 1


def test_papers_that_end_before_they_begin_are_refused(program: Program, make: Make) -> None:
    service, asset = program.services.asset_papers, make.asset()
    with pytest.raises(Invalid, match=r"permit\.ends_first"):
        service.save_permit(asset, PermitPaper("certificate", date(2026, 1, 1), "", date(2026, 1, 2)))
    with pytest.raises(Invalid, match=r"warranty\.ends_first"):
        service.save_warranty(asset, WarrantyPaper(date(2026, 1, 2), date(2026, 1, 1)))


def test_attributes_are_read_by_their_type_and_kept_exactly(program: Program, make: Make) -> None:
    service, asset = program.services.asset_papers, make.asset(category="elevator")
    fields = {field.name: field for field in service.read(asset).attributes}
    load, room, day = fields["額定載重"], fields["有機房"], fields["竣工檢查日期"]
    done = service.set_attributes(
        asset, {load.definition_id: "1,000.50", room.definition_id: "是", day.definition_id: "110/3/2"}
    )
    kept = {field.name: field.value for field in service.read(asset).attributes if field.value}
    assert kept == {"額定載重": "1000.50", "有機房": "1", "竣工檢查日期": "2021-03-02"}
    for key, text, code in (
        (load.definition_id, "many", "attribute.not_a_number"),
        (room.definition_id, "maybe", "attribute.not_yes_or_no"),
        (day.definition_id, "2/30", "date"),
    ):
        with pytest.raises(Invalid) as refused:
            service.set_attributes(asset, {key: text})
        assert refused.value.code.startswith(code)
        assert refused.value.field == str(key)
    service.set_attributes(asset, {load.definition_id: ""})
    assert "額定載重" not in {row.name for row in program.services.assets.detail(asset).attributes}
    with pytest.raises(Invalid, match=r"attribute\.other_category"):
        service.set_attributes(make.asset(category="pump"), {load.definition_id: "1"})
    assert done.value == 3
