"""Where the scenarios of these tests are planned and judged."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from eval.sweep import open_bench

if TYPE_CHECKING:
    from eval.trial import Bench


@pytest.fixture(scope="package")
def bench() -> Bench:
    """Two cities; plans are searched for briefly, as rules bind them at any time."""
    return open_bench(["copenhagen", "rome"], time_limit=0.1)
