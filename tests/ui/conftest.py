"""What all tests of the window share."""

import gc
from collections.abc import Iterator

import pytest

ENOUGH = 20_000


@pytest.fixture(scope="session", autouse=True)
def _nothing_is_left_for_the_end() -> Iterator[None]:
    """At the interpreter's own end Qt is half gone: what is garbage dies before."""
    yield
    gc.enable()
    gc.collect()


@pytest.fixture(autouse=True)
def _garbage_dies_on_the_main_thread() -> Iterator[None]:
    """Qt objects of an earlier test must not be collected by the threads of this one."""
    gc.disable()
    yield
    gc.disable()  # an App that ended has left it to Python again
    if gc.get_count()[0] > ENOUGH:
        gc.collect()
