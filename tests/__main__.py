"""The one check command, `python -m tests`: style, types, floors, and then every test."""

import argparse
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
COVERED = 95  # percent, by branch, of facilities_app and db
_CODES = "exit codes: 0 everything passed; 1 something failed; 2 not called as described above"


@dataclass(frozen=True, slots=True)
class Step:
    """One check: what it is called and how it is run."""

    name: str
    command: list[str]

    def passes(self) -> bool:
        """Run it with its output shown."""
        print(f"== {self.name}", flush=True)
        return subprocess.run(self.command, cwd=ROOT, stdin=subprocess.DEVNULL, check=False).returncode == 0


def main(arguments: list[str] | None = None) -> int:
    """Run all checks, the tests last, and return 0 only when every one passed."""
    options, to_pytest = _parser().parse_known_args(arguments)
    # A child that draws would otherwise look for a screen.
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    failed = [] if options.tests_only else [step.name for step in checks() if not step.passes()]
    if failed:
        print(f"FAILED before the tests: {', '.join(failed)}. The tests run all the same:", flush=True)
    passed = tests(options.quick, options.coverage, to_pytest).passes()
    return 0 if passed and not failed else 1


def checks() -> list[Step]:
    """Everything but the tests, in order."""
    python = sys.executable
    lint_imports = shutil.which("lint-imports", path=str(Path(python).parent)) or "lint-imports"
    return [
        Step("ruff format", [python, "-m", "ruff", "format", "--check", "."]),
        Step("ruff check", [python, "-m", "ruff", "check", "."]),
        Step("mypy", [python, "-m", "mypy"]),
        Step("import floors", [lint_imports]),
    ]


def tests(quick: bool, coverage: bool, to_pytest: list[str]) -> Step:
    """The pytest run, in two processes unless its own options say otherwise."""
    command = [sys.executable, "-m", "pytest", "-n", "2", "--dist", "loadfile"]  # a file's demo is made once
    if quick:
        command += ["-m", "not fault and not benchmark"]
    if coverage:
        command += ["--cov", "--cov-report=term:skip-covered", f"--cov-fail-under={COVERED}"]
    return Step("tests", [*command, *to_pytest])


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m tests",
        description="Checks style, types and floors, then runs the tests. "
        "What is not listed here goes on to pytest, e.g. `python -m tests tests/domain -k dates`.",
        epilog=_CODES,
    )
    parser.add_argument("--quick", action="store_true", help="leave out kills, full disks and benchmarks")
    parser.add_argument("--tests-only", action="store_true", help="only the tests")
    parser.add_argument("--coverage", action="store_true", help=f"measure coverage; below {COVERED} %% fails")
    return parser


if __name__ == "__main__":
    sys.exit(main())
