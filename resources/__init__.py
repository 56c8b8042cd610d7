"""Everything the program ships that is not code, behind one door."""

from pathlib import Path

_ROOT = Path(__file__).resolve().parent


def asset(path: str) -> Path:
    """Return the file or folder at ``path`` below resources/. Raises FileNotFoundError if it is not shipped."""
    found = _ROOT / path
    if not found.exists():
        raise FileNotFoundError(f"not shipped: resources/{path}")
    return found
