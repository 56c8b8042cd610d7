"""Entry of the program: checks that the house stands together, then hands the words to the command line."""

import gc
import sys
from os.path import dirname, realpath


def main(argv: list[str] | None = None) -> int:
    """Run one verb and return its exit code. Imports neither Qt nor the database before a verb needs them."""
    gc.disable()  # importing makes no garbage; a verb that works for long switches it on again
    problem = _house_problem()
    if problem:
        print(problem, file=sys.stderr)
        return 2
    from facilities_app.cli.main import run

    return run(sys.argv[1:] if argv is None else argv)


def _house_problem() -> str:
    """The sentence to exit with if another package shadows one of our four, else ""."""
    if getattr(sys, "frozen", False):
        return ""
    from importlib.util import find_spec

    here = dirname(dirname(__file__))
    for name in ("ui", "db", "resources"):
        spec = find_spec(name)
        there = dirname(dirname(spec.origin or "")) if spec is not None else ""
        if not there or (there != here and realpath(there) != realpath(here)):
            return (
                f"The package {name} of this program is missing or hidden by another one. "
                "Install the program into an environment of its own. / "
                f"找不到本程式的 {name} 套件，或被其他套件遮蔽；請將程式安裝在獨立環境。"
            )
    return ""


if __name__ == "__main__":
    sys.exit(main())
