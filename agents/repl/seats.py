"""What words point at in a plan: a stop by its name, a day by its number, name or date."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING, NamedTuple

from planner.errors import RequestError
from tools.exporters import wording as w
from tools.names import fold, similarity

if TYPE_CHECKING:
    from planner.itinerary import Itinerary, Stop

#: How like a stop's name a typed one must be, and by how much likelier than the next.
_LIKE, _LEAD = 0.6, 0.05


class Seat(NamedTuple):
    """A stop, and the day of the plan it is on, from 0."""

    day: int
    stop: Stop


def find_stop(plan: Itinerary, name: str) -> Seat | None:
    """The stop that is meant by a name, as typed; None where none is like it.

    Raises:
        RequestError: several are meant as much.
    """
    wanted = fold(name)
    scored = sorted(
        ((_likeness(wanted, stop), index, stop) for index, day in enumerate(plan.days)
         for stop in day.stops),
        key=lambda item: -item[0],
    )  # fmt: skip
    best = [item for item in scored if item[0] >= max(_LIKE, scored[0][0] - _LEAD)]
    names = dict.fromkeys(stop.name for _, _, stop in best)
    if len(names) > 1:
        raise RequestError(f"{name!r} may be {' or '.join(names)}: which one?")
    return Seat(*best[0][1:]) if best else None


def _likeness(wanted: str, stop: Stop) -> float:
    """From 0 to 1: the same name, the words of it in their order, or one like it."""
    name = fold(stop.name)
    if wanted == name:
        return 1.0
    if re.search(rf"\b{re.escape(wanted)}\b", name):
        return 0.9
    return min(0.85, similarity(wanted, name))


def find_day(plan: Itinerary, text: str) -> int:
    """Index of the day meant by ``2``, ``day 2``, ``Sunday`` or ``2027-06-09``.

    Raises:
        RequestError: no day of the plan is meant, or several are.
    """
    said = fold(text).removeprefix("day ").strip()
    found = [
        index
        for index, day in enumerate(plan.days)
        if said in (str(index + 1), fold(day.date.isoformat()), fold(w.weekday_name(day.date)))
        or (len(said) >= 3 and fold(w.weekday_name(day.date)).startswith(said))
    ]
    if len(found) == 1:
        return found[0]
    first, last = plan.days[0].date, plan.days[-1].date
    expected = f"expected 1 to {len(plan.days)}, a weekday or a date from {first} to {last}"
    raise RequestError(f"day: {expected}, got {text!r}.")


def find_time(text: str) -> dt.time:
    """The time meant by ``9:30``, ``09:30`` or ``9``.

    Raises:
        RequestError: it is none.
    """
    found = re.fullmatch(r"(\d{1,2})(?:[:.](\d{2}))?", text.strip())
    if found and int(found[1]) < 24 and int(found[2] or 0) < 60:
        return dt.time(int(found[1]), int(found[2] or 0))
    raise RequestError(f"time: expected one such as 9:30, got {text!r}.")
