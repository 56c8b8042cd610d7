"""What is in git belongs to everyone: no place of one machine, no address of one mirror."""

import re
import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
# Put together here, so that this file does not hold what it looks for.
PLACES = re.compile(r"/(?:home|Users|root)/[a-z.]|[A-Z]:\\Users\\\w|/" + "work" + r"/(?:main|shared)")
REGISTRIES = ["py" + "pi.org", "python" + "hosted.org", "npm" + "js.org", "deb." + "debian.org"]


def tracked_texts() -> list[tuple[str, str]]:
    """Every text file in git, by name."""
    done = subprocess.run(
        ["git", "-c", "safe.directory=*", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True
    )
    texts = []
    for name in filter(None, done.stdout.decode("utf-8").split("\0")):
        data = (ROOT / name).read_bytes() if (ROOT / name).is_file() else b""
        if b"\0" not in data[:8192]:
            texts.append((name, data.decode("utf-8", "replace")))
    return texts


def test_no_file_holds_a_place_of_one_machine() -> None:
    found = [(name, hit[0]) for name, text in tracked_texts() for hit in PLACES.finditer(text)]
    assert found == []


def test_no_file_holds_the_address_of_a_registry() -> None:
    assert [(name, host) for name, text in tracked_texts() for host in REGISTRIES if host in text] == []


def test_the_licence_is_mit() -> None:
    assert (ROOT / "LICENSE").read_text("utf-8").startswith("MIT License\n")
