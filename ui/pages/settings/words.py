"""What fields, forms and sections are called, in the language of the moment."""

from resources.texts import tr


def field_title(table: str, key: str) -> str:
    """The label over a field."""
    own = {
        ("users", "name"): tr("Name", "person"),
        ("fault_codes", "kind"): tr("Kind"),
        ("users", "title"): tr("Job title"),
        ("users", "code"): tr("Account"),
        ("licences", "kind"): tr("Kind of licence"),
        ("licences", "number"): tr("Licence no."),
        ("licences", "note"): tr("Note"),
        ("days", "kind"): tr("The office"),
        ("days", "name"): tr("Reason"),
        ("terms", "zh"): tr("Term in Chinese"),
        ("terms", "en"): tr("Term in English"),
    }
    return own.get((table, key)) or _fields()[key]


def field_hint(table: str, key: str) -> str:
    """The quiet words beside a label."""
    return {
        "code": tr("stays as it is once made"),
        "repair_workdays": tr("working days; 0 is the same day"),
        "response_minutes": tr("such as 4 hours or 1 day"),
        "repair_minutes": tr("such as 8 hours, 3 days or the same day"),
        "at_percent": tr("per cent of its working time"),
        "service_life_years": tr("years"),
        "retention_years": tr("years"),
        "due_days": tr("days"),
    }.get(key, "")


def _fields() -> dict[str, str]:
    return {
        "code": tr("Code"),
        "name_zh": tr("Name in Chinese"),
        "name_en": tr("Name in English"),
        "icon": tr("Icon"),
        "tone": tr("Colour"),
        "repair_workdays": tr("Repaired within"),
        "priority_id": tr("Priority"),
        "place_id": tr("Place", "settings"),
        "response_minutes": tr("Somebody there within"),
        "repair_minutes": tr("Repaired within"),
        "source": tr("Source"),
        "at_percent": tr("Time used"),
        "trade_id": tr("Trade"),
        "template_code": tr("Checklist"),
        "service_life_years": tr("Service life"),
        "service_life_source": tr("Where the service life comes from"),
        "service_life_source_en": tr("Where it comes from, in English"),
        "value_type": tr("Kind of value"),
        "unit": tr("Unit", "measure"),
        "title_zh": tr("Duty in Chinese"),
        "title_en": tr("Duty in English"),
        "interval_zh": tr("Interval in Chinese"),
        "interval_en": tr("Interval in English"),
        "is_statutory": tr("Interval set by law"),
        "is_confirmed": tr("Confirmed with the authority"),
        "legal_basis": tr("Legal basis in Chinese"),
        "legal_basis_en": tr("Legal basis in English"),
        "who_zh": tr("Who, in Chinese"),
        "who_en": tr("Who, in English"),
        "record_zh": tr("Record in Chinese"),
        "record_en": tr("Record in English"),
        "filing_zh": tr("Filing in Chinese"),
        "filing_en": tr("Filing in English"),
        "retention_years": tr("Kept for"),
        "note_zh": tr("Note in Chinese"),
        "note_en": tr("Note in English"),
        "kind": tr("Kind of answer"),
        "event_kind": tr("Event"),
        "due_days": tr("To be done within"),
        "category_id": tr("Category"),
        "tag_id": tr("Tag"),
        "unit_status": tr("Dormitory units of the status"),
        "day": tr("Day"),
        "topic": tr("Topic"),
        "role_id": tr("Role"),
        "unit_name": tr("Office unit"),
        "phone": tr("Phone"),
        "holder": tr("Holder", "licence"),
        "user_id": tr("Of the office"),
        "vendor_id": tr("Contractor"),
        "issued_on": tr("Issued on"),
        "expires_on": tr("Valid until"),
    }


def add_title(table: str) -> str:
    """The title of an empty form."""
    return {
        "trades": tr("New trade"),
        "targets": tr("New target"),
        "escalation": tr("New step"),
        "fault_codes": tr("New cause or remedy"),
        "categories": tr("New category"),
        "attributes": tr("New attribute"),
        "round_recipes": tr("New recipe"),
        "round_lines": tr("New line", "recipe"),
        "days": tr("A day of our own"),
        "licences": tr("New licence"),
        "terms": tr("New term"),
        "users": tr("New person"),
    }.get(table, tr("New entry"))


def edit_title(table: str) -> str:
    """The title of a form of a row that is there."""
    return {
        "trades": tr("Edit trade"),
        "targets": tr("Edit target"),
        "escalation": tr("Edit step"),
        "fault_codes": tr("Edit cause or remedy"),
        "priorities": tr("Edit priority"),
        "categories": tr("Edit category"),
        "attributes": tr("Edit attribute"),
        "duties": tr("Edit duty"),
        "round_recipes": tr("Edit recipe"),
        "round_lines": tr("Edit line", "recipe"),
        "days": tr("Edit day"),
        "licences": tr("Edit licence"),
        "terms": tr("Edit term"),
        "users": tr("Edit person"),
    }.get(table, tr("Edit entry"))
