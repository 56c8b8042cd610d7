"""Both languages are complete: no text without its Chinese, none too many, none that says something else."""

import json
from collections import defaultdict
from pathlib import Path
from string import Formatter

import pytest

from db.queries import (
    agreement_lists,
    audit_lists,
    finding_lists,
    patrol_lists,
    plan_lists,
    project_lists,
    property_lists,
    round_lists,
    small_lists,
    stock_lists,
)
from db.queries.ticket_list import TICKETS
from facilities_app import messages, presenting
from resources import asset, texts
from tests.source_code import calls
from ui.shell import actions, registry

FILES = sorted(asset("i18n/zh_TW").glob("*.json"))
# Characters that only the simplified script writes; one of them in a text is a slip.
SIMPLIFIED = frozenset(
    "设备报检视筛选进项单图页签护档长测试数据库应记录输连网关闭开启动态状处无与对错误时间问题请择为们来这说话让过"
    "还没总览资产责类编号历维费预门电楼层厅墙头条体验证书车东业务员区县义习乡买卖亚亲仅从仓仪优会传伤侧储儿养写军"
    "农决况净减则创删别办劳势华协卫压厕厨发变吗听响团园围国圆场坏块坚执扩扫扬换损断旧显机杂权极构标栏树样桥欢毁气"
    "汇沟洁济浓涂润渗湾满滤灭灯灵点热爱独环现画疗盖盘监础确离种积称稳竞笔简紧红约级纪纸线组细织终经结给络绝统继续"
    "绿缆缴罗联肃胜脏脑虑补装规觉触订认讨议讲许论访评识诉词译详诚读课调谁谈谢财败账质购贴赔赞趋轮软轻载较辅辆边达"
    "迁运适递遗邮释钟钢钥钮钱铁铃铝链销锁锅键镇闲闻阀阅阶际陆险随隐难雾静须顶顺领频颜额风飞馆马驱鲜鸟齐龄"
)
SAME_IN_BOTH = {"PDF", "Excel", "CSV", "AED", "LED", "OK"}


def catalogues() -> dict[str, dict[str, str]]:
    return {path.name: json.loads(path.read_text(encoding="utf-8")) for path in FILES}


def used() -> dict[str, str]:
    """Every text the program shows, as its key in the catalogue, and where it is used."""
    found: dict[str, str] = {}
    for call in calls("tr", "trn"):
        source = call.text(1 if call.function == "trn" else 0)
        context = call.text(1) if call.function == "tr" else None
        if source is not None:
            found[f"{context}|{source}" if context else source] = call.where
    return found | dict.fromkeys(listed(), "a table")


def listed() -> set[str]:
    """Texts that stand in tables of the code and are translated where they are shown."""
    found = {
        text
        for table in (
            messages._ERRORS,
            messages._STEPS,
            messages._PROBLEMS,
            messages._EXPLAINED,
            messages._REASONS,
        )
        for text in table.values()
    }
    found |= {many for _one, many in messages._MANY.values()}
    for definition in (
        TICKETS,
        *small_lists.ALL,
        *project_lists.OF_PROJECTS,
        *property_lists.PROPERTY,
        *stock_lists.OF_STOCK,
        *plan_lists.OF_PLANS,
        *finding_lists.OF_FINDINGS,
        *round_lists.OF_ROUNDS,
        *patrol_lists.OF_PATROLS,
        *audit_lists.OF_AUDITS,
        *agreement_lists.OF_AGREEMENTS,
    ):
        info = definition.info
        found |= {info.title, *(c.title for c in info.columns), *(p.title for p in info.presets)}
    found |= (
        set(presenting._FILTER_TITLES.values()) | set(presenting._LIST_TITLES.values()) | set(actions.GROUPS)
    )
    found |= {action.title for action in actions.ACTIONS}
    found |= {f"page|{spec.title}" for spec in registry.PAGES}
    return found | {f"key|{key}" for key in ("Space", "Return", "Home", "End")}


