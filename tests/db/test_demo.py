"""The demo database: every figure of the report by query, what is marked, and that it repeats."""

import hashlib
import json
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import String, cast, false, func, inspect, select, true
from sqlalchemy.orm import Session

from db import migrate
from db.base import Base
from db.demo import LEAST_TOTAL, USUAL_TOTAL, DemoSummary, build_demo
from db.demo.report_facts import PERIOD
from db.engine import Engines, connect
from db.models import (
    Agreement,
    Asset,
    AssetAttribute,
    AssetDamage,
    AssetProject,
    Attachment,
    AttributeDefinition,
    AuditRound,
    AuditVisit,
    Choice,
    DamageEvent,
    DormUnit,
    FundingShare,
    InspectionResult,
    InspectionTask,
    JournalRow,
    JournalStep,
    MeterTarget,
    Place,
    Project,
    ResultItem,
    Ticket,
    TicketEvent,
    TicketLink,
    UnitStatusChange,
    User,
    Vendor,
)
from db.search import gathered
from facilities_app.domain.errors import Conflict
from facilities_app.domain.naming import where_label
from resources import glyphs

TODAY = date(2026, 11, 23)


def make(path: Path, **how: object) -> tuple[Engines, DemoSummary]:
    engines = connect(path)
    migrate.upgrade(engines)
    summary = build_demo(engines, **({"today": TODAY} | how))  # type: ignore[arg-type]
    return engines, summary


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Engines, DemoSummary]]:
    engines, summary = make(tmp_path_factory.mktemp("demo") / "demo.sqlite")
    yield engines, summary
    engines.dispose()


@pytest.fixture
def session(built: tuple[Engines, DemoSummary]) -> Iterator[Session]:
    with Session(built[0].read) as opened:
        yield opened


def number(session: Session, model: type, *where: object) -> int:
    return session.scalar(select(func.count()).select_from(model).where(*where)) or 0  # type: ignore[arg-type]


def asset(session: Session, code: str) -> Asset:
    return session.scalars(select(Asset).where(Asset.code == code)).one()


def attributes(session: Session, code: str) -> dict[str, AssetAttribute]:
    rows = session.execute(
        select(AttributeDefinition.code, AssetAttribute)
        .join(AttributeDefinition, AttributeDefinition.id == AssetAttribute.definition_id)
        .where(AssetAttribute.asset_id == asset(session, code).id)
    )
    return dict(rows.all())


def of_period(*more: object) -> list[object]:
    return [Ticket.reported_on >= PERIOD[0], Ticket.reported_on <= PERIOD[1], *more]


# What the report says


def test_the_period_is_166_days() -> None:
    assert (PERIOD[1] - PERIOD[0]).days + 1 == 166


def test_343_cases_lie_in_the_period_over_two_centres_and_six_trades(session: Session) -> None:
    assert number(session, Ticket, *of_period()) == 343
    pairs = session.execute(
        select(Place.name, Ticket.trade_id)
        .join(Place, Place.id == Ticket.site_id)
        .where(*of_period())  # type: ignore[arg-type]
        .distinct()
    ).all()
    assert {row.name for row in pairs} == {"四維行政中心", "鳳山行政中心"}
    assert len(pairs) == 12
    assert number(session, Ticket, *of_period(Ticket.is_open == true())) == 0


def test_66_units_are_3_and_32_and_6_and_25(session: Session) -> None:
    kinds = dict(session.execute(select(DormUnit.kind, func.count()).group_by(DormUnit.kind)).all())
    assert kinds == {"head": 3, "multi": 32, "single": 6, "family": 25}


def test_8_family_quarters_are_in_lawful_use_6_on_city_land_and_2_on_state_land(session: Session) -> None:
    rows = session.execute(
        select(DormUnit.land, func.count())
        .where(DormUnit.kind == "family", DormUnit.status == "in_use")
        .group_by(DormUnit.land)
    )
    assert dict(rows.all()) == {"city": 6, "state": 2}


