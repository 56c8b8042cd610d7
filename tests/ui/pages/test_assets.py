"""The assets page: places, list, pane, form and status."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import cast

import pypdf
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QGuiApplication, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QComboBox, QWidget
from pytestqt.qtbot import QtBot

from db.models import AssetAttribute, AssetDamage, AttributeDefinition, DamageEvent, FundingShare, Project
from facilities_app.bootstrap import Program
from facilities_app.domain.clock import FixedClock
from facilities_app.domain.lists import ListQuery
from facilities_app.domain.rows import EventRow
from facilities_app.domain.tickets import Action
from facilities_app.services.tickets import Move
from resources import texts
from tests.factories import Make
from tests.ui.pages.record_desk import CONTROL, Desk, desk_at
from ui.components import sums
from ui.components.papers import FOLDER
from ui.delegates import roles
from ui.pages.assets import money
from ui.pages.assets.form import AssetForm
from ui.pages.assets.look import PlaceScope
from ui.pages.assets.overview import first_words, in_order
from ui.pages.assets.page import AssetsPage
from ui.pages.assets.pane import AssetPane
from ui.pages.assets.status_sheet import StatusSheet
from ui.widgets.facts import Timeline


@pytest.fixture
def roof(make: Make) -> int:
    return make.place("RF 屋頂", parent=make.site(), kind="floor")


@pytest.fixture
def lift(make: Make) -> int:
    hall = make.place("1F", parent=make.site(), kind="floor")
    asset = make.asset(
        "客梯 1 號",
        code="EL-01",
        place=hall,
        property_number="3100103-001",
        category="elevator",
        next_due_on=date(2026, 11, 20),
        cover_until=date(2026, 12, 31),
        cover_kind="contract",
    )
    make.contract(asset, until=date(2026, 12, 31))
    make.permit(asset, until=date(2027, 4, 30))
    return asset


@pytest.fixture
def skylight(make: Make, roof: int) -> int:
    asset = make.asset(
        "頂樓採光罩",
        code="SKY",
        place=roof,
        category="skylight",
        cost_twd=45_100_000,
        cost_label="新設工程總經費",
        cost_as_reported=True,
    )
    shares = (("central", 39_146_000, True, False), ("city", 5_954_000, False, True))
    for source, amount, reported, rest in shares:
        make._add(
            FundingShare(
                asset_id=asset, source=source, amount_twd=amount, as_reported=reported, is_remainder=rest
            )
        )
    with make._base.read() as session:
        kind = session.query(AttributeDefinition).filter_by(code="wind_pressure").one().id
    make._add(AssetAttribute(asset_id=asset, definition_id=kind, value="450", as_reported=True))
    return asset


@pytest.fixture
def desk(
    lift: int, skylight: int, program: Program, clock: FixedClock, qtbot: QtBot, tmp_path: Path
) -> Iterator[Desk]:
    with desk_at(program, clock, qtbot, tmp_path, "assets") as made:
        yield made


def page_of(desk: Desk) -> AssetsPage:
    return cast(AssetsPage, desk.page)


def pane_of(desk: Desk) -> AssetPane:
    return page_of(desk).pane


def test_the_list_shows_place_status_next_inspection_and_cover(desk: Desk) -> None:
    assert desk.column("name") == ["客梯 1 號", "頂樓採光罩"]
    assert desk.column("property_number") == ["3100103-001", "SKY"]
    assert desk.column("place_label") == ["四維 1F", "四維 RF 屋頂"]
    assert desk.column("cover_until") == ["剩 38 天", ""]
    assert desk.page.note == "2 項"


def _reread(desk: Desk) -> None:
    desk.page.model.set_query(ListQuery(search="zz"))
    desk.page.model.set_query(ListQuery())
    desk.settle()


def _next(desk: Desk) -> tuple[object, object]:
    """Tone and icon of the next inspection in the first row."""
    model, place = desk.page.model, desk.page.source.info.index("next_due_on") - 1
    index = model.index(0, place)
    return index.data(roles.TONE), index.data(roles.ICON)


def test_a_late_check_is_red_only_where_a_law_sets_its_interval(desk: Desk, make: Make, lift: int) -> None:
    own = make.task(due=date(2026, 11, 20), asset=lift, is_statutory=False)
    _reread(desk)
    assert desk.column("name")[0] == "客梯 1 號"
    assert _next(desk) == ("amber", "clock")
    pane_of(desk).show_record(lift)
    desk.settle()
    assert "落後 3 天" in desk.words(pane_of(desk).overview)
    make.task(due=date(2026, 11, 21), asset=lift, is_statutory=True, title="昇降設備安全檢查")
    _reread(desk)
    assert _next(desk) == ("red", "triangle-alert")
    pane_of(desk).show_record(lift)
    desk.settle()
    assert "逾期 2 天" in desk.words(pane_of(desk).overview)
    assert own


def test_the_first_asset_is_shown_so_that_the_pane_is_never_empty(desk: Desk, lift: int) -> None:
    assert desk.page.current == lift
    assert "客梯 1 號" in desk.words(pane_of(desk))


def test_the_asset_record_and_labels_are_printed_into_the_export_folder(
    desk: Desk, lift: int, tmp_path: Path
) -> None:
    desk.app.prefs.set(FOLDER, str(tmp_path))
    page = cast(AssetsPage, desk.app.window.stack.page())
    page.choose(lift)
    desk.settle()
    page.print_dossier()
    page.print_labels()
    desk.settle()
    desk.press(Qt.Key.Key_Return, CONTROL)
    desk.settle()
    texts_on = {path.name: pypdf.PdfReader(path).pages[0].extract_text() for path in tmp_path.glob("*.pdf")}
    assert sorted(texts_on) == ["1151123_設備履歷.pdf", "1151123_設備標籤.pdf"]
    assert all("EL-01" in text and "客梯 1 號" in text for text in texts_on.values())


def test_a_place_in_the_tree_narrows_the_list_and_is_repeated_as_a_chip(desk: Desk, roof: int) -> None:
    tree = page_of(desk).sidebar.tree
    tree.setFocus()
    desk.press(Qt.Key.Key_Down)
    assert [c.values for c in desk.page.model.query.conditions if c.field == "place"] == [
        (tree.chosen_place(),)
    ]
    assert desk.column("place_label") == ["1F", "RF 屋頂"]
    while tree.chosen_place() != roof:
        desk.press(Qt.Key.Key_Down)
    assert desk.column("name") == ["頂樓採光罩"]
    chip = next(chip for chip in desk.page.filters.chips() if chip.lit)
    assert "RF 屋頂" in chip.text()
    chip.removed.emit()
    desk.settle()
    assert tree.chosen_place() == 0
    assert len(desk.column("name")) == 2


def test_the_place_stays_while_one_goes_through_the_views(desk: Desk, roof: int) -> None:
    page = page_of(desk)
    page.sidebar.tree.choose(roof)
    page.sidebar.chosen.emit(roof)
    view = page.views.view("due")
    assert view is not None
    page.show_view(view)
    desk.settle()
    assert desk.column("name") == []
    assert page.sidebar.tree.chosen_place() == roof


def test_arrows_open_and_close_the_tree(desk: Desk, make: Make) -> None:
    tree = page_of(desk).sidebar.tree
    tree.setFocus()
    desk.press(Qt.Key.Key_Down)
    site = tree.chosen_place()
    assert site in tree.opened()
    desk.press(Qt.Key.Key_Left)
    assert site not in tree.opened()
    desk.press(Qt.Key.Key_Right)
    assert site in tree.opened()
    desk.press(Qt.Key.Key_Return)
    assert site not in tree.opened()


def test_a_click_on_the_arrow_opens_without_choosing(desk: Desk) -> None:
    tree = page_of(desk).sidebar.tree
    site = tree.model().index(1, 0)
    assert tree.isExpanded(site)
    QTest.mouseClick(tree.viewport(), Qt.MouseButton.LeftButton, pos=tree.arrow(site).center())
    assert not tree.isExpanded(site)
    assert tree.chosen_place() == 0
    QTest.mouseClick(tree.viewport(), Qt.MouseButton.LeftButton, pos=tree.visualRect(site).center())
    assert tree.chosen_place() != 0
    desk.settle()


def test_the_history_tells_every_kind_of_event_and_opens_what_is_behind_it(
    desk: Desk, make: Make, lift: int
) -> None:
    services = desk.services
    services.assets.set_status((lift,), "refurbishing", date(2026, 11, 20), "汰換主鋼索")
    ticket = make.ticket("關門反覆開啟", asset=lift)
    services.tickets.move((ticket.id,), Move(Action.CANCEL, reason="誤報"))
    task = make.task(due=date(2026, 10, 1), asset=lift)
    done = services.inspections.record(
        task, services.inspections.detail(task).version, date(2026, 10, 2), "pass", "吳承翰"
    )
    assert done.value
    pane_of(desk).show_record(lift)
    desk.settle()
    pane_of(desk).show_tab("history")
    desk.settle()
    words = desk.words(pane_of(desk).chapters)
    for part in ("設為整修中", "汰換主鋼索", "客梯每月檢查：合格", "吳承翰"):
        assert part in words, part
    went: list[object] = []
    object.__setattr__(desk.page.context, "navigate", lambda page, **what: went.append((page, what)))
    timeline = pane_of(desk).chapters.findChild(Timeline)
    assert timeline is not None
    timeline.opened.emit(("task", task))
    timeline.opened.emit(("project", 1))
    assert went == [("inspections", {"record": task}), ("contracts", {"record": 1, "kind": "project"})]


def test_facts_and_rows_open_by_enter_and_by_click(desk: Desk, make: Make, lift: int) -> None:
    make.ticket("關門反覆開啟", asset=lift)
    pane_of(desk).show_record(lift)
    desk.settle()
    pane = pane_of(desk)
    fact = next(f for f in pane.overview.findChildren(QWidget) if f.accessibleName().startswith("未結案件"))
    QTest.mouseClick(fact, Qt.MouseButton.LeftButton)
    assert pane.tab() == "tickets"
    pane.show_tab("overview")
    fact.setFocus()
    desk.press(Qt.Key.Key_Return)
    assert pane.tab() == "tickets"
    went: list[object] = []
    object.__setattr__(desk.page.context, "navigate", lambda page, **what: went.append(page))
    row = next(b for b in pane.chapters.findChildren(QAbstractButton) if "關門" in b.accessibleName())
    row.click()
    assert went == ["tickets"]


def test_the_tree_counts_again_when_an_asset_is_entered(desk: Desk, make: Make, roof: int) -> None:
    tree = page_of(desk).sidebar.tree
    row = tree.place(roof)
    assert row is not None
    assert row.assets == 1
    make.asset("避雷針", place=roof)
    desk.services.watch.poll()
    page_of(desk).sidebar.refresh()
    desk.settle()
    row = tree.place(roof)
    assert row is not None
    assert row.assets == 2


def test_the_pane_tells_cost_split_and_what_is_only_reported(desk: Desk, skylight: int) -> None:
    desk.choose(skylight)
    words = desk.words(pane_of(desk))
    for part in (
        "4,510",
        "萬元",
        "新設工程總經費",
        "450 kgf/㎡",
        "依報告",
        "中央補助 86.8 %",
        "市款（差額） 13.2 %",
    ):
        assert part in words.replace("（差額）13", "（差額） 13"), part
    assert "3,914.6 萬" in words


def test_the_pane_tells_contract_phone_and_permit(desk: Desk, lift: int) -> None:
    desk.choose(lift)
    words = desk.words(pane_of(desk))
    assert "07-555-0142" in words
    assert "至 116/04/30" in words
    assert "115/11/20" in words
    assert "落後 3 天" in words


def test_the_tabs_hold_history_tickets_inspections_and_papers(desk: Desk, make: Make, lift: int) -> None:
    make.ticket("關門反覆開啟", asset=lift)
    make.task(due=date(2026, 10, 1), asset=lift, status="done", done_on=date(2026, 10, 1), outcome="pass")
    desk.choose(lift)
    pane = pane_of(desk)
    pane.show_record(lift)
    desk.settle()
    expected = {"tickets": "關門反覆開啟", "tasks": "客梯每月檢查", "documents": "使用許可證"}
    for tab, words in expected.items():
        pane.show_tab(tab)
        desk.settle()
        assert words in desk.words(pane.chapters), tab
    pane.show_tab("history")
    assert pane.tab() == "history"


def test_a_ticket_of_an_asset_opens_on_its_page(desk: Desk, make: Make, lift: int) -> None:
    ticket = make.ticket("關門反覆開啟", asset=lift)
    pane_of(desk).show_record(lift)
    desk.settle()
    went: list[object] = []
    object.__setattr__(desk.page.context, "navigate", lambda page, **what: went.append((page, what)))
    pane_of(desk).record_asked.emit("ticket", ticket.id)
    page_of(desk).log_repair()
    pane_of(desk).blank_asked.emit()
    assert went == [
        ("tickets", {"record": ticket.id}),
        ("log_repair", {"target": ("asset", lift)}),
        ("inspections", {"blank": lift}),
    ]


def test_a_components_row_opens_the_other_asset(desk: Desk, make: Make, lift: int, roof: int) -> None:
    part = make.asset("曳引機", place=roof, parent_id=lift)
    desk.app.bus.publish(desk.services.assets.edit(part, 1, note="x").changes)
    desk.settle()
    pane_of(desk).show_record(lift)
    desk.settle()
    assert "曳引機" in desk.words(pane_of(desk).overview)
    pane_of(desk).asset_asked.emit(part)
    desk.settle()
    assert desk.page.current == part
    assert "上層設備" in desk.words(pane_of(desk).overview)


def test_a_pasted_picture_is_attached(desk: Desk, lift: int) -> None:
    desk.choose(lift)
    picture = QImage(64, 48, QImage.Format.Format_RGB32)
    picture.fill(QColor("red"))
    QGuiApplication.clipboard().setImage(picture)
    assert pane_of(desk).overview.photos.strip.paste()
    desk.settle()
    assert len(desk.services.assets.detail(lift).photos) == 1
    assert "照片 1 張" in desk.words(pane_of(desk).overview)


# -- form -----------------------------------------------------------------------------------------


def test_f2_edits_only_what_was_changed(desk: Desk, lift: int) -> None:
    desk.press(Qt.Key.Key_F2)
    form = desk.sheet(AssetForm)
    assert form.changed() == {}
    desk.replace("客梯 1 號（東）")
    assert form.changed() == {"name": "客梯 1 號（東）"}
    desk.press(Qt.Key.Key_Return, CONTROL)
    assert desk.services.assets.detail(lift).name == "客梯 1 號（東）"
    assert not desk.sheets()
    assert "客梯 1 號（東）" in desk.words(pane_of(desk))
    desk.undo()
    assert desk.services.assets.detail(lift).name == "客梯 1 號"


def test_a_form_without_changes_only_closes(desk: Desk) -> None:
    desk.press(Qt.Key.Key_F2)
    desk.press(Qt.Key.Key_Return, CONTROL)
    assert not desk.sheets()
    assert not desk.toasts


def test_what_was_typed_is_still_there_after_esc(desk: Desk) -> None:
    desk.press(Qt.Key.Key_F2)
    desk.replace("未存的名稱")
    desk.press(Qt.Key.Key_Escape)
    assert not desk.sheets()
    desk.press(Qt.Key.Key_F2)
    assert desk.sheet(AssetForm).changed() == {"name": "未存的名稱"}


def test_errors_stand_under_their_field_and_take_the_focus(desk: Desk) -> None:
    desk.press(Qt.Key.Key_F2)
    form = desk.sheet(AssetForm)
    desk.replace("")
    desk.press(Qt.Key.Key_Backspace)
    form.save()
    assert form.fields["name"].error() == "請填寫設備名稱。"
    desk.replace("客梯")
    form._set_text("quantity", "三")
    form.save()
    assert form.fields["quantity"].error() == "「三」不是整數。"
    assert desk.focus is form.fields["quantity"].field
    form._set_text("quantity", "0")
    form.save()
    desk.settle()
    assert form.fields["quantity"].error()
    form._set_text("quantity", "1")
    form.acquired.line().setText("不是日期")
    form.save()
    assert form.acquired.error()


def test_a_taken_number_is_refused_beside_its_field(desk: Desk) -> None:
    desk.press(Qt.Key.Key_F2)
    form = desk.sheet(AssetForm)
    form._set_text("code", "SKY")
    form.save()
    desk.settle()
    assert "SKY" in form.fields["code"].error(), desk.toasts
    assert form.isVisible()


def test_when_someone_else_saved_first_both_changes_can_be_kept(desk: Desk, lift: int) -> None:
    desk.press(Qt.Key.Key_F2)
    form = desk.sheet(AssetForm)
    desk.replace("客梯東")
    detail = desk.services.assets.detail(lift)
    desk.services.assets.edit(lift, detail.version, manufacturer="永大")
    form.save()
    desk.settle()
    assert form.isVisible()
    assert form.notice.isVisible()
    desk.button("帶入新內容，保留我輸入的部分", form).click()
    assert form.changed() == {"name": "客梯東"}
    form.save()
    desk.settle()
    saved = desk.services.assets.detail(lift)
    assert (saved.name, saved.manufacturer) == ("客梯東", "永大")


def test_a_new_asset_begins_at_the_place_that_is_chosen(desk: Desk, roof: int) -> None:
    page = page_of(desk)
    page.sidebar.tree.choose(roof)
    page.sidebar.chosen.emit(roof)
    desk.settle()
    desk.button("新增設備").click()
    desk.settle()
    form = desk.sheet(AssetForm)
    assert form.place.place_id() == roof
    desk.write("避雷針")
    form._set_text("cost_twd", "12萬")
    category = cast(QComboBox, form.fields["category_id"].field)
    category.setCurrentIndex(category.findText("避雷", Qt.MatchFlag.MatchContains))
    desk.press(Qt.Key.Key_Return, CONTROL)
    made = desk.page.current
    assert made is not None
    detail = desk.services.assets.detail(made)
    assert (detail.name, detail.place_id, detail.cost_twd) == ("避雷針", roof, 120_000)


def test_the_place_is_found_by_any_part_of_its_name(desk: Desk, roof: int) -> None:
    desk.press(Qt.Key.Key_F2)
    form = desk.sheet(AssetForm)
    form.place.reopen()
    desk.replace("四維 rf")
    desk.press(Qt.Key.Key_Return)
    assert form.place.place_id() == roof


# -- status ---------------------------------------------------------------------------------------


def test_a_status_needs_a_choice_and_to_retire_takes_a_slip(desk: Desk, lift: int, skylight: int) -> None:
    desk.page.table.selectAll()
    desk.settle()
    page_of(desk).change_status()
    desk.settle()
    sheet = desk.sheet(StatusSheet)
    sheet.save()
    assert sheet.fields["status"].error() == "請選擇狀態。"
    sheet.status.set_value("retired")
    assert sheet.status.value() is None
    sheet.status.set_value("out_of_service")
    sheet.reason.setText("待料")
    sheet.on.line().setText("不是日期")
    sheet.save()
    assert sheet.on.error()
    sheet.on.set_value(date(2026, 11, 23))
    sheet.save()
    desk.settle()
    assert {desk.services.assets.detail(key).status for key in (lift, skylight)} == {"out_of_service"}
    desk.undo()
    assert {desk.services.assets.detail(key).status for key in (lift, skylight)} == {"in_use"}


# -- around it ------------------------------------------------------------------------------------


def test_an_empty_database_says_what_would_be_here(
    program: Program, clock: FixedClock, qtbot: QtBot, tmp_path: Path
) -> None:
    with desk_at(program, clock, qtbot, tmp_path, "assets") as desk:
        assert desk.page.empty.isVisible()
        assert desk.page.empty.title.text() == "還沒有場所"
        assert "未選擇設備" in desk.words(pane_of(desk))
        page_of(desk).edit()
        page_of(desk).change_status()
        desk.settle()
        assert not desk.sheets()


def test_every_word_is_english_in_english(
    lift: int, program: Program, clock: FixedClock, qtbot: QtBot, tmp_path: Path
) -> None:
    with desk_at(program, clock, qtbot, tmp_path, "assets", language="en") as desk:
        own = ("客梯", "四維", "穩昇", "林育成", "系統管理員", "萬")
        lines = [line for line in desk.words(desk.page).splitlines() if not any(o in line for o in own)]
        assert [line for line in lines if any("一" <= c <= "鿿" for c in line)] == []


def test_open_places_come_back_next_time(
    lift: int, program: Program, clock: FixedClock, qtbot: QtBot, tmp_path: Path
) -> None:
    with desk_at(program, clock, qtbot, tmp_path, "assets") as desk:
        tree = page_of(desk).sidebar.tree
        opened = tree.opened()
        assert opened
        desk.page.keep_state()
        assert desk.app.prefs.get("assets.places") == opened


def test_an_asset_that_goes_away_leaves_an_empty_pane(desk: Desk) -> None:
    pane_of(desk).show_record(999)
    desk.settle()
    assert pane_of(desk).view is None


def test_above_one_another_the_chapters_leave_no_gap(desk: Desk, lift: int) -> None:
    desk.app.window.resize(1366, 1400)
    desk.settle()
    sides = pane_of(desk).overview.layout()
    assert sides is not None
    upper, lower = sides.itemAt(0), sides.itemAt(1)
    assert upper is not None
    assert lower is not None
    assert upper.geometry().height() <= upper.minimumSize().height() + 2
    assert lower.geometry().top() <= upper.geometry().bottom() + 2


def test_wide_lays_the_chapters_side_by_side(desk: Desk, skylight: int) -> None:
    desk.choose(skylight)
    desk.page.table.setFocus()
    desk.press(Qt.Key.Key_Return)
    assert not desk.page.table.isVisible()
    assert pane_of(desk).overview.width() > 700
    desk.press(Qt.Key.Key_Escape)


# -- words and sums -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("amount", "zh", "en"),
    [
        (45_100_000, "4,510 萬元", "NT$45.1 million"),
        (39_146_000, "3,914.6 萬元", "NT$39.146 million"),
        (12_345, "NT$12,345", "NT$12,345"),
        (20_000, "2 萬元", "NT$20,000"),
        (0, "NT$0", "NT$0"),
    ],
)
def test_large_sums_read_as_a_report_writes_them(amount: int, zh: str, en: str) -> None:
    assert str(money.large(amount)) == zh
    texts.use("en")
    assert str(money.large(amount)) == en


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("", None),
        ("45,100,000", 45_100_000),
        ("NT$4500", 4500),
        ("4510萬", 45_100_000),
        ("1.5 億", 150_000_000),
    ],
)
def test_sums_are_read_as_people_type_them(text: str, number: int | None) -> None:
    assert sums.read_number(text) == number


@pytest.mark.parametrize("text", ["abc", "1.5", "萬", "nan", "inf"])
def test_what_is_no_whole_number_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r".*"):
        sums.read_number(text)


def test_a_place_is_written_without_the_site_one_is_looking_at() -> None:
    scope = PlaceScope()
    assert scope.text("四維行政中心 › RF › 屋頂") == "四維 RF 屋頂"
    assert scope.text("宿舍 › 眷舍") == "宿舍 眷舍"
    assert scope.text("四維行政中心") == "四維行政中心"
    scope.site = "四維行政中心"
    assert scope.text("四維行政中心 › RF › 屋頂") == "RF 屋頂"


def test_a_work_known_only_in_words_follows_the_damage_it_mends() -> None:
    damage = EventRow(None, date(2016, 9, 14), "damage", text="颱風")
    begun = EventRow(None, None, "project", text="重建", when="105/09 起")
    done = EventRow(None, None, "project_done", text="重建", when="106 汛期前")
    later = EventRow(None, date(2026, 4, 1), "inspection")
    ahead = EventRow(None, date(2025, 1, 1), "project_due", is_future=True)
    assert in_order([later, done, ahead, damage, begun]) == [damage, begun, done, later, ahead]


def test_only_a_short_first_clause_stands_at_the_end_of_a_line() -> None:
    assert first_words("大面積破損，歷時 8 個月") == "大面積破損"
    assert first_words("市府同仁 8 個月全力搶修，並改以銲接") == ""


def test_damages_and_works_stand_in_the_overview(desk: Desk, make: Make, skylight: int) -> None:
    event = make._add(
        DamageEvent(
            code="E1",
            kind="typhoon",
            name="莫蘭蒂颱風",
            occurred_on=date(2016, 9, 14),
            occurred_text="105/09",
        )
    )
    project = make._add(
        Project(
            code="P-105-018",
            name="四維行政中心採光罩重建工程",
            kind="repair",
            status="done",
            place_id=make.site(),
            started_text="105/09 起",
            completed_text="106 汛期前",
        )
    )
    make._add(AssetDamage(event_id=event, asset_id=skylight, note="大面積破損", project_id=project))
    desk.choose(skylight)
    pane_of(desk).show_record(skylight)
    desk.settle()
    words = desk.words(pane_of(desk).overview)
    for part in ("莫蘭蒂颱風", "大面積破損", "採光罩重建工程", "P-105-018", "採光罩重建工程完成"):
        assert part in words, part
    pane_of(desk).overview.opened.emit("history")
    desk.settle()
    assert "莫蘭蒂颱風" in desk.words(pane_of(desk).chapters)
