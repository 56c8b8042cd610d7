"""Runs a verb as a user who owns nothing: ``python -m tests.fault.as_nobody SCRATCH WORDS…``.

The verb runs once on a scratch database first, so that all of the program is loaded before the rights are gone:
nobody may not even read the interpreter of some machines.
"""

import contextlib
import io
import os
import sys

from facilities_app.__main__ import main

NOBODY = 65534

if __name__ == "__main__":
    scratch, words = sys.argv[1], sys.argv[2:]
    rehearsal = [
        scratch if before == "--database" else word for before, word in zip(["", *words], words, strict=False)
    ]
    with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
        main(rehearsal)
    os.setgroups([])
    os.setgid(NOBODY)
    os.setuid(NOBODY)
    sys.exit(main(words))
