"""The columns of each settings table. Made when the section is, so that titles are in its language."""

from decimal import Decimal

from facilities_app.domain.dates import weekday_en, weekday_zh
from facilities_app.domain.durations import duration_words
from facilities_app.domain.reference import RefRow
from resources.texts import pick, tr
from ui.context import UiContext
from ui.pages.settings.rows_model import Cell, Column, Names
from ui.pages.settings.table_panel import PanelLook

_CODE = 130
_COUNT = 72
_SOON = 60  # days before a licence ends


def lists() -> PanelLook:
    """The code lists."""
    return PanelLook(tr("Lists"), (_named(tr("Name")), _counted()), narrow=True)


def choices() -> PanelLook:
    """The entries of a code list."""
    columns = (_iconed(), _plain(tr("English"), "name_en"), _code(), _toned(), _offered())
    return PanelLook(tr("Entries"), columns)


def priorities() -> PanelLook:
    """How soon a repair is due."""
    columns = (
        _iconed(),
        _plain(tr("English"), "name_en"),
        Column(tr("Repaired within"), 150, lambda row, _: Cell(_workdays(row.values["repair_workdays"]))),
        _toned(),
    )
    return PanelLook(tr("Priorities"), columns)


def fault_codes() -> PanelLook:
    """Causes and remedies."""
    columns = (
        _named(tr("Name")),
        _plain(tr("English"), "name_en"),
        _optional(tr("Kind"), 84, "kind"),
        _optional(tr("Trade"), 150, "trade_id"),
        _code(),
        _offered(),
    )
    return PanelLook(tr("Causes and remedies"), columns, searches=True)


def round_recipes() -> PanelLook:
    """What events ask to be looked at."""
    return PanelLook(tr("Recipes"), (_named(tr("Recipe")), _counted()), narrow=True)


def round_lines() -> PanelLook:
    """The lines of a recipe."""
    checklist = _optional(tr("Checklist"), 0, "template_code")
    return PanelLook(tr("What is looked at"), (_named(tr("What is looked at")), checklist))


def targets() -> PanelLook:
    """How soon a repair is answered and done."""
    columns = (
        Column(tr("Priority"), 110, lambda row, _: Cell(row.name), "strong"),
        _optional(tr("Trade"), 120, "trade_id"),
        _optional(tr("Place", "settings"), 0, "place_id"),
        Column(tr("Somebody there within"), 140, lambda row, _: _duration(row, "response_minutes")),
        Column(tr("Repaired within"), 140, lambda row, _: _duration(row, "repair_minutes")),
        _plain(tr("Source"), "source", 120),
    )
    return PanelLook(tr("Targets"), columns)


def escalation() -> PanelLook:
    """Who is told when a repair's time runs out."""
    columns = (
        Column(tr("Time used"), 110, lambda row, _: Cell(f"{row.values['at_percent']} %"), "strong"),
        _optional(tr("Is told"), 200, "role_id"),
        _optional(tr("Priority"), 0, "priority_id"),
    )
    return PanelLook(tr("Escalation"), columns)


def categories() -> PanelLook:
    """The categories of assets."""
    columns = (
        Column(tr("Name"), 0, lambda row, _: Cell(row.name, row.values["icon"]), "icon"),
        Column(tr("Used"), 64, lambda row, _: Cell(f"{row.used:,}" if row.used else ""), "number"),
    )
    return PanelLook(tr("Categories"), columns, narrow=True)


def attributes() -> PanelLook:
    """The attributes of one category."""
    columns = (
        _named(tr("Attribute")),
        _plain(tr("English"), "name_en"),
        _optional(tr("Kind of value"), 84, "value_type"),
        _plain(tr("Unit", "measure"), "unit", 84),
        Column(tr("Used"), 60, lambda row, _: Cell(f"{row.used:,}" if row.used else ""), "number"),
    )
    return PanelLook(tr("Attributes"), columns)


def duties() -> PanelLook:
    """The statutory catalogue."""
    columns = (
        _named(tr("Duty")),
        Column(
            tr("Interval"),
            0,
            lambda row, _: Cell(pick(row.values["interval_zh"], row.values["interval_en"])),
        ),
        Column(tr("Basis"), 118, lambda row, _: _basis(row), "pill"),
        Column(tr("Confirmed"), 90, lambda row, _: _confirmed(row), "pill"),
    )
    return PanelLook(tr("Duties"), columns, searches=True)


