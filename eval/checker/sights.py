"""The rule of how many sights a day may have."""

from __future__ import annotations

from typing import TYPE_CHECKING

from eval.checker.case import Finding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from eval.checker.case import Case


def sights(case: Case) -> Iterator[Finding]:
    """No day has more stops that are visits than its limit, or else that of every day."""
    request = case.itinerary.request
    for view in case.days:
        limits = (request.max_sights_on.get(view.day.date), request.max_sights_day)
        limit = next((number for number in limits if number is not None), None)
        seen = [stop.name for stop in view.day.stops if stop.kind == "visit"]
        if limit is not None and len(seen) > limit:
            sentence = f"{len(seen)} sights on {view.day.date}, {limit} at most: {', '.join(seen)}"
            yield Finding("sights", view.index, None, sentence, len(seen) - limit)