def test_17_family_quarters_are_recovered_1_lent_as_an_office_and_16_kept_or_scrapped(
    session: Session,
) -> None:
    states = dict(
        session.execute(
            select(DormUnit.status, func.count()).where(DormUnit.kind == "family").group_by(DormUnit.status)
        ).all()
    )
    assert states["provided"] == 1
    assert states["recovered"] + states["scrapping"] == 16
    lent = session.scalars(
        select(Agreement)
        .join(DormUnit, DormUnit.place_id == Agreement.place_id)
        .where(DormUnit.status == "provided", Agreement.kind == "lending")
    ).one()
    assert (lent.agency, lent.purpose, lent.is_demo) == ("環保局", "辦公處所", False)


def test_all_17_were_recovered_before_the_reports_period_ended(session: Session) -> None:
    recovered = session.scalars(
        select(UnitStatusChange.unit_id).where(
            UnitStatusChange.status == "recovered", UnitStatusChange.from_on <= PERIOD[1]
        )
    ).all()
    assert len(set(recovered)) == 17


def test_the_skylight_cost_4510_wan_of_which_the_centre_paid_3914_wan_6000(session: Session) -> None:
    roof = asset(session, "SKYLIGHT")
    assert (roof.cost_twd, roof.cost_as_reported, roof.is_demo) == (45_100_000, True, False)
    shares = {
        s.source: s for s in session.scalars(select(FundingShare).where(FundingShare.asset_id == roof.id))
    }
    assert (shares["central"].amount_twd, shares["central"].as_reported) == (39_146_000, True)
    assert (shares["city"].amount_twd, shares["city"].as_reported, shares["city"].is_remainder) == (
        5_954_000,
        False,
        True,
    )
    assert sum(share.amount_twd for share in shares.values()) == roof.cost_twd


def test_the_skylights_figures_are_marked_as_reported(session: Session) -> None:
    found = attributes(session, "SKYLIGHT")
    assert (found["wind_pressure"].value, found["wind_scale"].value) == ("450", "17")
    assert all(value.as_reported for value in found.values())


def test_the_typhoon_of_september_105_damaged_the_skylight_and_led_to_its_rebuilding(
    session: Session,
) -> None:
    event = session.scalars(select(DamageEvent).where(DamageEvent.source == "report")).one()
    assert (event.name, event.occurred_text, event.occurred_on, event.is_demo) == (
        "莫蘭蒂颱風",
        "105 年 9 月",
        None,
        False,
    )
    link = session.scalars(select(AssetDamage).where(AssetDamage.event_id == event.id)).one()
    project = session.get_one(Project, link.project_id)
    assert link.asset_id == asset(session, "SKYLIGHT").id
    assert "8 個月" in project.note
    assert project.completed_text == "106 年汛期前"


def test_the_solar_array_has_234_kwp_and_is_planned_for_310000_a_year(session: Session) -> None:
    found = attributes(session, "SOLAR")
    assert (found["capacity_kwp"].value, found["annual_energy"].value) == ("234", "310000")
    for year in (2025, 2026, 2027):
        planned = session.scalars(select(MeterTarget.value).where(MeterTarget.year == year)).all()
        assert (len(planned), sum(planned)) == (12, 310_000)


def test_three_passenger_lifts_belong_to_the_refurbishment_due_by_november_106(session: Session) -> None:
    project = session.scalars(select(Project).where(Project.kind == "refurbishment")).one()
    lifts = session.scalars(
        select(Asset)
        .join(AssetProject, AssetProject.asset_id == Asset.id)
        .where(AssetProject.project_id == project.id)
    ).all()
    assert len(lifts) == 3
    assert not any(lift.is_demo for lift in lifts)
    assert (project.due_on, project.status) == (date(2017, 11, 30), "in_progress")


def test_the_other_works_of_the_report_stand_with_their_dates(session: Session) -> None:
    reported = select(Project).where(Project.is_demo == false())
    projects = {row.code: row for row in session.scalars(reported)}
    assert projects["R106-S12"].completed_on == date(2017, 7, 19)
    assert projects["R106-S06"].completed_text.startswith("106 年 5 月")
    assert projects["R106-S14"].status == "planned"
    assert projects["R106-S17"].completed_text == "106 年 3 月竣工"
    assert len([code for code in projects if code.startswith("R106-S09")]) == 6
    assert {row.source for row in projects.values()} == {"report"}


