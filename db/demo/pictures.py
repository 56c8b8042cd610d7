"""A few drawn pictures for the demo's records, stored as the program stores photos. All invented."""

import hashlib
import io
from collections.abc import Callable, Iterable
from pathlib import Path
from random import Random

from PIL import Image, ImageColor, ImageDraw

from db.demo.world import World
from facilities_app.domain.clock import at

SIZE = (960, 640)
_GLASS = ("#D65B4A", "#E3A13B", "#E9CF5A", "#5BAA7C", "#4D8CC9", "#DCE9F2")
_Canvas = ImageDraw.ImageDraw
_Painter = Callable[[_Canvas, Random], None]


def add_pictures(world: World, folder: Path) -> int:
    """Draw the pictures, store each by its content below ``folder`` and link it; returns how many."""
    for position, (table, target, caption, paint) in enumerate(_subjects(world)):
        png, dice = io.BytesIO(), world.dice(f"picture:{caption}")
        image = Image.new("RGB", SIZE, "#C9DBE8")
        paint(ImageDraw.Draw(image), dice)
        image.save(png, "PNG", compress_level=6)
        _store(world, folder, png.getvalue(), table, target, caption, position)
    return len(_subjects(world))


def _subjects(world: World) -> list[tuple[str, int, str, _Painter]]:
    assets = {code: row["id"] for code, row in world.assets.items()}
    unit = world.units["M204"]["id"]
    return [
        ("assets", assets["SKYLIGHT"], "106 重建完成（示意圖）", _rebuilt),
        ("assets", assets["SKYLIGHT"], "105/12 施工（示意圖）", _works),
        ("assets", assets["SKYLIGHT"], "105/09 風災破損（示意圖）", _broken),
        ("assets", assets["LEDWALL"], "電視牆畫面（示意圖）", _screen),
        ("assets", assets["SOLAR"], "11F 露台（示意圖）", _array),
        ("assets", assets["SW-EL-03"], "電梯廳（示意圖）", _lift),
        ("assets", assets["SW-CH-02"], "冰水主機 2 號（示意圖）", _chiller),
        ("dorm_units", unit, "宿舍外觀（示意圖）", _house),
    ]


def _store(
    world: World, folder: Path, content: bytes, table: str, target: int, caption: str, position: int
) -> None:
    sha = hashlib.sha256(content).hexdigest()
    path = folder / sha[:2] / sha[2:4] / f"{sha}.png"
    if not path.exists():
        for level in (folder, path.parent.parent, path.parent):
            level.mkdir(exist_ok=True, mode=0o700)
        partial = path.with_suffix(".partial")
        partial.write_bytes(content)
        partial.chmod(0o600)
        partial.replace(path)
    row = world.mark(
        "attachments",
        sha256=sha,
        extension="png",
        size=len(content),
        name=f"{caption}.png",
        width=SIZE[0],
        height=SIZE[1],
        added_at=at(world.day(-3), 10),
    )
    world.mark(
        "attachment_links",
        attachment_id=row["id"],
        entity=table,
        entity_id=target,
        caption=caption,
        position=position,
    )


def _grid(columns: int, rows: int) -> Iterable[list[tuple[float, float]]]:
    """The panes of a roof in perspective, far ones first."""

    def corner(u: float, v: float) -> tuple[float, float]:
        depth = v**1.5
        width = 420 + 620 * depth
        return 480 + (u - 0.5) * width, 130 + 500 * depth

    for j in range(rows):
        for i in range(columns):
            left, right, top, bottom = i / columns, (i + 1) / columns, j / rows, (j + 1) / rows
            yield [corner(left, top), corner(right, top), corner(right, bottom), corner(left, bottom)]


def _sky(draw: _Canvas, top: str, low: str) -> None:
    start, end = ImageColor.getrgb(top), ImageColor.getrgb(low)
    for y in range(SIZE[1]):
        share = y / SIZE[1]
        shade = tuple(round(a + (b - a) * share) for a, b in zip(start, end, strict=True))
        draw.line((0, y, SIZE[0], y), fill=shade)


def _rebuilt(draw: _Canvas, dice: Random) -> None:
    _sky(draw, "#8FBBDD", "#EAF3F8")
    for pane in _grid(9, 7):
        draw.polygon(pane, fill=dice.choice(_GLASS), outline="#F4F7F9", width=4)


