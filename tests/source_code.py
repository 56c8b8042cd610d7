"""Reads the program's own source, for tests that hold tables and catalogues to what the code uses."""

import ast
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PACKAGES = ("facilities_app", "ui", "db", "resources")


@cache
def modules() -> dict[str, ast.Module]:
    """Every module of the program by its path, parsed."""
    paths = sorted(path for name in PACKAGES for path in (ROOT / name).rglob("*.py"))
    return {str(path.relative_to(ROOT)): ast.parse(path.read_text(encoding="utf-8")) for path in paths}


@dataclass(frozen=True, slots=True)
class Call:
    """One call in the source: where it stands and what is handed in."""

    where: str
    function: str
    node: ast.Call

    def text(self, position: int) -> str | None:
        """The argument at ``position`` if it is a plain text."""
        if position >= len(self.node.args):
            return None
        return literal(self.node.args[position])

    def names(self) -> set[str]:
        """The names of the keyword arguments."""
        return {keyword.arg for keyword in self.node.keywords if keyword.arg}


def calls(*functions: str) -> Iterator[Call]:
    """Every call of a function or method with one of these names."""
    for function in functions:
        yield from _calls_by_name().get(function, ())


@cache
def _calls_by_name() -> dict[str, list[Call]]:
    found: dict[str, list[Call]] = defaultdict(list)
    for path, module in modules().items():
        for node in ast.walk(module):
            if isinstance(node, ast.Call):
                name = getattr(node.func, "id", None) or getattr(node.func, "attr", None)
                found[str(name)].append(Call(f"{path}:{node.lineno}", str(name), node))
    return found


def literal(node: ast.expr) -> str | None:
    """The text of a literal, or None."""
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else None


@cache
def all_texts() -> frozenset[str]:
    """Every text literal of the program."""
    return frozenset(
        node.value
        for module in modules().values()
        for node in ast.walk(module)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    )
