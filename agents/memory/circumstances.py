"""What a request says of the circumstances that what is remembered may depend on."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from agents.entries import Circumstances
from planner.request import TripRequest
from tools.names import fold

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from agents.entries import Company

#: People from which a party is a group.
GROUP = 5


def in_json(request: Mapping[str, Any] | TripRequest) -> dict[str, Any]:
    """The fields of a request that were set, in JSON."""
    if isinstance(request, TripRequest):
        return request.model_dump(mode="json", exclude_unset=True)
    return dict(request)


def circumstances_of(request: Mapping[str, Any], trip: str | None) -> Circumstances:
    """What a request says of the circumstances that instructions depend on."""
    stops = request.get("destinations") or ()
    cities = frozenset(fold(stop["city"]).replace("-", " ") for stop in stops if stop.get("city"))
    months = frozenset[int]()
    if request.get("start"):
        start = dt.date.fromisoformat(str(request["start"]))
        days = 1 + sum(stop.get("nights", 0) for stop in stops)
        months = frozenset((start + dt.timedelta(days=i)).month for i in range(days))
    return Circumstances(cities, months, frozenset(_company(request.get("party"))), trip)


def _company(party: Mapping[str, Any] | None) -> Iterator[Company]:
    """What is true of a party; where nothing was said of it, nothing is."""
    if party is None:
        return
    adults, seniors = party.get("adults", 2), party.get("seniors", 0)
    children = party.get("children") or ()
    size = adults + seniors + len(children)
    if children:
        yield "children"
    if seniors:
        yield "seniors"
    if size == 1:
        yield "alone"
    if size == 2 and not children:
        yield "couple"
    if size >= GROUP:
        yield "group"
