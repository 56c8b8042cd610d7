"""The parser of every verb; the documentation is made from it too."""

import argparse

from facilities_app import __version__
from facilities_app.cli import (
    agreements,
    audits,
    backups,
    checklists,
    compliance,
    dispatch,
    documents,
    everyday,
    figures,
    plans,
    reminders,
    rounds,
    stocktakes,
    templates,
    tickets,
    window,
)
from facilities_app.cli.common import add_language, exit_codes
from resources.texts import tr


def build_parser() -> argparse.ArgumentParser:
    """The whole line, in the language of the moment."""
    parser = argparse.ArgumentParser(
        prog="facilities-app",
        description=tr(
            "廳舍管家: building systems, repairs, inspections and dormitories. Without a verb: the window."
        ),
        epilog=exit_codes(),
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--version", action="version", version=f"facilities-app {__version__}")
    subparsers = parser.add_subparsers(title=tr("verbs"), metavar="VERB", required=True)
    for family in (
        window,
        everyday,
        reminders,
        tickets,
        stocktakes,
        agreements,
        audits,
        dispatch,
        plans,
        rounds,
        documents,
        checklists,
        backups,
        figures,
        compliance,
        templates,
    ):
        family.add_verbs(subparsers)
    for sub in subparsers.choices.values():
        if sub.get_default("run") is not None:  # a family's own verbs have it
            add_language(sub)
    return parser
