"""A PostgreSQL to run the same house on: the one that FACILITIES_TEST_POSTGRES names, or one started for the run."""

import os
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

import pytest

from facilities_app.bootstrap import Program, open_program
from facilities_app.domain.clock import FixedClock
from tests.conftest import NOW

_RECIPE = "set FACILITIES_TEST_POSTGRES to a URL of a database we may fill, or install postgresql"


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[str]:
    """The URL of a server on which databases may be made."""
    pytest.importorskip("psycopg", reason="psycopg is not installed")
    given = os.environ.get("FACILITIES_TEST_POSTGRES")
    if given:
        yield given
        return
    programs = _programs()
    if programs is None:
        pytest.skip(f"no PostgreSQL here: {_RECIPE}")
    yield from _started(programs)


def _programs() -> Path | None:
    """The folder of initdb and postgres, newest version first."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), reverse=True)
    on_path = shutil.which("initdb")
    if found:
        return found[0].parent
    return Path(on_path).resolve().parent if on_path else None


def _started(programs: Path) -> Iterator[str]:
    """A cluster of our own in a temporary folder; PostgreSQL refuses to run as root, so another user runs it then."""
    user = "postgres" if os.geteuid() == 0 else None
    folder = Path(tempfile.mkdtemp(prefix="facilities-pg-"))
    if user is not None:
        shutil.chown(folder, user)
    port = _free_port()

    def run(*words: str) -> None:
        done = subprocess.run(
            [str(programs / words[0]), *words[1:]],
            user=user,
            group=user,
            cwd=folder,
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode:
            pytest.skip(f"PostgreSQL could not be started ({done.stderr.strip()[-200:]}): {_RECIPE}")

    data = str(folder / "data")
    try:
        run("initdb", "-D", data, "-U", "tester", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync")
        options = f"-p {port} -k {folder} -c listen_addresses=127.0.0.1 -c fsync=off"
        run("pg_ctl", "-D", data, "-w", "-l", str(folder / "log"), "-o", options, "start")
        yield f"postgresql://tester@127.0.0.1:{port}/postgres"
        run("pg_ctl", "-D", data, "-w", "-m", "immediate", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture
def postgres_url(postgres_server: str) -> Iterator[str]:
    """The URL of an empty database, dropped afterwards."""
    with _database(postgres_server) as url:
        yield url


@pytest.fixture(scope="session")
def fresh_postgres(postgres_server: str) -> Iterator[str]:
    """The name of one fresh database for the whole run, to be copied, never written: see ``on_postgres``."""
    with _database(postgres_server) as url:
        open_program(url, clock=FixedClock(NOW)).close()
        yield url.rsplit("/", 1)[1]


@pytest.fixture
def ready_url(postgres_server: str, fresh_postgres: str) -> Iterator[str]:
    """The URL of a database with its schema and reference data."""
    with _database(postgres_server, template=fresh_postgres) as url:
        yield url


@pytest.fixture
def on_postgres(ready_url: str, clock: FixedClock) -> Iterator[Program]:
    """The program over a PostgreSQL database with its reference data."""
    with open_program(ready_url, clock=clock) as opened:
        yield opened


@contextmanager
def _database(server: str, template: str = "template1") -> Iterator[str]:
    import psycopg

    name = f"facilities_{uuid4().hex[:12]}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name} TEMPLATE {template}")
        yield server.rsplit("/", 1)[0] + f"/{name}"
        connection.execute(f"DROP DATABASE {name} WITH (FORCE)")
