"""Bulk statements: stored forms, and labels that follow a renaming."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from db import bulk
from db.demo import build_demo
from db.engine import Engines, connect
from db.migrate import upgrade
from db.models import Asset, DormUnit, InspectionTask, MeterReading, Place, Setting, Ticket, User
from db.search import gathered
from db.seed import seed_reference
from facilities_app.domain.naming import where_label


@pytest.fixture
def engines(tmp_path: Path) -> Iterator[Engines]:
    opened = connect(tmp_path / "bulk.sqlite")
    upgrade(opened)
    yield opened
    opened.dispose()


@pytest.fixture
def demo(engines: Engines) -> Iterator[Session]:
    build_demo(engines, today=date(2026, 11, 23), tickets=600)
    with Session(engines.write) as session:
        yield session


def test_rows_are_stored_as_the_orm_would_store_them(engines: Engines) -> None:
    with engines.write.begin() as connection:
        bulk.insert_rows(
            connection,
            "meters",
            [{"code": "M", "kind": "water", "unit": "度"}],
        )
        bulk.insert_rows(
            connection,
            "meter_readings",
            [{"meter_id": 1, "read_on": date(2026, 3, 2), "value": Decimal("12.50"), "is_demo": True}],
        )
        bulk.insert_rows(connection, "settings", [{"key": "名", "value": {"甲": [1, None]}}])
    with Session(engines.read) as session:
        reading = session.scalars(select(MeterReading)).one()
        assert (reading.read_on, reading.value, reading.is_demo) == (date(2026, 3, 2), Decimal("12.50"), True)
        assert (reading.version, reading.note) == (1, "")
        assert session.scalars(select(Setting.value)).one() == {"甲": [1, None]}


def test_a_moment_keeps_to_the_second_in_utc(engines: Engines) -> None:
    with engines.write.begin() as connection:
        bulk.insert_rows(
            connection,
            "attachments",
            [
                {
                    "sha256": "0" * 64,
                    "extension": "png",
                    "size": 1,
                    "name": "a.png",
                    "added_at": datetime(2026, 3, 2, 1, 30, tzinfo=UTC),
                }
            ],
        )
        stored = connection.exec_driver_sql("SELECT added_at FROM attachments").scalar()
    assert stored == "2026-03-02T01:30:00Z"


def test_ids_go_on_after_what_was_ever_used(engines: Engines) -> None:
    with engines.write.begin() as connection:
        assert bulk.next_id(connection, "places") == 1
        bulk.insert_rows(connection, "places", [{"id": 41, "kind": "site", "code": "A", "name": "甲"}])
        connection.exec_driver_sql("DELETE FROM places")
        assert bulk.next_id(connection, "places") == 42


def test_tickets_filled_without_triggers_are_found_and_the_triggers_are_back(engines: Engines) -> None:
    with Session(engines.write) as session:
        seed_reference(session)
        session.commit()
    build_demo(engines, today=date(2026, 11, 23), tickets=400)
    with Session(engines.write) as session:
        ticket = session.scalars(select(Ticket).limit(1)).one()
        ticket.summary = "屋頂長出蘑菇"
        session.commit()
        found = session.scalars(select(Ticket.id).where(gathered("蘑菇").where)).all()
        assert found == [ticket.id]


def test_a_renamed_person_is_renamed_on_tickets_and_inspections(demo: Session) -> None:
    user = demo.scalars(select(User).where(User.code == "lin")).one()
    bulk.relabel_user(demo, user.id, "林大成")
    for model in (Ticket, InspectionTask):
        labels = set(demo.scalars(select(model.assignee_label).where(model.assignee_id == user.id)))
        assert labels == {"林大成"}
        assert not demo.scalars(select(model.id).where(model.assignee_label == "林育成")).all()


def test_a_renamed_asset_is_renamed_on_tickets_and_inspections_and_found_by_its_new_name(
    demo: Session,
) -> None:
    lift = demo.scalars(select(Asset).where(Asset.code == "SW-EL-03")).one()
    lift.name = "貴賓梯"
    demo.flush()
    bulk.relabel_asset(demo, lift.id)
    expected = {where_label(lift.place_label, "貴賓梯")}
    assert set(demo.scalars(select(Ticket.where_label).where(Ticket.asset_id == lift.id))) == expected
    assert (
        set(demo.scalars(select(InspectionTask.target_label).where(InspectionTask.asset_id == lift.id)))
        == expected
    )
    assert demo.scalar(select(func.count()).select_from(Ticket).where(gathered("貴賓梯").where))


def test_a_renamed_place_is_renamed_all_the_way_down(demo: Session) -> None:
    floor = demo.scalars(select(Place).where(Place.code == "SW-B2")).one()
    floor.name = "地下二層"
    demo.flush()
    bulk.relabel_place(demo, floor.id)
    demo.expire_all()
    below = demo.scalars(select(Place).where(Place.path.startswith(floor.path))).all()
    assert {place.label.split(" › ")[1] for place in below} == {"地下二層"}
    inside = [place.id for place in below]
    assets = demo.scalars(select(Asset).where(Asset.place_id.in_(inside))).all()
    labels = {place.id: place.label for place in below}
    assert assets
    assert all(asset.place_label == labels[asset.place_id] for asset in assets)
    names = {asset.id: asset.name for asset in assets}
    for ticket in demo.scalars(select(Ticket).where(Ticket.place_id.in_(inside))):
        assert ticket.where_label == where_label(labels[ticket.place_id], names.get(ticket.asset_id or 0))


def test_a_renamed_site_keeps_out_of_short_labels(demo: Session) -> None:
    site = demo.scalars(select(Place).where(Place.code == "FS")).one()
    before = demo.scalars(select(Ticket.where_label).where(Ticket.site_id == site.id)).all()
    site.name = "鳳山大樓"
    demo.flush()
    bulk.relabel_place(demo, site.id)
    after = demo.scalars(select(Ticket.where_label).where(Ticket.site_id == site.id)).all()
    moved = [pair for pair in zip(before, after, strict=True) if pair[0] != pair[1]]
    assert all("鳳山大樓" in new for _old, new in moved)
    assert demo.scalars(select(Place.label).where(Place.code == "FS-HALL")).one() == "鳳山大樓 › 大禮堂"


def test_a_unit_repeats_its_new_resident(demo: Session) -> None:
    unit = demo.scalars(select(DormUnit).where(DormUnit.code == "M302")).one()
    bulk.relabel_unit(demo, unit.id, "丁一山")
    demo.expire_all()
    assert unit.resident_label == "丁一山"


def test_counting_rows_anew_tells_the_planner(engines: Engines) -> None:
    with Session(engines.write) as session:
        seed_reference(session)
        session.commit()
    bulk.analyze(engines)
    with engines.read.connect() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM sqlite_stat1").scalar_one() > 0
