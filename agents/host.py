"""What the commands take from the machine they run on."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from agents.settings import Loaded, Settings


def _now() -> dt.datetime:
    return dt.datetime.now(dt.UTC)


def _loaded() -> Loaded:
    from agents.settings import load

    return load()


@dataclass(frozen=True)
class Host:
    """What the commands take from outside; tests hand over their own.

    Attributes:
        today: the traveller's date.
        now: the moment, aware.
        loaded: the settings and where they come from; read when they are asked for.
    """

    today: Callable[[], dt.date] = dt.date.today
    now: Callable[[], dt.datetime] = _now
    loaded: Callable[[], Loaded] = _loaded

    @property
    def settings(self) -> Settings:
        """The settings that hold."""
        return self.loaded().settings