def test_land_is_lent_to_the_four_named_agencies(session: Session) -> None:
    agencies = session.scalars(
        select(Agreement.agency)
        .join(Place, Place.id == Agreement.place_id)
        .where(Place.kind == "land", Agreement.source == "report")
    ).all()
    assert sorted(agencies) == sorted(["環保局", "前金區公所", "警察局", "前金幼兒園"])


def test_the_first_audit_of_106_was_done_in_june_and_has_no_invented_visits(session: Session) -> None:
    first = session.scalars(select(AuditRound).where(AuditRound.year == 2017)).one()
    assert (first.ordinal, first.is_demo) == (1, False)
    assert first.closed_on is not None
    assert first.closed_on.month == 6
    assert number(session, AuditVisit, AuditVisit.round_id == first.id) == 0


# What is marked


def test_what_is_not_marked_is_what_the_report_names(session: Session) -> None:
    unmarked = {
        table: session.scalar(
            select(func.count())
            .select_from(Base.metadata.tables[table])
            .where(Base.metadata.tables[table].c.is_demo.is_not(True))
        )
        for table in Base.metadata.tables
        if "is_demo" in Base.metadata.tables[table].c
    }
    named = {table: count for table, count in unmarked.items() if count}
    assert named == {
        "users": 1,  # the administrator of every new database
        "places": 26,
        "assets": 20,
        "projects": 16,
        "damage_events": 1,
        "agreements": 5,
        "audit_rounds": 1,
    }


def test_report_systems_carry_no_invented_number_maker_or_date(session: Session) -> None:
    for row in session.scalars(select(Asset).where(Asset.is_demo.is_not(True))):
        assert row.property_number is None
        assert row.acquired_on is None
        assert row.manufacturer == ""
        assert row.cost_twd is None or row.cost_as_reported


def test_invented_firms_say_that_they_are_examples(session: Session) -> None:
    for firm in session.scalars(select(Vendor)):
        assert firm.is_demo
        assert "示範" in firm.name
        assert re.fullmatch(r"07-555-01\d\d", firm.phone)


# That it hangs together


def test_no_reference_is_broken_and_the_pages_are_sound(session: Session) -> None:
    connection = session.connection()
    assert connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall() == []
    assert connection.exec_driver_sql("PRAGMA integrity_check").scalar() == "ok"


def test_property_numbers_follow_the_offices_pattern(session: Session) -> None:
    found = [n for n in session.scalars(select(Asset.property_number)) if n]
    found += [n for n in session.scalars(select(DormUnit.property_number)) if n]
    assert len(found) == len(set(found)) > 800
    assert all(re.fullmatch(r"\d{7}-\d{2}[A-Z]?-\d{4}", n) for n in found)


def test_every_code_that_is_stored_is_in_its_list(session: Session) -> None:
    lists: dict[str, set[str]] = {}
    for row in session.scalars(select(Choice)):
        lists.setdefault(row.list_code, set()).add(row.code)
    for table, column, list_code in (
        ("places", "kind", "place_kind"),
        ("assets", "status", "asset_status"),
        ("asset_status_changes", "status", "asset_status"),
        ("dorm_units", "kind", "unit_kind"),
        ("dorm_units", "status", "unit_status"),
        ("dorm_units", "land", "land_ownership"),
        ("unit_status_changes", "status", "unit_status"),
        ("agreements", "kind", "agreement_kind"),
        ("audit_visits", "finding", "audit_finding"),
        ("permits", "kind", "permit_kind"),
        ("contracts", "kind", "contract_kind"),
        ("insurance_policies", "kind", "insurance_kind"),
        ("funding_shares", "source", "funding_source"),
        ("inspection_tasks", "status", "task_status"),
        ("inspection_tasks", "outcome", "result_outcome"),
        ("result_items", "outcome", "result_outcome"),
        ("meters", "kind", "meter_kind"),
        ("projects", "kind", "project_kind"),
        ("projects", "status", "project_status"),
        ("damage_events", "kind", "event_kind"),
        ("tickets", "hold_reason", "hold_reason"),
        ("tickets", "status", "ticket_status"),
        ("tickets", "source", "record_source"),
    ):
        stored = Base.metadata.tables[table].c[column]
        used = {str(value) for value in session.scalars(select(stored).distinct()) if value not in ("", None)}
        assert used <= lists[list_code], (table, column)


