"""The state of a training run in a file, so that a killed run goes on where it was."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Any

import numpy as np
import torch

from planner.errors import SettingsError

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from tools.next_poi.visits import CheckIns


def save_state(path: Path, run: Mapping[str, Any], state: Mapping[str, Any]) -> None:
    """Write ``state`` of the run that ``run`` tells from others; the old file stays till then."""
    unfinished = path.with_suffix(".partial")
    torch.save({"run": run, **state}, unfinished)
    unfinished.replace(path)


def load_state(path: Path, run: Mapping[str, Any], device: torch.device) -> dict[str, Any]:
    """What ``save_state`` wrote.

    Raises:
        SettingsError: it is of another run.
    """
    state: dict[str, Any] = torch.load(path, map_location=device, weights_only=True)
    if state["run"] != run:
        raise SettingsError(
            f"Expected {str(path)!r} to hold a run of {run}, got {state['run']}. "
            "Remove it to begin anew."
        )
    return state


def digest(checkins: CheckIns) -> str:
    """A short hash of who went where and when."""
    found = hashlib.sha256()
    for column in (checkins.user, checkins.place, checkins.time):
        found.update(np.ascontiguousarray(column).tobytes())
    return found.hexdigest()[:16]
