"""The app replaced, and a plan on disk."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest

from tests.agents.harness import FakeApp
from tests.agents.postgres import database, server
from tests.worlds import good_itinerary

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from agents.threads import Home


@pytest.fixture
def fake(monkeypatch: pytest.MonkeyPatch) -> FakeApp:
    """The app replaced."""
    stand_in = FakeApp()
    monkeypatch.setitem(sys.modules, "agents.app", stand_in)
    return stand_in


@pytest.fixture
def plan_file(tmp_path: Path) -> Path:
    """The good plan as a file."""
    path = tmp_path / "plan.json"
    path.write_text(good_itinerary().model_dump_json(), encoding="utf-8")
    return path


@pytest.fixture(scope="session")
def postgres() -> Iterator[Path]:
    """A PostgreSQL server of the tests' own."""
    with server() as folder:
        yield folder


@pytest.fixture(params=["sqlite", "postgres"])
def home(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Home]:
    """Where conversations are kept: an empty file, then an empty database."""
    if request.param == "sqlite":
        yield tmp_path / "trips.db"
        return
    with database(request.getfixturevalue("postgres"), "trips") as address:
        yield address
