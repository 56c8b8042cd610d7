"""Logs repairs in a child process that someone kills; once for each line on standard input.

The program is loaded once and the child is forked from it, so that sixty kills take seconds. Each number is
printed once it is committed.
"""

import os
import sys

from facilities_app.bootstrap import open_program
from facilities_app.services.tickets import NewTicket


def main(database: str, place: str) -> None:
    """For each line: fork a child, say its process number, and say when it is over."""
    with open_program(database, create=False) as program:
        program.services.clocks.promise_for(3)  # all of the program is loaded before the first child
    for _line in sys.stdin:
        child = os.fork()
        if child == 0:
            log_for_ever(database, place)
        os.waitpid(child, 0)
        print("\nover", flush=True)


def log_for_ever(database: str, place: str) -> None:
    """Log tickets at the place until the end."""
    print("pid", os.getpid(), flush=True)
    with open_program(database, create=False) as program:
        target = program.services.targets.by_code(place=place)[1]
        while True:
            logged = program.services.tickets.log(NewTicket("漏水" * 20, place_id=target, source="command"))
            print(logged.value.number, flush=True)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])
