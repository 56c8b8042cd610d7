"""The words of a checklist's file in both languages: people write either, whatever the program speaks."""

from collections.abc import Sequence

from facilities_app.domain.checklist_template import Condition, TemplateItem, condition
from resources.texts import pick

KIND = {
    "pass_fail": ("合格／不合格", "Pass or fail"),
    "reading": ("讀值", "Reading"),
    "choice": ("選項", "Choice"),
    "text": ("文字", "Text"),
    "photo": ("照片", "Photo"),
    "signature": ("簽名", "Signature"),
    "date": ("日期", "Date"),
}
EVIDENCE = {
    "": ("不合格附說明", "A note if it fails"),
    "photo_on_fail": ("不合格附說明及照片", "Note and photo if it fails"),
    "photo": ("一律附照片", "Always a photo"),
}
VERDICT = {"pass": ("合格", "Pass"), "fail": ("不合格", "Fail"), "na": ("不適用", "N/A")}
YES = ("是", "Yes")
HEAD = {
    "code": ("代碼", "Code"),
    "name_zh": ("名稱", "Name in Chinese"),
    "name_en": ("英文名稱", "Name in English"),
    "applies_to": ("適用對象", "Applies to"),
}
COLUMNS = {
    "no": ("項次", "No."),
    "section_zh": ("分組", "Section in Chinese"),
    "section_en": ("分組（英文）", "Section in English"),
    "zh": ("檢查項目", "Item in Chinese"),
    "en": ("檢查項目（英文）", "Item in English"),
    "short_zh": ("簡稱", "Short name in Chinese"),
    "short_en": ("簡稱（英文）", "Short name in English"),
    "kind": ("填寫方式", "Kind of answer"),
    "unit": ("單位", "Unit"),
    "minimum": ("下限", "Lower limit"),
    "maximum": ("上限", "Upper limit"),
    "limit_source": ("上下限依據", "Source of the limit"),
    "limit_source_en": ("上下限依據（英文）", "Source of the limit in English"),
    "options": ("選項（每行一個）", "Options, one a line"),
    "offers_none": ("可勾「無」", "Offers “none”"),
    "shown_if": ("填答條件", "Shown only if"),
    "evidence": ("佐證", "Evidence"),
    "guidance_zh": ("檢查說明", "Guidance in Chinese"),
    "guidance_en": ("檢查說明（英文）", "Guidance in English"),
    "picture": ("附圖", "Picture"),
}


def said(pair: tuple[str, str]) -> str:
    """The word in the language of the moment."""
    return pick(*pair)


def code_said(words: dict[str, tuple[str, str]], text: str) -> str | None:
    """The code that a word in either language means, or that the text is; None for neither."""
    wanted = _plain(text)
    return next(
        (code for code, pair in words.items() if wanted in {_plain(one) for one in (code, *pair)}), None
    )


def condition_cell(item: TemplateItem, items: Sequence[TemplateItem]) -> str:
    """A condition as a file says it: 3=不合格."""
    asked = condition(item.shown_if)
    if asked is None or not _judged(asked, items):
        return item.shown_if
    return f"{asked.number}={said(VERDICT[asked.answer])}"


def condition_read(text: str, items: Sequence[TemplateItem]) -> str:
    """What a file's condition means; what cannot be read is given back as it is."""
    asked = condition(text.replace("＝", "="))
    if asked is None:
        return text
    code = code_said(VERDICT, asked.answer)
    if code is not None and _judged(Condition(asked.number, code), items):
        asked = Condition(asked.number, code)
    return asked.text()


def _judged(asked: Condition, items: Sequence[TemplateItem]) -> bool:
    """Whether the answer asked for is one of the three verdicts, not a choice's own word."""
    at = asked.number - 1
    own = 0 <= at < len(items) and items[at].kind == "choice"
    return asked.answer in VERDICT and not own


def _plain(text: str) -> str:
    return "".join(text.split()).replace("/", "／").casefold()
