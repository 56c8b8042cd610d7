"""Names, icons and tones of codes, from the database, in the language of the moment."""

from sqlalchemy import select

from db.engine import Engines
from db.models import AssetCategory, PatrolSpot, Priority, Trade, User
from db.models import Choice as ChoiceModel
from db.uow import reading
from facilities_app.domain.rows import Choice
from facilities_app.messages import explained
from facilities_app.services.rule_words import rule_words
from facilities_app.services.terms import read_terms
from resources.texts import language, pick

_Code = str | int | bool
_Entry = tuple[_Code, str, str, str, str, bool]  # code, zh, en, icon, tone, whether it is still offered
_NUMERIC = frozenset({"ticket_status"})
_OWN_TABLES: dict[str, type[Trade | AssetCategory | Priority | User]] = {
    "trade": Trade,
    "category": AssetCategory,
    "priority": Priority,
    "user": User,
}

_RULED: dict[str, dict[_Code, _Entry]] = {
    "plan_status": {
        True: (True, "執行中", "Running", "circle-play", "green", True),
        False: (False, "暫停", "Paused", "circle-pause", "amber", True),
    },
    "anchor": {
        "fixed": ("fixed", "固定日期", "Fixed days", "calendar-days", "neutral", True),
        "floating": ("floating", "自完成日起算", "From completion", "repeat", "neutral", True),
        "permit": ("permit", "依許可證期限", "By the permit's end", "file-badge", "neutral", True),
        "meter": ("meter", "依表計讀值", "By a meter", "gauge", "neutral", True),
    },
    "holiday_rule": {
        "keep": ("keep", "照原日期", "Stays on its day", "", "neutral", True),
        "before": ("before", "提前至前一上班日", "The working day before", "", "neutral", True),
        "after": ("after", "順延至次一上班日", "The working day after", "", "neutral", True),
        "nearest": ("nearest", "移至最近的上班日", "The nearest working day", "", "neutral", True),
    },
    "meter_rule": {
        "above": ("above", "高於", "above", "", "neutral", True),
        "below": ("below", "低於", "below", "", "neutral", True),
        "between": ("between", "介於", "between", "", "neutral", True),
        "increase": ("increase", "增加達", "increased by", "", "neutral", True),
    },
    "finding_state": {
        "open": ("open", "待處理", "open", "triangle-alert", "red", True),
        "repairing": ("repairing", "修復中", "in repair", "wrench", "amber", True),
        "recheck": ("recheck", "待複查", "to be re-checked", "clipboard-check", "blue", True),
        "resolved": ("resolved", "已改善", "put right", "circle-check", "green", True),
        "waived": ("waived", "免改善", "waived", "circle-slash", "neutral", True),
    },
    "round_event": {
        "typhoon_before": ("typhoon_before", "颱風警報", "Typhoon warning", "wind", "amber", True),
        "typhoon_after": ("typhoon_after", "颱風後", "After a typhoon", "tornado", "red", True),
        "earthquake": ("earthquake", "地震後", "After an earthquake", "activity", "red", True),
        "dengue": ("dengue", "登革熱", "Dengue", "bug", "amber", True),
        "other": ("other", "其他", "Other", "siren", "neutral", True),
    },
    "round_status": {
        "running": ("running", "巡查中", "Under way", "footprints", "blue", True),
        "behind": ("behind", "落後", "Behind", "clock", "amber", True),
        "walked": ("walked", "待結案", "To be closed", "check-check", "green", True),
        "closed": ("closed", "已結案", "Closed", "lock", "neutral", True),
    },
    "patrol_kind": {
        "gutter": ("gutter", "天溝、水溝", "Gutter", "waves", "neutral", True),
        "drain": ("drain", "落水頭、陰井", "Drain", "droplets", "neutral", True),
        "sump": ("sump", "集水井", "Sump", "cylinder", "neutral", True),
        "planter": ("planter", "花圃、盆栽", "Planters", "sprout", "neutral", True),
        "container": ("container", "積水容器", "Containers", "cup-soda", "neutral", True),
        "pond": ("pond", "水池", "Pond", "glass-water", "neutral", True),
        "tank": ("tank", "水塔、蓄水池", "Water tank", "container", "neutral", True),
        "vacant_unit": ("vacant_unit", "空屋", "Vacant unit", "door-open", "neutral", True),
        "vacant_land": ("vacant_land", "空地", "Vacant land", "trees", "neutral", True),
        "other": ("other", "其他", "Other", "map-pin", "neutral", True),
    },
    "patrol_status": {
        "visited": ("visited", "已巡", "Visited", "circle-check", "green", True),
        "due": ("due", "落後", "Behind", "clock", "amber", True),
        "never": ("never", "尚未巡檢", "Not visited yet", "circle-dashed", "neutral", True),
        "off": ("off", "已除列", "Taken off", "archive-x", "neutral", True),
    },
    "line_state": {
        "expected": ("expected", "未盤", "Not yet seen", "circle-dashed", "neutral", True),
        "found": ("found", "相符", "Found", "circle-check", "green", True),
        "moved": ("moved", "位置不符", "Found elsewhere", "arrow-left-right", "amber", True),
        "missing": ("missing", "缺少", "Missing", "circle-alert", "red", True),
        "unexpected": ("unexpected", "清冊外", "Not on the list", "circle-plus", "blue", True),
    },
    "slip_kind": {
        "move": ("move", "移動單", "Move", "arrow-left-right", "neutral", True),
        "split": ("split", "拆分單", "Split", "split", "neutral", True),
        "merge": ("merge", "併入單", "Merge", "merge", "neutral", True),
        "retire": ("retire", "減損單", "Retirement", "archive-x", "neutral", True),
    },
    "audit_scope": {
        "occupied": ("occupied", "所有居住中宿舍", "All units that are lived in", "house", "neutral", True),
        "quarters": ("quarters", "職務宿舍", "Duty quarters", "building", "neutral", True),
    },
    "follow_up_kind": {
        "revisit": ("revisit", "再訪", "Second visit", "rotate-ccw", "neutral", True),
        "letter": ("letter", "函請說明", "Letter asking for a statement", "mail", "neutral", True),
        "statement": ("statement", "陳述意見", "Statement", "message-square", "neutral", True),
        "decision": ("decision", "處分決定", "Decision", "stamp", "neutral", True),
        "contract_end": ("contract_end", "終止借用", "End of contract", "file-x", "neutral", True),
        "recovery": ("recovery", "收回", "Recovery", "lock", "neutral", True),
    },
    "follow_up_state": {
        "draft": ("draft", "草稿", "Draft", "pencil", "neutral", True),
        "open": ("open", "待辦", "Open", "clock", "amber", True),
        "done": ("done", "完成", "Done", "check", "green", True),
        "dropped": ("dropped", "撤銷", "Dropped", "circle-slash", "neutral", True),
    },
}


