"""``python -m tests.benchmarks [WHAT …]``, WHAT as in the defaults below: each figure beside its floor."""

import argparse
import sys
import tempfile
from pathlib import Path

SIZES = "10000,100000,1000000"


def main() -> int:
    """Run what was asked for; 1 if a target was missed."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks")
    parser.add_argument(
        "what",
        nargs="*",
        default=[
            "window",
            "lists",
            "documents",
            "figures",
            "boards",
            "pane",
            "plans",
            "sheets",
            "trends",
            "year_plan",
            "audits",
        ],
    )
    parser.add_argument("--sizes", default=SIZES, help=f"tickets, with commas (default {SIZES})")
    parser.add_argument(
        "--keep", type=Path, default=None, help="keep the databases in this folder and use them again"
    )
    args = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="facilities-bench-") as temporary:
        folder = args.keep or Path(temporary)
        folder.mkdir(parents=True, exist_ok=True)
        results = [_run(what, args.sizes, folder) for what in args.what]
    return 0 if all(results) else 1


def _run(what: str, sizes: str, folder: Path) -> bool:
    if what == "documents":
        from tests.benchmarks import documents

        return documents.main() == 0
    if what == "pane":
        from tests.benchmarks import pane

        return pane.run()
    if what == "plans":
        from tests.benchmarks import plans

        return plans.main() == 0
    if what == "sheets":
        from tests.benchmarks import sheets

        return sheets.main() == 0
    if what == "trends":
        from tests.benchmarks import trends

        return trends.main() == 0
    if what == "year_plan":
        from tests.benchmarks import year_plan

        return year_plan.main() == 0
    if what == "audits":
        from tests.benchmarks import audits

        return audits.main() == 0
    if what == "boards":
        from tests.benchmarks import boards

        return boards.main() == 0
    databases = [_database(int(size), folder) for size in sizes.split(",")]
    if what == "lists":
        from tests.benchmarks import lists

        results = [lists.run(path) for path in databases]
        return all(results)
    if what == "figures":
        from tests.benchmarks import figures

        results = [figures.run(path) for path in databases]
        return all(results)
    if what == "window":
        from tests.benchmarks import window

        return window.run(databases)
    print(f"no benchmark is called {what}", file=sys.stderr)
    return False


def _database(tickets: int, folder: Path) -> Path:
    from facilities_app.domain.clock import SystemClock
    from facilities_app.services.demo import make_demo

    path = folder / f"tickets-{tickets}.sqlite"
    if not path.exists():
        make_demo(path, SystemClock().today(), tickets=tickets)
    return path


if __name__ == "__main__":
    sys.exit(main())
