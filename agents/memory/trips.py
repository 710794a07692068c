"""Plans as memory keeps them: the trip of a conversation, and which plan was preferred."""

from __future__ import annotations

from statistics import median_high
from typing import TYPE_CHECKING

from agents.appeal import EARLIER, Ballot
from agents.entries import Choice, PastTrip, Stop
from agents.memory.circumstances import circumstances_of, in_json
from agents.memory.earlier import differing, wishes_of
from planner.itinerary import Itinerary, Meal, Visit

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Sequence

#: Names of stops in the text that a trip is found by.
_NAMED = 12


def past_trip(
    plan: Itinerary, trip: str, at: dt.datetime, dropped: Iterable[Visit | Meal] = ()
) -> PastTrip:
    """A trip as it was planned at last.

    Args:
        trip: what the conversation is called; of each the last plan is kept.
        dropped: stops that its traveller had taken out on the way there.
    """
    stops = [stop for day in plan.days for stop in day.stops if isinstance(stop, Visit | Meal)]
    here = {stop.place_id for stop in stops}
    gone = [stop for stop in dropped if stop.place_id not in here]
    cities = tuple(dict.fromkeys(day.city for day in plan.days))
    names = ", ".join(stop.name for stop in stops[:_NAMED])
    text = f"{len(plan.days)} days in {' and '.join(cities)} in {plan.request.start:%B %Y}: {names}"
    return PastTrip(
        at=at,
        text=text[:2_000],
        trip=trip,
        cities=cities,
        start=plan.request.start,
        days=len(plan.days),
        company=tuple(sorted(circumstances_of(in_json(plan.request), trip).company)),
        wishes=wishes_of(plan.request),
        visiting=median_high(
            sum(stop.minutes for stop in day.stops if isinstance(stop, Visit)) for day in plan.days
        ),
        stops=(*_kept(stops, dropped=False), *_kept(gone, dropped=True)),
    )


def _kept(stops: Iterable[Visit | Meal], *, dropped: bool) -> list[Stop]:
    return [
        Stop(place_id=s.place_id, name=s.name, category=s.category, dropped=dropped) for s in stops
    ]


def preference(
    chosen: Itinerary,
    rejected: Sequence[Itinerary],
    at: dt.datetime,
    trip: str | None = None,
    ballot: Ballot | None = None,
) -> Choice:
    """That one plan was preferred to the others it was offered with.

    Args:
        ballot: whose plans they were, where personas made them.
    """
    return Choice(
        at=at,
        text=f"preferred one plan to {len(rejected)} others",
        chosen=terms_of(chosen),
        rejected=tuple(map(terms_of, rejected)),
        wishes=differing(chosen.request, [plan.request for plan in rejected]),
        told=ballot.told if ballot is not None else (),
        taken=ballot.taken if ballot is not None else "",
        trip=trip,
    )


def ballots_of(choices: Iterable[Choice], trip: str | None) -> tuple[Ballot, ...]:
    """What was chosen on other trips than this, each choice counting less than one of its own.

    A choice that came with a wish is told by the wish, and not once more by whose plan it was.
    """
    return tuple(
        Ballot(told=one.told, taken=one.taken, weight=EARLIER)
        for one in choices
        if one.taken and not one.wishes and (trip is None or one.trip != trip)
    )


def terms_of(plan: Itinerary) -> dict[str, float]:
    """The soft terms of a plan, by name."""
    return {term.name: term.value for term in plan.terms}
