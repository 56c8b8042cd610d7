"""A stand-in for the commands that the set-up runs: scripted answers, and a record of what was run."""

from collections.abc import Callable

from facilities_app.develop.console import Commands

Answer = tuple[int, str]
Script = Callable[[list[str]], Answer]


class FakeCommands(Commands):
    """Answers from a function instead of running anything; keeps every command line."""

    def __init__(self, script: Script, environment: dict[str, str] | None = None) -> None:
        super().__init__(environment or {})
        self.script = script
        self.ran: list[str] = []
        self.extra: dict[str, str] = {}

    def call(self, arguments: list[str], **extra: str) -> int:
        self.extra.update(extra)
        return self._answer(arguments)[0]

    def call_quietly(self, arguments: list[str]) -> int:
        return self._answer(arguments)[0]

    def ask(self, arguments: list[str], seconds: float = 60, **extra: str) -> Answer:
        return self._answer(arguments)

    def _answer(self, arguments: list[str]) -> Answer:
        self.ran.append(" ".join(arguments))
        return self.script(arguments)

    def lines(self, part: str) -> list[str]:
        """The command lines that were run and hold this text."""
        return [line for line in self.ran if part in line]