class Labels:
    """Reads the lists once and keeps them; ``forget`` after reference data changed. Any thread."""

    def __init__(self, engines: Engines) -> None:
        self._engines = engines
        self._lists: dict[str, dict[_Code, _Entry]] | None = None
        self._terms: dict[str, str] | None = None

    def forget(self) -> None:
        """Read anew at the next question."""
        self._lists = self._terms = None

    def choice(self, list_code: str, code: _Code | None) -> Choice:
        """The entry; an unknown code is its own name, so that nothing is hidden.

        The code of a "term" is a name as records keep it, in Chinese; that of a "why" a reason that the program
        gave by itself, or a person's own words.
        """
        if list_code == "term":
            return Choice(str(code or ""), self._term(str(code or "")))
        if list_code == "rule":
            return Choice(str(code or ""), rule_words(str(code or "")))
        if list_code == "why":
            return Choice(str(code or ""), explained(str(code or "")))
        fixed = _fixed(list_code)
        entry = fixed.get(code) if fixed is not None else self._read().get(list_code, {}).get(code)  # type: ignore[arg-type]
        if entry is None:
            return Choice("" if code is None else code, "" if code is None else str(code))
        return _choice(entry)

    def name(self, list_code: str, code: _Code | None) -> str:
        """The entry's name."""
        return self.choice(list_code, code).name

    def choices(self, list_code: str) -> tuple[Choice, ...]:
        """All active entries in their order."""
        fixed = _fixed(list_code)
        entries = fixed if fixed is not None else self._read().get(list_code, {})
        return tuple(_choice(entry) for entry in entries.values() if entry[-1])

    def code_named(self, list_code: str, text: str) -> _Code | None:
        """The code that a person meant by ``text``: the code itself, or the name in either language."""
        fixed = _fixed(list_code)
        entries = fixed if fixed is not None else self._read().get(list_code, {})
        wanted = text.strip().casefold()
        for code, zh, en, *_ in entries.values():
            if wanted in (str(code).casefold(), zh.casefold(), en.casefold()):
                return code
        return self._by_own_code(list_code, wanted)

    def _term(self, name: str) -> str:
        if language() != "en" or name.isascii():
            return name
        if self._terms is None:
            with reading(self._engines) as session:
                self._terms = read_terms(session)
        return self._terms.get(name, name)

    def _by_own_code(self, list_code: str, wanted: str) -> _Code | None:
        keyed = _OWN_TABLES.get(list_code)
        if keyed is None:
            return None
        with reading(self._engines) as session:
            found = session.execute(select(keyed.id, keyed.code)).all()
        return next((row.id for row in found if row.code.casefold() == wanted), None)

    def _read(self) -> dict[str, dict[_Code, _Entry]]:
        if self._lists is None:
            self._lists = self._load()
        return self._lists

    def _load(self) -> dict[str, dict[_Code, _Entry]]:
        lists: dict[str, dict[_Code, _Entry]] = {}
        with reading(self._engines) as session:
            for row in session.scalars(
                select(ChoiceModel).order_by(ChoiceModel.list_code, ChoiceModel.position)
            ):
                code: _Code = int(row.code) if row.list_code in _NUMERIC else row.code
                lists.setdefault(row.list_code, {})[code] = (
                    code,
                    row.name_zh,
                    row.name_en,
                    row.icon,
                    row.tone,
                    row.is_active,
                )
            trades = session.scalars(select(Trade).order_by(Trade.position, Trade.id))
            lists["trade"] = {
                t.id: (t.id, t.name_zh, t.name_en, t.icon, "neutral", t.is_active) for t in trades
            }
            ranks = session.scalars(select(Priority).order_by(Priority.id))
            lists["priority"] = {p.id: (p.id, p.name_zh, p.name_en, p.icon, p.tone, True) for p in ranks}
            kinds = session.scalars(select(AssetCategory).order_by(AssetCategory.position, AssetCategory.id))
            lists["category"] = {k.id: (k.id, k.name_zh, k.name_en, k.icon, "neutral", True) for k in kinds}
            routes = session.scalars(select(PatrolSpot.route).distinct().order_by(PatrolSpot.route))
            lists["patrol_route"] = {r: (r, r, r, "", "neutral", True) for r in routes if r}
            users = session.scalars(select(User).order_by(User.id))
            lists["user"] = {
                u.id: (u.id, u.name, u.name, "circle-user", "neutral", u.is_active) for u in users
            }
        return lists


def ruled_choices(list_code: str) -> tuple[Choice, ...]:
    """The entries of a list that is no data, in the language of the moment."""
    return tuple(_choice(entry) for entry in _RULED[list_code].values())


def _choice(entry: _Entry) -> Choice:
    code, zh, en, icon, tone, _active = entry
    return Choice(code, pick(zh, en), icon, tone)


def _fixed(list_code: str) -> dict[_Code, _Entry] | None:
    """Lists that are not data: yes-or-no marks, and codes that only rules give."""
    if list_code in _RULED:
        return _RULED[list_code]
    if list_code == "demo":
        return {
            True: (True, "示範", "demo", "test-tube", "neutral", True),
            False: (False, "", "", "", "neutral", True),
        }
    if list_code == "basis":
        return {
            True: (True, "法定", "statutory", "scale", "neutral", True),
            False: (False, "依本處排程", "own schedule", "calendar-days", "neutral", True),
        }
    if list_code == "yes_no":
        return {
            True: (True, "是", "Yes", "", "neutral", True),
            False: (False, "否", "No", "", "neutral", True),
        }
    return None
