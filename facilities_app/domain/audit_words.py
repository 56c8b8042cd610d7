"""What came of a round of the audit, as the sentence that a report needs; written from its counts."""

from collections.abc import Callable

from facilities_app.domain.audits import FINDINGS, Counts
from resources.texts import tr

ROC = 1911


def round_code(year: int, ordinal: int) -> str:
    """How a round is named on the command line and in files: 115-2."""
    return f"{year - ROC}-{ordinal}"


def result_sentence(year: int, ordinal: int, counts: Counts, name: Callable[[str], str]) -> str:
    """How many units there are to audit, how many are done and with which finding, and what is open.

    ``name`` gives a finding's name. The findings add up to those done, the rest to the whole.
    """
    said = tr("Audit {year}-{ordinal} of actual residence: {total} units to audit, {done} done").format(
        year=year - ROC, ordinal=ordinal, total=counts.total, done=counts.done
    )
    final = [
        tr("{finding} {n}", "units of a finding").format(finding=name(code), n=counts.by_finding[code])
        for code in FINDINGS
        if code != "not_met" and counts.by_finding.get(code)
    ]
    if final:
        said += tr(", of these {findings}").format(findings=_joined(final))
    open_ones = [
        words.format(n=n)
        for words, n in (
            (tr("not met and to be visited again {n}"), counts.by_finding.get("not_met", 0)),
            (tr("not yet visited {n}"), counts.unvisited),
        )
        if n
    ]
    if open_ones:
        said += tr("; still open: {parts}").format(parts=_joined(open_ones))
    return tr("{sentence}.", "a full stop").format(sentence=said)


def _joined(parts: list[str]) -> str:
    return tr(", ", "between names").join(parts)
