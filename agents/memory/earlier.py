"""What was wished on earlier trips and tells of the traveller, laid under the next trip.

A wish counts where it was spoken of in the conversation about a trip in like company, as that trip
had it at last; of two trips the later counts. Nothing of it binds: where the next trip cannot be
had so, it gives way.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

from agents.entries import Choice, PastTrip, Remark
from agents.language.wording import say_list
from agents.memory.slots import slots_of, speaks_of
from agents.memory.standing import for_once
from planner.build import PACE
from planner.request import Pace, TripRequest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from agents.entries import Circumstances, Entry


#: Field of a request that tells of its traveller -> how its value is told.
WORDS: dict[str, Callable[[Any], str]] = {
    "pace": "a {} pace".format,
    "day_window": lambda window: f"days from {window['start']:.5} to {window['end']:.5}",
    "max_sights_day": "at most {} a day to see".format,
    "max_walk_day": "at most {} m on foot a day".format,
    "max_walk_leg": "at most {} m on foot at a time".format,
}


def wishes_of(request: TripRequest) -> dict[str, Any]:
    """The fields of a request that tell of its traveller, in JSON."""
    return request.model_dump(mode="json", include=set(WORDS))


def differing(request: TripRequest, others: Iterable[TripRequest]) -> tuple[str, ...]:
    """Names of those fields that a request has otherwise than all of the others."""
    mine, theirs = wishes_of(request), [wishes_of(other) for other in others]
    return tuple(name for name in WORDS if all(mine[name] != one[name] for one in theirs))


def earlier(
    kept: Sequence[Entry], of: Circumstances, settled: frozenset[str]
) -> tuple[dict[str, Any], tuple[str, ...]]:
    """Fields of a request, in JSON, that come of earlier trips, and a sentence for each trip.

    Args:
        of: the trip to come.
        settled: slots of which the request or a standing instruction speaks.
    """
    trips = [one for one in kept if isinstance(one, PastTrip) and _alike(one, of)]
    trips.sort(key=lambda trip: trip.at, reverse=True)
    spoken = _spoken(kept)
    usual = wishes_of(_PLAIN)
    fields: dict[str, Any] = {}
    told: dict[str, list[str]] = {}
    for name, words in WORDS.items():
        if speaks_of(name, settled):
            continue
        past = next((t for t in trips if name in spoken.get(t.trip, ())), None)
        if past is not None and past.wishes.get(name, usual[name]) != usual[name]:
            fields[name] = value = _pace_of(past) if name == "pace" else past.wishes[name]
            told.setdefault(_named(past), []).append(words(value))
    return fields, tuple(f"As on {trip}: {say_list(words)}." for trip, words in told.items())


#: A request of which nothing was said; only its defaults are looked at.
_PLAIN = TripRequest.model_validate(
    {"destinations": [{"city": "anywhere", "nights": 0}], "start": "2027-01-01"}
)


def _alike(past: PastTrip, of: Circumstances) -> bool:
    """Whether a trip is another one, in the company of the trip to come as far as that is known."""
    known = past.company and of.company
    return past.trip != of.trip and (not known or {*past.company} == of.company)


def _spoken(kept: Iterable[Entry]) -> dict[str, set[str]]:
    """Conversation -> fields spoken of in it, or taken with a plan.

    What was said of that one time is left out.
    """
    found: dict[str, set[str]] = {}
    for one in kept:
        if isinstance(one, Choice) and one.trip is not None:
            found.setdefault(one.trip, set()).update(one.wishes)
        if isinstance(one, Remark) and one.trip is not None and not for_once(one.text):
            slots = slots_of(one.items)
            found.setdefault(one.trip, set()).update(f for f in WORDS if speaks_of(f, slots))
    return found


def _pace_of(past: PastTrip) -> str:
    """The pace that a trip's days had at last, of those from the usual one to what it was called.

    Only by steps does one come to a light pace, and where visits are long, as in a city of large
    museums, its days are as full as relaxed ones are elsewhere.
    """
    paces = list(PACE)
    usual, called = paces.index(_PLAIN.pace), Pace(past.wishes["pace"])
    at = paces.index(called)
    near = paces[at:usual] or paces[usual + 1 : at + 1]
    if not past.visiting:
        return called.value
    return min(near, key=lambda pace: abs(math.log(past.visiting / PACE[pace][1]))).value


def _named(past: PastTrip) -> str:
    cities = say_list([city.replace("-", " ").title() for city in past.cities])
    return f"the trip to {cities} in {past.start:%B %Y}"