def test_tickets_are_numbered_without_gaps_in_the_order_they_were_reported(session: Session) -> None:
    rows = session.execute(
        select(Ticket.year, Ticket.serial, Ticket.reported_at, Ticket.number).order_by(Ticket.id)
    ).all()
    assert [row.reported_at for row in rows] == sorted(row.reported_at for row in rows)
    counts: dict[int, int] = {}
    for row in rows:
        counts[row.year] = counts.get(row.year, 0) + 1
        assert row.serial == counts[row.year]
        assert row.number == f"{row.year:03d}-{row.serial:04d}"


def test_a_tickets_moments_never_run_backwards(session: Session) -> None:
    for row in session.scalars(select(Ticket)):
        moments = [row.reported_at, row.dispatched_at, row.started_at, row.finished_at, row.closed_at]
        known = [moment for moment in moments if moment is not None]
        assert known == sorted(known), row.number
        assert row.is_open == (row.status < 80)
        assert row.is_open == (row.closed_at is None)
        assert (row.hold_reason != "") == (row.status == 50)
        assert known[-1].date() <= TODAY


def test_where_somebody_was_at_work_the_arrival_is_known_and_what_was_promised_of_it(
    session: Session,
) -> None:
    for row in session.scalars(select(Ticket)):
        assert row.responded_at == row.started_at, row.number
        assert row.response_due_at is not None, row.number
        assert row.response_due_at > row.reported_at, row.number
    came = [
        row.responded_at <= row.response_due_at
        for row in session.scalars(select(Ticket))
        if row.responded_at and row.response_due_at
    ]
    assert 0.75 < sum(came) / len(came) < 0.97


def test_tickets_are_open_in_every_state_and_one_urgent_is_due_today(session: Session) -> None:
    states = set(session.scalars(select(Ticket.status).where(Ticket.is_open == true())))
    assert states == {10, 20, 30, 40, 50, 60, 70}
    assert 23 <= number(session, Ticket, Ticket.is_open == true()) <= 40
    urgent = session.scalars(select(Ticket).where(Ticket.is_open == true(), Ticket.priority == 1)).one()
    assert urgent.due_at.isoformat() == "2026-11-23T09:00:00+00:00"


def test_labels_repeat_what_they_stand_for(session: Session) -> None:
    rows = session.execute(
        select(Ticket.where_label, Ticket.assignee_label, Place.label, Asset.name, User.name)
        .join(Place, Place.id == Ticket.place_id)
        .outerjoin(Asset, Asset.id == Ticket.asset_id)
        .outerjoin(User, User.id == Ticket.assignee_id)
    )
    for where, assignee, place, name, user in rows:
        assert where == where_label(place, name)
        assert assignee == (user or "")


def test_the_history_of_a_ticket_ends_where_the_ticket_is(session: Session) -> None:
    last: dict[int, int] = {}
    for row in session.scalars(
        select(TicketEvent).where(TicketEvent.to_status.is_not(None)).order_by(TicketEvent.at, TicketEvent.id)
    ):
        last[row.ticket_id] = row.to_status or 0
    states = dict(session.execute(select(Ticket.id, Ticket.status)).all())
    assert last == states


def test_the_search_finds_what_the_tickets_say(session: Session) -> None:
    for text in ("冷", "冷氣漏水", "飲水機", "115-0"):
        found = set(session.scalars(select(Ticket.id).where(gathered(text).where)))
        like = set(
            session.scalars(
                select(Ticket.id).where(
                    (
                        Ticket.number
                        + " "
                        + Ticket.summary
                        + " "
                        + Ticket.description
                        + " "
                        + Ticket.where_label
                        + " "
                        + Ticket.requester
                    ).contains(text)
                )
            )
        )
        assert found == like, text


