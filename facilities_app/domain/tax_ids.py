"""統一編號: the number of a business, with its check digit.

Law: 財政部財政資訊中心「營利事業統一編號檢查碼邏輯」: each digit times 1 2 1 2 1 2 4 1, the digits of the products
added up; since 112 年 4 月 the sum is to be divisible by 5 (before, by 10: those numbers still are). If the seventh
digit is 7 its product 28 gives 2 + 8 = 10, which counts as 1 or as 0: either sum may do.
"""

from facilities_app.domain.errors import Invalid
from facilities_app.domain.wording import clean_line

_WEIGHTS = (1, 2, 1, 2, 1, 2, 4, 1)
_DIVISOR = 5
_DIGITS = 8


def read_tax_id(text: str) -> str:
    """The eight digits of a 統一編號; "" stays "". Raises Invalid for the tax_id field."""
    found = clean_line(text).replace(" ", "").replace("-", "")
    if not found:
        return ""
    if len(found) != _DIGITS or not (found.isascii() and found.isdigit()):
        raise Invalid("vendor.tax_id_form", field="tax_id", text=text)
    if not is_tax_id(found):
        raise Invalid("vendor.tax_id_check", field="tax_id", text=found)
    return found


def is_tax_id(digits: str) -> bool:
    """Whether the check digit of eight digits is right."""
    products = [int(digit) * weight for digit, weight in zip(digits, _WEIGHTS, strict=True)]
    total = sum(product // 10 + product % 10 for product in products)
    if digits[6] == "7":
        # 2 + 8 = 10: read as 1 + 0, or as 0.
        return (total - 9) % _DIVISOR == 0 or (total - 10) % _DIVISOR == 0
    return total % _DIVISOR == 0
