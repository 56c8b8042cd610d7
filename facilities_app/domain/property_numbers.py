"""財產編號: a property number of the standard classification, with the item's own serial."""

import re
import unicodedata

from facilities_app.domain.errors import Invalid

_FORM = re.compile(r"\d{7}-\d{2}[A-Z]?(-\d{1,6})?", re.ASCII)


def read_property_number(text: str) -> str | None:
    """The number as it is kept, None for nothing. Raises Invalid for what is none.

    Seven digits, a hyphen, two digits, perhaps a letter, perhaps a serial: 3010504-01, 2010101-01A-0002.
    """
    words = unicodedata.normalize("NFKC", text).upper().replace(" ", "")
    if not words:
        return None
    if not _FORM.fullmatch(words):
        raise Invalid("property_number.form", field="property_number", text=text.strip())
    return words
