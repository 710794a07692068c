"""A PostgreSQL server of the tests' own, where Debian's or another's programs are installed."""

from __future__ import annotations

import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from pydantic import SecretStr

if TYPE_CHECKING:
    from collections.abc import Iterator

#: Where Debian keeps the programs of each version.
_DEBIAN = Path("/usr/lib/postgresql")
#: Whom the server runs as where the tests run as root, as whom it refuses to run.
_SERVANT = "postgres"
#: Seconds within which it has to be up.
_PATIENCE = 30.0


@contextmanager
def server() -> Iterator[Path]:
    """The folder of the socket of a server that ends with the block; skips where there is none."""
    found = shutil.which("initdb") or next(map(str, _DEBIAN.glob("*/bin/initdb")), None)
    if found is None:
        pytest.skip("PostgreSQL is not installed: expected initdb and postgres")
    programs, who = Path(found).resolve().parent, _unprivileged()
    # Beside other temporary folders: the path of a socket may have 107 letters.
    with tempfile.TemporaryDirectory(prefix="wayplan-pg-") as name:
        folder = Path(name)
        if who:
            shutil.chown(folder, who["user"])
        data = str(folder / "data")
        making = (programs / "initdb", "-D", data, "-U", "wayplan", "-A", "trust", "--no-sync")
        subprocess.run(making, check=True, capture_output=True, cwd=folder, **who)
        options = ("-k", name, "-c", "listen_addresses=", "-c", "fsync=off")
        running = subprocess.Popen(
            (programs / "postgres", "-D", data, *options),
            cwd=folder,
            stderr=subprocess.DEVNULL,
            **who,
        )
        try:
            _wait_until_up(folder)
            yield folder
        finally:
            running.send_signal(signal.SIGINT)
            running.wait()


@contextmanager
def database(folder: Path, name: str) -> Iterator[SecretStr]:
    """The address of an empty database, which is gone after the block.

    No connection stays open meanwhile: a process that is forked would share it.
    """
    _order(folder, f"CREATE DATABASE {name}")
    yield SecretStr(_address(folder, name))
    _order(folder, f"DROP DATABASE {name} WITH (FORCE)")


def lose_connections(folder: Path, name: str) -> None:
    """End every connection to a database, as a server does that is started anew."""
    ended = f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{name}'"
    _order(folder, ended)


def _order(folder: Path, statement: str) -> None:
    psycopg = pytest.importorskip("psycopg")
    with psycopg.connect(_address(folder, "postgres"), autocommit=True) as connection:
        connection.execute(statement)


def _address(folder: Path, name: str) -> str:
    return f"postgresql://wayplan@/{name}?host={folder}"


def _unprivileged() -> dict[str, Any]:
    """How ``subprocess`` is told to run a program as somebody who is not root."""
    if os.geteuid() != 0:
        return {}
    try:
        entry = pwd.getpwnam(_SERVANT)
    except KeyError:
        pytest.skip(f"the tests run as root, and there is no user {_SERVANT} to run PostgreSQL as")
    return {"user": entry.pw_name, "group": entry.pw_gid, "extra_groups": []}


def _wait_until_up(folder: Path) -> None:
    psycopg = pytest.importorskip("psycopg")
    until = time.monotonic() + _PATIENCE
    while True:
        try:
            return _order(folder, "SELECT 1")
        except psycopg.OperationalError:
            if time.monotonic() > until:
                raise
            time.sleep(0.05)
