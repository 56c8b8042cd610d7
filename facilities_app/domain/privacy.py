"""Names where everybody can see the screen: enough to recognise a person, no more."""

import re

MASK = "○"
_ALREADY = re.compile(r"[○〇＊*Ｘ]")
_JOINTS = re.compile(r"([、，,/／；;&]|\s+and\s+|[（(][^）)]*[）)])")
_HAN = re.compile(r"[\u3400-\u9fff\uf900-\ufaff]+")
_DOTS = re.compile(r"([·•‧・．])")
_RELATION = re.compile(
    r"(配偶|子女?|女兒?|父母?|母親?|父親|長[子女]|次[子女]|[三四五][子女]|孫[子女]?|兄弟?|弟|姊妹?|妹|祖父母?|祖母|公婆|岳父母?|媳婦?|婿)"
    r"\s*[\d一二三四五六七八九十]*\s*[人名位]?"
)
"""How a family is told without names: 配偶、子女 2 人."""
_COMPOUND = frozenset(
    (
        "歐陽",
        "司馬",
        "上官",
        "諸葛",
        "夏侯",
        "皇甫",
        "尉遲",
        "公孫",
        "慕容",
        "令狐",
        "司徒",
        "司空",
        "端木",
        "東方",
        "獨孤",
        "南宮",
        "張簡",
        "范姜",
    )
)


def masked_name(name: str) -> str:
    """陳大廷 as 陳○廷, 陳廷 as 陳○, 歐陽廷 as 歐陽○, Ann Lee as A○ L○. What is masked already stays as it is."""
    if _ALREADY.search(name):
        return name
    return "".join(_masked_part(part) for part in _JOINTS.split(name.strip()) if part)


def masked_family(words: str) -> str:
    """吳小君（配偶）、子女 2 人 as 吳○君（配偶）、子女 2 人: what is a relation and no name stays."""
    parts = (part if _RELATION.fullmatch(part.strip()) else masked_name(part) for part in words.split("、"))
    return "、".join(parts)


def _masked_part(part: str) -> str:
    """One person; what joins two people or stands in brackets stays."""
    if _JOINTS.fullmatch(part):
        return part
    closed = "".join(part.split())
    if _HAN.fullmatch(closed):
        return _masked_han(closed)
    if _DOTS.search(part):
        first, *rest = _DOTS.split(part.strip())
        return first[:1] + MASK + "".join(one if _DOTS.fullmatch(one) else MASK for one in rest)
    lead = part[: len(part) - len(part.lstrip())]
    return lead + " ".join(_masked_word(word) for word in part.split())


def _masked_word(word: str) -> str:
    if _HAN.fullmatch(word):
        return _masked_han(word)
    return word if len(word) == 1 or word.endswith(".") else word[0] + MASK


def _masked_han(name: str) -> str:
    if len(name) == 1:
        return name
    family = 2 if len(name) > 3 or (len(name) == 3 and name[:2] in _COMPOUND) else 1
    given = name[family:]
    return name[:family] + (MASK if len(given) == 1 else MASK * (len(given) - 1) + given[-1])
