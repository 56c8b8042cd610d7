"""The fields of one item: only those that its kind of answer has use for."""

from decimal import Decimal, InvalidOperation
from functools import partial

from PySide6.QtCore import QStringListModel
from PySide6.QtWidgets import QCheckBox, QCompleter

from facilities_app.domain.checklist_rules import LONGEST, Flaw
from facilities_app.domain.checklist_template import KINDS, Condition, TemplateItem, answers, condition
from facilities_app.domain.checklist_words import EVIDENCE, KIND, VERDICT, said
from facilities_app.messages import sentence
from resources.texts import pick, tr
from ui.pages.inspections.template_boxes import Line, Pick, Text
from ui.pages.inspections.template_fields import Fields
from ui.pages.inspections.template_picture import PictureField
from ui.pages.inspections.template_state import TemplateState, earlier
from ui.widgets.fields import FormField

ALWAYS = 0


class ItemFields(Fields):
    """Everything one item says; ``picture_asked`` carries paths or pictures, [] asks for a file."""

    def __init__(self, state: TemplateState, picture: PictureField) -> None:
        super().__init__(state)
        self.picture = picture
        self._unread: dict[str, str] = {}
        self._shown: int | None = None
        self._make_words()
        self._make_answer()
        self._make_rules()
        self.column.addStretch(1)

    def refresh(self) -> None:
        """Show the item at hand."""
        item = self.state.item()
        if item is None:
            return
        for key in LONGEST:
            if key in self.fields and key != "shown_if":
                self.put(key, getattr(item, key))
        if self._shown != item.key:
            self._shown, self._unread = item.key, {}
        for key, limit in (("minimum", item.minimum), ("maximum", item.maximum)):
            line = self.fields[key].field
            if isinstance(line, Line) and key not in self._unread and _differs(line.text(), limit):
                self.put(key, "" if limit is None else f"{limit:f}")
        options = self.fields["options"].field
        if isinstance(options, Text) and _options(options.toPlainText()) != item.options:
            self.put("options", "\n".join(item.options))
        self.kind.show_value(item.kind)
        self.evidence.show_value(item.evidence)
        self.offers_none.setChecked(item.offers_none)
        self.picture.show_picture(item.picture)
        self._sections.setStringList([zh for zh, _en in self.state.sections()])
        self._show_condition(item)
        self._show_kind(item)

    def unread(self) -> str:
        """The key of a limit that is no number, or ""."""
        return next(iter(self._unread), "")

    def show_flaws(self, flaws: tuple[Flaw, ...], number: int) -> None:
        """Also a limit that is no number."""
        super().show_flaws(flaws, number)
        for key, text in self._unread.items():
            self.fields[key].set_error(
                sentence(Flaw("template.not_a_number", key, params={"text": text}).error())
            )

    # -- building --------------------------------------------------------------------------------

    def _make_words(self) -> None:
        self.lay(self.add("zh", tr("Item in Chinese"), Text(2), required=True))
        self.lay(self.add("en", tr("Item in English"), Text(2)))
        short = Line(40, tr("in the index beside the keying"))
        self.lay(
            self.add("short_zh", tr("Short name in Chinese"), short),
            self.add("short_en", tr("Short name in English"), Line(60)),
        )
        section = Line(80)
        self._sections = QStringListModel(self)
        completer = QCompleter(self._sections, section)
        completer.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
        completer.activated.connect(self._on_section)
        section.setCompleter(completer)
        self.lay(
            self.add("section_zh", tr("Section in Chinese"), section),
            self.add("section_en", tr("Section in English"), Line(80)),
        )

    def _make_answer(self) -> None:
        self.kind = Pick(tr("Kind of answer"), [(kind, said(KIND[kind])) for kind in KINDS])
        self.kind.activated.connect(lambda _: self.typed.emit("kind", self.kind.currentData()))
        self.evidence = Pick(tr("Evidence"))
        self.evidence.activated.connect(lambda _: self.typed.emit("evidence", self.evidence.currentData()))
        self.lay(
            self.add("kind", tr("Kind of answer"), self.kind),
            self.add("evidence", tr("Evidence"), self.evidence),
        )
        low, high = Line(24), Line(24)
        self.lay(
            self.add("unit", tr("Unit", "measure"), Line(20)),
            self.add("minimum", tr("Lower limit"), low),
            self.add("maximum", tr("Upper limit"), high),
        )
        for key, line in (("minimum", low), ("maximum", high)):
            line.textEdited.disconnect()
            line.textEdited.connect(partial(self._on_limit, key))
        source = Line(200, tr("statute or standard"))
        self.lay(
            self.add("limit_source", tr("Where the limit comes from"), source),
            self.add("limit_source_en", tr("The same in English"), Line(200)),
        )
        options = Text(4)
        self.lay(self.add("options", tr("Options"), options, required=True, hint=tr("one a line")))
        options.textChanged.disconnect()
        options.textChanged.connect(lambda: self.typed.emit("options", _options(options.toPlainText())))
        self.offers_none = QCheckBox(tr("Offers “none” to tick"))
        self.offers_none.clicked.connect(lambda on: self.typed.emit("offers_none", bool(on)))
        self.column.addWidget(self.offers_none)

    def _make_rules(self) -> None:
        self.asked = Pick(tr("Shown only if"))
        self.answer = Pick(tr("Answer of that item"))
        self.asked.activated.connect(self._on_asked)
        self.answer.activated.connect(self._on_answer)
        self.lay(self.add("shown_if", tr("Shown only if"), self.asked), FormField(tr("is"), self.answer))
        self.lay(self.add("guidance_zh", tr("Guidance in Chinese"), Text(2), hint=tr("small below the item")))
        self.lay(self.add("guidance_en", tr("Guidance in English"), Text(2)))
        self.lay(
            self.add("picture", tr("Picture of the guidance"), self.picture, hint=tr("shown while keying"))
        )

    # -- showing ---------------------------------------------------------------------------------

    def _show_kind(self, item: TemplateItem) -> None:
        """Only what this kind has use for."""
        can_fail = item.kind in ("pass_fail", "reading")
        codes = [code for code in EVIDENCE if can_fail or code != "photo_on_fail"]
        none = {"": said(EVIDENCE[""]) if can_fail else tr("none", "evidence")}
        self.evidence.set_choices([(code, none.get(code) or said(EVIDENCE[code])) for code in codes])
        self.evidence.show_value(item.evidence)
        is_reading = item.kind == "reading"
        for key in ("unit", "minimum", "maximum", "limit_source", "limit_source_en"):
            self.fields[key].setVisible(is_reading)
        self.fields["options"].setVisible(item.kind == "choice")
        self.offers_none.setVisible(item.kind == "text")

    def _show_condition(self, item: TemplateItem) -> None:
        offered = earlier(self.state.draft.items, self.state.at)
        choices = [(ALWAYS, tr("always"))]
        choices += [
            (number, f"{number} {pick(one.short_zh or one.zh, one.short_en or one.en)}")
            for number, one in offered
        ]
        asked = condition(item.shown_if)
        if asked is not None and asked.number not in [number for number, _ in offered]:
            words = (
                tr("item {n}", "in a file").format(n=asked.number) if asked.number else tr("a deleted item")
            )
            choices.append((asked.number or -1, words))
        self.asked.set_choices(choices)
        self.asked.show_value((asked.number or -1) if asked is not None else ALWAYS)
        one = next((one for number, one in offered if asked is not None and number == asked.number), None)
        self.answer.setEnabled(one is not None)
        self.answer.set_choices(
            [
                (code, said(VERDICT[code]) if code in VERDICT and one.kind != "choice" else code)
                for code in answers(one)
            ]
            if one is not None
            else []
        )
        if asked is not None:
            self.answer.show_value(asked.answer)

    # -- slots -----------------------------------------------------------------------------------

    def _on_limit(self, key: str, text: str) -> None:
        found = _decimal(text)
        self._unread.pop(key, None)
        if text.strip() and found is None:
            self._unread[key] = text.strip()[:40]
        self.typed.emit(key, found)

    def _on_section(self, words: str) -> None:
        """A heading that is there already brings its English along."""
        self.typed.emit("section_zh", words)
        english = dict(self.state.sections()).get(words, "")
        if english:
            self.typed.emit("section_en", english)

    def _on_asked(self, _place: int) -> None:
        number = int(self.asked.currentData() or 0)
        if number == ALWAYS:
            self.typed.emit("shown_if", "")
            return
        one = dict(earlier(self.state.draft.items, self.state.at)).get(number)
        if one is not None:
            offered = answers(one)
            usual = "fail" if "fail" in offered else offered[-1]
            self.typed.emit("shown_if", Condition(number, usual).text())

    def _on_answer(self, _place: int) -> None:
        number = int(self.asked.currentData() or 0)
        if number > 0:
            self.typed.emit("shown_if", Condition(number, str(self.answer.currentData())).text())


def _decimal(text: str) -> Decimal | None:
    try:
        found = Decimal(text.strip().replace(",", "").replace("−", "-"))
    except InvalidOperation:
        return None
    return found if found.is_finite() else None


def _differs(text: str, limit: Decimal | None) -> bool:
    """Whether the line has to be written anew; "40.0" may stay while it is typed."""
    return _decimal(text) != limit or (limit is None and bool(text.strip()))


def _options(text: str) -> tuple[str, ...]:
    return tuple(line for line in text.split("\n") if line.strip())