def test_a_few_open_repairs_wait_for_another_or_follow_it(session: Session) -> None:
    links = session.scalars(select(TicketLink)).all()
    assert {link.kind for link in links} == {"blocked_by", "follows"}
    for link in links:
        later, first = session.get_one(Ticket, link.ticket_id), session.get_one(Ticket, link.other_id)
        assert (later.site_id, later.trade_id) == (first.site_id, first.trade_id)
        assert later.is_open
        assert first.id < later.id


def test_inspections_are_late_due_soon_and_planned_ahead(session: Session) -> None:
    planned = InspectionTask.status == "planned"
    assert number(session, InspectionTask, planned, InspectionTask.due_on < TODAY) == 3
    # Floating and permit plans have one ahead: what follows is known once it is done.
    assert number(session, InspectionTask, planned, InspectionTask.due_on >= TODAY) > 300
    assert set(session.scalars(select(InspectionTask.status))) == {"planned", "done", "missed", "skipped"}
    done = number(session, InspectionTask, InspectionTask.status == "done")
    assert number(session, InspectionResult) == done


def test_every_checklist_that_is_in_use_has_last_readings(session: Session) -> None:
    templates = set(
        session.scalars(
            select(InspectionTask.template_code)
            .join(InspectionResult, InspectionResult.task_id == InspectionTask.id)
            .join(ResultItem, ResultItem.result_id == InspectionResult.id)
            .where(ResultItem.reading.is_not(None))
        )
    )
    assert {
        "ELEV",
        "HVAC",
        "ELEC",
        "GENSET",
        "FIRE",
        "WATER",
        "DENGUE",
        "SOLAR",
        "LEDWALL",
        "SKYLIGHT",
    } <= templates
    assert {"DORMUNIT", "DORMVAC", "DORMCOMMON"} <= templates


def test_the_open_audit_has_8_units_to_go(session: Session) -> None:
    running = session.scalars(select(AuditRound).where(AuditRound.closed_on.is_(None))).one()
    assert (running.year, running.ordinal) == (2026, 2)
    to_go = number(
        session, AuditVisit, AuditVisit.round_id == running.id, AuditVisit.finding.in_(("", "not_met"))
    )
    assert to_go == 8
    assert number(session, AuditVisit, AuditVisit.round_id == running.id) == 45


def test_pictures_are_stored_by_their_content(built: tuple[Engines, DemoSummary], session: Session) -> None:
    assert built[0].path is not None
    folder = built[0].path.with_suffix(".attachments")
    rows = session.scalars(select(Attachment)).all()
    assert len(rows) == built[1].pictures == 8
    for row in rows:
        stored = folder / row.sha256[:2] / row.sha256[2:4] / f"{row.sha256}.{row.extension}"
        assert hashlib.sha256(stored.read_bytes()).hexdigest() == row.sha256


def test_every_character_can_be_printed(session: Session) -> None:
    wrong: dict[str, list[str]] = {}
    for table in Base.metadata.sorted_tables:
        for column in table.c:
            if isinstance(column.type, String):
                values = session.scalars(select(cast(column, String)).distinct())
                missing = glyphs.missing("".join(sorted({c for v in values for c in (v or "")})))
                if missing:
                    wrong[f"{table.name}.{column.name}"] = missing
    assert wrong == {}


def test_the_whole_build_is_one_step_that_cannot_be_undone(session: Session) -> None:
    step = session.scalars(select(JournalStep)).one()
    assert (step.label, step.undoable) == ("demo.built", False)
    assert step.params["tickets"] == USUAL_TOTAL
    assert number(session, JournalRow) == 0


# That it repeats, grows and stops


