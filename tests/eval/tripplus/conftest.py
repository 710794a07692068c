"""The tiny town's database, read once."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from eval.tripplus.database import Database, databases
from tests.eval.tripplus import tiny

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(scope="session")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that holds the tiny town as the benchmark would."""
    return tiny.write(tmp_path_factory.mktemp("tripplus"))


@pytest.fixture(scope="session")
def database(data: Path) -> Database:
    """The tiny town."""
    (found,) = databases(data)
    return found
