"""Words of agreements that are fixed by the rules: how one leaves, what a charge is for, why something is due."""

from collections.abc import Iterable

from facilities_app.domain.agreement_rows import Member
from facilities_app.domain.privacy import masked_name
from facilities_app.domain.tenancy import FOR_AGENCIES
from resources.texts import tr


def departure_word(code: str) -> str:
    """How the borrower leaves; "" for nothing."""
    return {
        "transfer": tr("Transfer", "departure"),
        "resignation": tr("Resignation", "departure"),
        "suspension": tr("Suspension", "departure"),
        "unpaid_leave": tr("Unpaid leave", "departure"),
        "retirement": tr("Retirement", "departure"),
        "dismissal": tr("Dismissal", "departure"),
        "death": tr("Death in post", "departure"),
        "childcare": tr("Childcare leave", "departure"),
    }.get(code, code)


def charge_word(code: str) -> str:
    """What a charge is for."""
    return {
        "allowance": tr("Housing allowance", "charge"),
        "management": tr("Management fee", "charge"),
        "lending": tr("Use by an agency", "charge"),
        "rent": tr("Rent", "charge"),
        "compensation": tr("Compensation for use", "charge"),
        "damage": tr("Damage", "charge"),
        "deposit": tr("Deposit", "charge"),
    }.get(code, code)


def due_word(what: str) -> str:
    """Why an agreement is due."""
    return {
        "return": tr("To be returned", "agreement due"),
        "end": tr("Agreement ends", "agreement due"),
        "move_in": tr("To move in", "agreement due"),
        "arrears": tr("Arrears", "agreement due"),
    }[what]


def shown_name(kind: str, who: str) -> str:
    """Who has the unit, as everybody may see it: an agency whole, a person masked."""
    return who if kind in FOR_AGENCIES else masked_name(who)


def family_words(members: Iterable[Member]) -> str:
    """A household without its names: each relation, with how many where there is more than one."""
    counted: dict[str, int] = {}
    for member in members:
        counted[member.relation] = counted.get(member.relation, 0) + 1
    words = [
        relation if n == 1 else tr("{relation} ({n})", "family").format(relation=relation, n=n)
        for relation, n in counted.items()
    ]
    return tr(", ", "between names").join(words)
