"""The app replaced, and a plan on disk."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest

from tests.agents.harness import FakeApp
from tests.worlds import good_itinerary

if TYPE_CHECKING:
    from pathlib import Path


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
