"""What the set-up says and asks: one plain line at a time, and the commands it runs."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import NoReturn

OK = 0
NO_CHECKOUT = 2
OLD_PYTHON = 3
NO_ENVIRONMENT = 4
NO_PACKAGES = 5
NO_LIBRARIES = 6
STOPPED = 130

# These would make the environment's Python look for packages in places that are not ours.
_LEADS_ASTRAY = ("PYTHONHOME", "PYTHONPATH", "__PYVENV_LAUNCHER__")


class StopError(Exception):
    """The set-up cannot go on; carries the exit code and a sentence in both languages."""

    def __init__(self, code: int, english: str, chinese: str) -> None:
        super().__init__(english)
        self.code = code
        self.english = english
        self.chinese = chinese


def say(english: str, chinese: str) -> None:
    """Print one progress line in both languages."""
    print(f"* {english} · {chinese}", flush=True)


def stop(code: int, english: str, chinese: str) -> NoReturn:
    """End the set-up with an exit code and what to do next."""
    raise StopError(code, english, chinese)


def speak_any_console() -> None:
    """Keep a console that cannot show Chinese from ending the set-up."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="replace")


class Commands:
    """Runs other programs in a clean environment, never with this one's standard input as a prompt."""

    def __init__(self, environment: dict[str, str] | None = None) -> None:
        source = dict(os.environ) if environment is None else environment
        self.environment = {key: value for key, value in source.items() if key not in _LEADS_ASTRAY}

    def call(self, arguments: list[str], **extra: str) -> int:
        """Run with its output shown; the exit code, 127 when there is no such program."""
        try:
            return subprocess.call(arguments, env={**self.environment, **extra})  # noqa: S603  # our own words
        except OSError as error:
            print(error, file=sys.stderr)
            return 127

    def call_quietly(self, arguments: list[str]) -> int:
        """Run with its output shown only when it fails; the exit code, 127 when it cannot run."""
        try:
            done = subprocess.run(  # noqa: S603  # our own words
                arguments,
                env=self.environment,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                check=False,
            )
        except OSError as error:
            print(error, file=sys.stderr)
            return 127
        if done.returncode != 0:
            print(done.stdout.decode("utf-8", "replace"), file=sys.stderr, flush=True)
        return done.returncode

    def ask(self, arguments: list[str], seconds: float = 60, **extra: str) -> tuple[int, str]:
        """Run with its output kept: (exit code, standard output); 127 when it cannot run or hangs."""
        try:
            done = subprocess.run(  # noqa: S603  # our own words
                arguments,
                env={**self.environment, **extra},
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                timeout=seconds,
                check=False,
            )
        except (OSError, subprocess.TimeoutExpired):
            return 127, ""
        return done.returncode, done.stdout.decode("utf-8", "replace")