def digest(engines: Engines) -> str:
    whole = hashlib.sha256()
    with engines.read.connect() as connection:
        for table in Base.metadata.sorted_tables:
            if not table.name.startswith("journal"):
                for row in connection.execute(select(table).order_by(table.c.id)):
                    whole.update(json.dumps(list(row), default=str, ensure_ascii=False).encode())
    return whole.hexdigest()


def test_the_same_seed_makes_the_same_rows_and_another_seed_others(tmp_path: Path) -> None:
    digests = []
    for name, seed in (("a", 7), ("b", 7), ("c", 8)):
        engines, _ = make(tmp_path / f"{name}.sqlite", seed=seed, tickets=500)
        digests.append(digest(engines))
        engines.dispose()
    assert digests[0] == digests[1] != digests[2]


@pytest.mark.parametrize("day", [date(2026, 2, 28), date(2024, 2, 29), date(2027, 1, 2), date(2018, 3, 1)])
def test_any_day_may_be_the_last_and_343_stays_343(tmp_path: Path, day: date) -> None:
    engines, _ = make(tmp_path / "demo.sqlite", today=day, tickets=900)
    with Session(engines.read) as session:
        assert number(session, Ticket) == 900
        assert number(session, Ticket, *of_period()) == 343
        assert session.connection().exec_driver_sql("PRAGMA foreign_key_check").fetchall() == []
    engines.dispose()


def test_very_many_tickets_keep_triggers_indexes_and_search(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("db.bulk.MANY_TICKETS", 3_000)
    monkeypatch.setattr("db.bulk.CHUNK", 700)
    steps: list[tuple[int, int]] = []
    engines, summary = make(
        tmp_path / "demo.sqlite", tickets=30_000, step=lambda done, total: steps.append((done, total))
    )
    plain = connect(tmp_path / "plain.sqlite")
    migrate.upgrade(plain)
    assert summary.tickets == 30_000
    assert steps[0] == (700, 30_000)
    assert steps[-1] == (30_000, 30_000)
    with Session(engines.read) as session:
        assert number(session, Ticket) == 30_000
        assert number(session, Ticket, *of_period()) == 343
        assert 34 <= number(session, Ticket, Ticket.is_open == true()) < 100
        assert 4_500 < number(session, TicketEvent.__mapper__.class_) < 30_000
        docs = session.connection().exec_driver_sql("SELECT count(*) FROM tickets_fts_docsize").scalar()
        assert docs == 30_000
    names = "SELECT name FROM sqlite_master WHERE tbl_name = 'tickets' ORDER BY name"
    with engines.read.connect() as one, plain.read.connect() as other:
        assert one.exec_driver_sql(names).fetchall() == other.exec_driver_sql(names).fetchall()
    engines.dispose()
    plain.dispose()


def test_fewer_tickets_than_the_report_and_today_need_are_not_made(tmp_path: Path) -> None:
    engines, summary = make(tmp_path / "demo.sqlite", tickets=1)
    assert summary.tickets == LEAST_TOTAL
    engines.dispose()


def test_a_database_with_records_is_refused_and_stays_as_it_was(tmp_path: Path) -> None:
    engines, _ = make(tmp_path / "demo.sqlite", tickets=400)
    before = digest(engines)
    with pytest.raises(Conflict) as refused:
        build_demo(engines, today=TODAY)
    assert refused.value.code == "demo.not_empty"
    assert digest(engines) == before
    engines.dispose()


def test_a_build_that_is_stopped_leaves_nothing(tmp_path: Path) -> None:
    class Enough(Exception):  # noqa: N818 not an error
        """Someone cancelled."""

    def stop(done: int, total: int) -> None:
        raise Enough

    engines = connect(tmp_path / "demo.sqlite")
    migrate.upgrade(engines)
    with pytest.raises(Enough):
        build_demo(engines, today=TODAY, tickets=400, step=stop)
    with engines.read.connect() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM places").scalar() == 0
        triggers = connection.exec_driver_sql(
            "SELECT count(*) FROM sqlite_master WHERE name LIKE 'tickets_fts_%'"
        )
        assert triggers.scalar_one() >= 3
    assert "tickets_fts" not in inspect(engines.read).get_view_names()
    engines.dispose()