def fields(text: str) -> set[str]:
    return {name for _text, name, _spec, _conversion in Formatter().parse(text) if name is not None}


def test_every_text_has_its_chinese() -> None:
    catalogue = texts.catalogue()
    assert (
        sorted(f"{source!r} at {where}" for source, where in used().items() if source not in catalogue) == []
    )


def test_every_entry_is_still_used() -> None:
    known = used()
    stale = [(name, key) for name, entries in catalogues().items() for key in entries if key not in known]
    assert stale == []


def test_no_text_has_two_translations() -> None:
    by_key: dict[str, dict[str, str]] = defaultdict(dict)
    for name, entries in catalogues().items():
        for key, chinese in entries.items():
            by_key[key][name] = chinese
    assert {key: said for key, said in by_key.items() if len(set(said.values())) > 1} == {}


def test_both_languages_are_filled_with_the_same_facts() -> None:
    different = {
        key: chinese
        for key, chinese in texts.catalogue().items()
        if fields(key.split("|")[-1]) != fields(chinese)
    }
    assert different == {}


def test_the_two_forms_of_a_counted_text_say_the_same_facts() -> None:
    pairs = [(call.text(0), call.text(1)) for call in calls("trn")] + list(messages._MANY.values())
    assert [pair for pair in pairs if pair[0] and pair[1] and fields(pair[0]) - fields(pair[1])] == []


def test_chinese_texts_are_chinese_and_traditional() -> None:
    catalogue = texts.catalogue()
    simplified = {key: chinese for key, chinese in catalogue.items() if set(chinese) & SIMPLIFIED}
    assert simplified == {}
    foreign = [
        key
        for key, chinese in catalogue.items()
        if chinese not in SAME_IN_BOTH
        and not key.startswith("key|")
        and not any("\u2e80" <= letter <= "\u9fff" for letter in chinese)
    ]
    assert [key for key in foreign if any(letter.isalpha() for letter in "".join(_words(key)))] == []


def _words(key: str) -> list[str]:
    """The text without the facts that are filled in, and without names of files and keys."""
    return [text for text, _name, _spec, _conversion in Formatter().parse(key.split("|")[-1])]


def test_english_texts_are_english() -> None:
    """Chinese stands in them only where it is the thing spoken of, such as 民國 or an example of what to write."""
    wrong = [
        source
        for source in used()
        if any("\u4e00" <= letter <= "\u9fff" for letter in source)
        and not any(
            thing in source for thing in ("民國", "廳舍管家", "西元日期", "中文 / English", "4510萬", "字第")
        )
    ]
    assert wrong == []


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_no_key_stands_twice_in_a_file(path: Path) -> None:
    seen: list[str] = []

    def keep(pairs: list[tuple[str, str]]) -> dict[str, str]:
        seen.extend(key for key, _ in pairs)
        return dict(pairs)

    json.loads(path.read_text(encoding="utf-8"), object_pairs_hook=keep)
    assert sorted(seen) == sorted(set(seen))


def test_the_program_speaks_the_language_it_was_told() -> None:
    assert texts.tr("There is nothing to undo.") == "沒有可以復原的動作。"
    assert "1" in texts.trn("{n} ticket accepted", "{n} tickets accepted", 1)
    texts.use("en")
    assert texts.language() == "en"
    assert texts.trn("{n} ticket accepted", "{n} tickets accepted", 1) == "1 ticket accepted"
    assert texts.trn("{n} ticket accepted", "{n} tickets accepted", 2) == "2 tickets accepted"
    assert texts.pick("中", "") == "中"
    with pytest.raises(ValueError, match="unknown language"):
        texts.use("fr")


def test_a_text_nobody_translated_is_shown_as_it_is() -> None:
    assert texts.tr("Never seen") == texts.tr("Never seen", "page") == "Never seen"
