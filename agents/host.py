"""What the commands take from the machine they run on."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable


def _now() -> dt.datetime:
    return dt.datetime.now(dt.UTC)


@dataclass(frozen=True)
class Host:
    """What the commands take from outside; tests hand over their own.

    Attributes:
        today: the traveller's date.
        now: the moment, aware.
    """

    today: Callable[[], dt.date] = dt.date.today
    now: Callable[[], dt.datetime] = _now
