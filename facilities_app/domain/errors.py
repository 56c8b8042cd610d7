"""Errors a person can meet: a code and its facts. The sentences are in facilities_app/messages.py."""


class DomainError(Exception):
    """A refusal that a person can understand and act on.

    ``code`` names the sentence, ``field`` the form field it belongs beside (or ""), ``params`` its facts.
    """

    def __init__(self, code: str, /, field: str = "", **params: object) -> None:
        super().__init__(code)
        self.code = code
        self.field = field
        self.params = params

    def __str__(self) -> str:
        facts = ", ".join(f"{name}={value!r}" for name, value in sorted(self.params.items()))
        return f"{self.code}({facts})"


class NotFound(DomainError):
    """What was asked for is not in the database (any more)."""


class Invalid(DomainError):
    """A value that the trade's rules refuse."""


class Conflict(DomainError):
    """The rows moved on since they were read, or two things want the same place."""


class Unavailable(DomainError):
    """The database or a file cannot be used as it is (newer schema, read-only, no database, full disk)."""
