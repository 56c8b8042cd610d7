"""Make the embedded fonts and their coverage file from the original Noto Sans TC (see README.md).

Usage: python resources/fonts/make.py FOLDER_WITH_THE_ORIGINALS
"""

import sys
from collections.abc import Iterable, Iterator
from itertools import pairwise
from pathlib import Path

from fontTools import subset  # type: ignore[import-untyped]

HERE = Path(__file__).resolve().parent
WEIGHTS = {
    "Regular": "NotoSansTC_400Regular.ttf",
    "Medium": "NotoSansTC_500Medium.ttf",
    "Bold": "NotoSansTC_700Bold.ttf",
}
_UNUSED = ["BASE", "DSIG", "GDEF", "GPOS", "GSUB", "STAT", "VORG", "vhea", "vmtx"]


def make(source: Path, target: Path) -> set[int]:
    """Write ``source`` to ``target`` without hints and layout tables; return the code points it has."""
    options = subset.Options(layout_features=[], hinting=False, notdef_outline=True, name_IDs=["*"])
    options.drop_tables += _UNUSED
    font = subset.load_font(str(source), options)
    codes = set(font.getBestCmap())
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=codes)
    subsetter.subset(font)
    subset.save_font(font, str(target), options)
    return codes


def ranges(codes: Iterable[int]) -> Iterator[str]:
    """The code points as lines of hexadecimal ranges."""
    ordered = sorted(codes)
    breaks = [0, *(i for i, (a, b) in enumerate(pairwise(ordered), 1) if b != a + 1), len(ordered)]
    for start, stop in pairwise(breaks):
        first, last = ordered[start], ordered[stop - 1]
        yield f"{first:X}" if first == last else f"{first:X}-{last:X}"


def main(folder: Path) -> None:
    """Make both weights; coverage is what both have."""
    found = [
        make(next(folder.rglob(name)), HERE / f"NotoSansTC-{weight}.ttf") for weight, name in WEIGHTS.items()
    ]
    lines = ["# Code points that both weights have. Written by make.py.", *ranges(set.intersection(*found))]
    (HERE / "coverage.txt").write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