def _works(draw: _Canvas, dice: Random) -> None:
    _sky(draw, "#A9C6DA", "#F2F5F7")
    for pane in _grid(9, 7):
        draw.polygon(pane, fill="#E6EEF3" if dice.random() < 0.6 else "#CBD8E1", outline="#8C9CA8", width=4)
    draw.line((170, 620, 170, 60), fill="#D4893A", width=14)
    draw.line((170, 60, 620, 60), fill="#D4893A", width=12)
    draw.line((170, 120, 300, 60), fill="#D4893A", width=8)
    draw.line((560, 60, 560, 260), fill="#4A5560", width=4)
    draw.rectangle((530, 260, 590, 300), fill="#4A5560")


def _broken(draw: _Canvas, dice: Random) -> None:
    _sky(draw, "#5F6B75", "#A9B1B8")
    for pane in _grid(9, 7):
        hole = dice.random() < 0.4
        draw.polygon(pane, fill="#2B3238" if hole else "#8D99A3", outline="#C2CAD0", width=4)
        if hole:
            (ax, ay), (bx, _by), (_cx, cy), _d = pane
            draw.polygon([(ax, ay), (bx, ay), ((ax + bx) / 2, (ay + cy) / 2)], fill="#AEB8C0")


def _screen(draw: _Canvas, dice: Random) -> None:
    draw.rectangle((0, 0, *SIZE), fill="#D9DEE3")
    draw.rectangle((90, 80, 870, 520), fill="#1C242C")
    for j in range(8):
        for i in range(14):
            x, y = 104 + i * 54, 94 + j * 52
            dark = i < 2 and j == 7
            colour = "#0A0D10" if dark else ("#2E6FB0" if j < 4 else "#3A9A7B" if j < 6 else "#E6B84A")
            draw.rectangle((x, y, x + 52, y + 50), fill=colour)
    draw.ellipse((400, 170, 560, 330), fill="#F5F8FA")
    draw.rectangle((430, 520, 530, 610), fill="#8C98A3")
    draw.rectangle((0, 610, 960, 640), fill=dice.choice(("#B4BDC5", "#B9C1C8")))


def _array(draw: _Canvas, dice: Random) -> None:
    _sky(draw, "#7FB4E0", "#EAF4FB")
    for pane in _grid(8, 6):
        draw.polygon(pane, fill=dice.choice(("#1F3E66", "#234873", "#1B3759")), outline="#9FB4C8", width=5)
    draw.ellipse((760, 30, 850, 120), fill="#F8DC7A")


def _lift(draw: _Canvas, _dice: Random) -> None:
    draw.rectangle((0, 0, *SIZE), fill="#E9E4DB")
    draw.rectangle((0, 560, 960, 640), fill="#B7AA98")
    for n, shade in enumerate(("#B9C2CA", "#C5CDD4", "#B9C2CA")):
        x = 90 + n * 280
        draw.rectangle((x, 120, x + 220, 560), fill="#7F8A94")
        draw.rectangle((x + 12, 134, x + 107, 560), fill=shade)
        draw.rectangle((x + 113, 134, x + 208, 560), fill=shade)
        draw.rectangle((x + 80, 80, x + 140, 108), fill="#222A31")
        draw.polygon([(x + 100, 100), (x + 120, 100), (x + 110, 86)], fill="#F0B65A")


def _chiller(draw: _Canvas, _dice: Random) -> None:
    draw.rectangle((0, 0, *SIZE), fill="#CDD3D6")
    draw.rectangle((0, 520, 960, 640), fill="#A8AFB3")
    for y, colour in ((170, "#4E7FA6"), (330, "#3F6C91")):
        draw.rounded_rectangle((140, y, 820, y + 130), 60, fill=colour, outline="#2B4A64", width=6)
        for x in (240, 400, 560, 720):
            draw.line((x, y + 6, x, y + 124), fill="#2B4A64", width=5)
    draw.rounded_rectangle((380, 90, 600, 190), 18, fill="#6B7780")
    draw.rectangle((840, 240, 910, 460), fill="#E3E7EA", outline="#7A858D", width=4)
    draw.ellipse((856, 262, 894, 300), fill="#C4473B")


def _house(draw: _Canvas, dice: Random) -> None:
    _sky(draw, "#9CC3DF", "#F1F6F9")
    draw.rectangle((0, 560, 960, 640), fill="#8FA57F")
    draw.rectangle((170, 140, 790, 560), fill="#D9C9AE")
    for floor in range(4):
        for n in range(6):
            x, y = 205 + n * 96, 165 + floor * 98
            lit = dice.random() < 0.3
            draw.rectangle(
                (x, y, x + 62, y + 58), fill="#F4DE9A" if lit else "#6E8797", outline="#F7F2E8", width=4
            )
    draw.rectangle((160, 120, 800, 144), fill="#8A6F55")
