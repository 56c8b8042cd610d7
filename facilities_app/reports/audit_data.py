"""What stands on the papers of an audit of actual residence. Light to import: nothing here draws."""

from dataclasses import dataclass

USAGE_PERIODS = 6


@dataclass(frozen=True, slots=True)
class UsageColumn:
    """One billing period: its month and what was used, as the text to print; "" is not known."""

    month: str
    water: str = ""
    electricity: str = ""


@dataclass(frozen=True, slots=True)
class AuditForm:
    """The visit form of one unit with all that is known before the visit, every value as the text to print.

    Empty values are left blank to be written in. ``place_in_list`` is 第 30 戶，共 49 戶; ``findings`` are the
    number keys with their names; ``printed_text`` is date and name. Names stand whole on it.
    """

    office: str
    number: str
    place_in_list: str
    period_text: str
    unit_code: str
    kind: str
    where: str
    area_and_land: str
    findings: tuple[tuple[int, str], ...]
    absences: tuple[str, ...]
    resident: str = ""
    agency: str = ""
    title: str = ""
    family: str = ""
    previous: str = ""
    agreement: str = ""
    notarised: str = ""
    usages: tuple[UsageColumn, ...] = ()
    printed_text: str = ""
    demo: bool = False


@dataclass(frozen=True, slots=True)
class RouteStop:
    """One unit on the way; ``done`` is its last finding in words, ``waits`` whether it is still to be visited."""

    position: int
    number: str
    unit_code: str
    kind: str
    where: str
    resident: str
    previous: str
    done: str = ""
    waits: bool = True


@dataclass(frozen=True, slots=True)
class AuditRoute:
    """The units of one route in walking order. ``name`` is "" where units have no route yet."""

    office: str
    round_name: str
    period_text: str
    name: str
    stops: tuple[RouteStop, ...]
    printed_text: str = ""
    demo: bool = False


@dataclass(frozen=True, slots=True)
class AuditLetter:
    """The draft of a letter (函) that asks for a statement by a deadline; every value as the text to print.

    ``points`` are the paragraphs of 說明 without their numbers. ``document`` and ``sent_on`` are "" on a draft.
    """

    office: str
    addressee: str
    document: str
    sent_on: str
    subject: str
    points: tuple[str, ...]
    enclosure: str = ""
    printed_text: str = ""
    demo: bool = False