def days(context: UiContext) -> PanelLook:
    """The office's own days."""

    def day(row: RefRow, _names: Names) -> Cell:
        on = row.values["day"]
        return Cell(f"{context.presenter.date(on)}  {pick(weekday_zh(on), weekday_en(on))}")

    columns = (
        Column(tr("Day"), 170, day, "strong"),
        Column(tr("The office"), 120, _day_kind, "pill"),
        _plain(tr("Reason"), "name"),
    )
    empty = tr(
        "Days that differ from the computed calendar stand here. Choose a day in the calendar to enter one."
    )
    return PanelLook(tr("Calendar"), columns, empty=empty)


def licences(context: UiContext) -> PanelLook:
    """What allows people and firms to inspect."""

    def until(row: RefRow, _names: Names) -> Cell:
        day = row.values["expires_on"]
        if day is None:
            return Cell(tr("without end", "licence"))
        left = (day - context.clock.today()).days
        return Cell(
            context.presenter.date(day), "", "red" if left < 0 else "amber" if left <= _SOON else "neutral"
        )

    columns = (
        _named(tr("Holder", "licence"), 150),
        _plain(tr("Kind of licence"), "kind"),
        _plain(tr("Licence no."), "number", 170),
        Column(tr("Valid until"), 120, until, "pill"),
        _optional(tr("Contractor"), 180, "vendor_id"),
    )
    return PanelLook(tr("Licences", "settings"), columns, searches=True)


def terms() -> PanelLook:
    """The glossary."""
    columns = (
        Column(tr("Chinese"), 0, lambda row, _: Cell(row.values["zh"]), "strong"),
        _plain(tr("English"), "en"),
        _plain(tr("Topic"), "topic", 160),
    )
    return PanelLook(tr("Glossary"), columns, searches=True)


def users() -> PanelLook:
    """The people who use the program or are given work."""
    columns = (
        _named(tr("Name", "person"), 130),
        _plain(tr("Account"), "code", 100),
        _optional(tr("Role"), 140, "role_id"),
        _plain(tr("Job title"), "title"),
        _plain(tr("Office unit"), "unit_name"),
        _plain(tr("Phone"), "phone", 120),
        _offered(),
    )
    return PanelLook(tr("People"), columns, searches=True)


def _duration(row: RefRow, key: str) -> Cell:
    return Cell(duration_words(row.values[key]))


# -- cells ---------------------------------------------------------------------------------------


def _named(title: str, width: int = 0) -> Column:
    return Column(title, width, lambda row, _: Cell(row.name), "strong")


def _plain(title: str, key: str, width: int = 0) -> Column:
    return Column(title, width, lambda row, _: Cell(str(row.values.get(key) or "")))


def _iconed() -> Column:
    title = tr("Chinese")
    return Column(title, 0, lambda row, _: Cell(row.values["name_zh"], row.values["icon"]), "icon")


def _code() -> Column:
    return _plain(tr("Code"), "code", _CODE)


def _counted() -> Column:
    return Column(tr("Entries"), _COUNT, lambda row, _: Cell(str(row.values["count"])), "number")


def _toned() -> Column:
    def tone(row: RefRow, names: Names) -> Cell:
        code = row.values.get("tone")
        return Cell(names.get("tone", {}).get(code, ""), "", code or "") if code else Cell("")

    return Column(tr("Colour"), 84, tone, "pill", needs="tone")


def _offered() -> Column:
    return Column("", 96, lambda row, _: Cell("" if row.is_active else tr("Not offered")), "pill")


def _optional(title: str, width: int, key: str) -> Column:
    return Column(title, width, lambda row, names: Cell(names.get(key, {}).get(row.values[key], "")))


def _workdays(count: int) -> str:
    return tr("{n} working days").format(n=count) if count else tr("the same day")


def _number(value: Decimal) -> str:
    return f"{value:f}"


def _basis(row: RefRow) -> Cell:
    if row.values["is_statutory"]:
        return Cell(tr("statutory"), "scale", "neutral")
    return Cell(tr("own schedule"), "calendar-days", "neutral")


def _confirmed(row: RefRow) -> Cell:
    if row.values["is_confirmed"]:
        return Cell(tr("yes", "confirmed"), "check", "green")
    return Cell(tr("not yet"), "circle-dashed", "amber")


def _day_kind(row: RefRow, names: Names) -> Cell:
    kind = row.values["kind"]
    icon, tone = ("sofa", "red") if kind == "holiday" else ("briefcase", "blue")
    return Cell(names.get("kind", {}).get(kind, kind), icon, tone)
