"""What a new trip leaves open, and how much of the plan hangs on it.

For each thing that was not said the trip is laid out under every answer one is likely to give, as a
first plan without a search. What is asked is what changes the sights most; the rest is assumed.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any, NamedTuple

from agents.language import Question
from agents.paths import survey
from planner.itinerary import Infeasible
from planner.stop import MaxRounds
from planner.valued import overlap

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from planner.attempt import Supplies
    from planner.request import TripRequest

#: Most questions of a turn, and the share of the sights that an answer has to change, as expected,
#: for its question to be worth asking.
MOST, WORTH = 2, 0.25


class Answer(NamedTuple):
    """One answer to a question.

    Attributes:
        words: as one would say it.
        chance: that it is the one, by general knowledge, roughly; what is assumed has the rest.
        update: fields of the request that it sets.
    """

    words: str
    chance: float
    update: Mapping[str, Any]


def doubts(
    wanted: TripRequest,
    said: Mapping[str, Any],
    gathered: Callable[[], Supplies],
    *,
    seed: int = 0,
) -> tuple[Question, ...]:
    """The questions worth asking, that on which most hangs first.

    Args:
        wanted: the trip, with what was not said assumed.
        said: fields of the request that were said.
        gathered: gives what the trip may be made of, whatever the answer.
    """
    left_open = list(_open(wanted, said))
    if not left_open:
        return ()
    supplies = gathered()
    assumed = _sights(wanted, supplies, seed)

    def effect(answers: Sequence[Answer]) -> float:
        """Share of the assumed plan's sights that is expected to change."""
        found = (_sights(wanted.model_copy(update=one.update), supplies, seed) for one in answers)
        return sum(
            one.chance * (1.0 - overlap(assumed, sights))
            for one, sights in zip(answers, found, strict=True)
        )

    weighed = [(effect(answers), text, answers) for text, answers in left_open]
    worth = sorted((one for one in weighed if one[0] >= WORTH), key=lambda one: -one[0])
    return tuple(
        Question(text=text, answers=tuple(one.words for one in answers))
        for _, text, answers in worth[:MOST]
    )


def _open(wanted: TripRequest, said: Mapping[str, Any]) -> Iterator[tuple[str, tuple[Answer, ...]]]:
    """What was left open: the question, and what one is likely to answer."""
    stops = said.get("destinations", ())
    if len(wanted.destinations) == 1 and not any("nights" in stop for stop in stops):
        yield "How many days do you have?", tuple(_lengths(wanted))
    if "start" not in said:
        yield "When do you want to go?", tuple(_seasons(wanted))


def _lengths(wanted: TripRequest) -> Iterator[Answer]:
    (stop,) = wanted.destinations
    for days, chance in ((2, 0.25), (5, 0.25), (7, 0.15)):
        longer = stop.model_copy(update={"nights": days - 1})
        yield Answer(f"{days} days", chance, {"destinations": (longer,)})


def _seasons(wanted: TripRequest) -> Iterator[Answer]:
    """The month in the middle of each season, on the same day of the week."""
    for month, name in ((1, "January"), (4, "April"), (7, "July"), (10, "October")):
        ahead = (month - wanted.start.month) % 12 * 30
        start = wanted.start + dt.timedelta(weeks=round(ahead / 7))
        yield Answer(f"in {name}", 0.25, {"start": start})


def _sights(wanted: TripRequest, supplies: Supplies, seed: int) -> frozenset[str]:
    """Ids of the sights in a first plan of a trip; none where it cannot be had."""
    ground = survey(wanted, supplies, MaxRounds(0), seed=seed)
    if isinstance(ground, Infeasible):
        return frozenset()
    nodes = [ground.problem.trip.nodes[number] for row in ground.start for number in row]
    return frozenset(
        node.place.id for node in nodes if node.place is not None and node.meal is None
    )
