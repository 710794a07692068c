"""When not all wishes can be granted: the least that conflict, the nearest trip, what it gives up.

The conflict is found by QuickXplain (Junker, AAAI 2004) over the wishes of the request, asking the
same search that plans. Where several conflicts stand side by side, all are told, so that dropping
what is told makes the trip possible.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from planner.attempt import Attempt, Supplies, attempt, least_costs
from planner.eligible import why_not
from planner.itinerary import Wish
from planner.options import Option, options

if TYPE_CHECKING:
    from collections.abc import Sequence

    from planner.place import Place
    from planner.problem import Trip
    from planner.request import TripRequest

#: Rounds of search for each question asked while explaining.
TRIES = 8
#: Room above the least a trip costs that its nearest plan is given.
OVERSPEND = 1.05
#: Most conflicts told side by side.
MAX_CONFLICTS = 6


class Refusal(NamedTuple):
    """Why a request cannot be granted.

    Attributes:
        conflict: wishes that cannot all be granted; without them the trip is possible.
        proved: whether facts alone rule it out, and not only that the search found nothing.
        nearest: the first plan without what is given up; None where not even the bare trip is
            possible.
        gives_up: wishes that the nearest plan gives up, in words.
    """

    conflict: tuple[Wish, ...]
    reason: str
    proved: bool
    nearest: Attempt | None
    gives_up: tuple[str, ...]


@dataclass
class Questions:
    """Asks whether the trip is possible with a given set of wishes, each question once.

    Attributes:
        answers: how far one gets with the wishes of these numbers kept.
    """

    request: TripRequest
    options: Sequence[Option]
    supplies: Supplies
    seed: int
    answers: dict[frozenset[int], Attempt] = field(default_factory=dict)

    def relaxed(self, kept: frozenset[int]) -> TripRequest:
        """The request with only these wishes kept."""
        request = self.request
        for index, option in enumerate(self.options):
            if index not in kept:
                request = option.drop(request)
        return request

    def attempt(self, kept: frozenset[int]) -> Attempt:
        """Try with only these wishes kept."""
        if kept not in self.answers:
            self.answers[kept] = attempt(self.relaxed(kept), self.supplies, self.seed, TRIES)
        return self.answers[kept]

    def possible(self, kept: frozenset[int]) -> bool:
        """Whether the search finds a plan with these wishes."""
        return self.attempt(kept).granted


def conflict(questions: Questions, background: frozenset[int], wishes: Sequence[int]) -> list[int]:
    """QuickXplain: a minimal part of ``wishes`` that cannot all be granted with ``background``."""

    def explain(base: frozenset[int], grew: bool, rest: list[int]) -> list[int]:
        if grew and not questions.possible(base):
            return []
        if len(rest) == 1:
            return rest
        half = len(rest) // 2
        left, right = rest[:half], rest[half:]
        second = explain(base | frozenset(left), True, right)
        first = explain(base | frozenset(second), bool(second), left)
        return first + second

    return explain(background, False, list(wishes))


def conflicts(questions: Questions) -> list[list[int]]:
    """Conflicts side by side, until what is left of the wishes is possible.

    What the traveller said is blamed before what was only assumed. Empty if not even the bare trip
    is possible.
    """
    found: list[list[int]] = []
    left = frozenset(range(len(questions.options)))
    if not questions.possible(frozenset()):
        return found
    while len(found) < MAX_CONFLICTS and not questions.possible(left):
        said = frozenset(i for i in left if questions.options[i].explicit)
        blamed = said if not questions.possible(said) else left
        core = conflict(questions, frozenset(), sorted(blamed))
        found.append(sorted(core))
        left -= frozenset(core)
    return found


def give_up(questions: Questions, found: list[list[int]]) -> frozenset[int]:
    """The least painful wishes whose dropping makes the trip possible; one alone if it will do."""
    everything = frozenset(range(len(questions.options)))
    members = sorted(
        {i for core in found for i in core}, key=lambda i: (questions.options[i].cost, i)
    )
    for member in members:
        if questions.possible(everything - {member}):
            return frozenset({member})
    dropped = frozenset(members)
    for member in reversed(members):
        if questions.possible(everything - (dropped - {member})):
            dropped -= {member}
    return dropped


def explain(request: TripRequest, reached: Attempt, supplies: Supplies, seed: int = 0) -> Refusal:
    """Explain why a request cannot be granted, given how far the search got with all of it."""
    choices = options(request, supplies.world)
    everything = frozenset(range(len(choices)))
    questions = Questions(request, choices, supplies, seed, {everything: reached})
    found = conflicts(questions)
    if not found:
        return _hopeless(request, questions)
    told = [_told(questions, core) for core in found]
    dropped = give_up(questions, found)
    nearest, gives_up = _nearest(questions, everything - dropped, dropped)
    return Refusal(
        conflict=tuple(choices[i].wish for core in found for i in core),
        reason=" ".join(reason for reason, _ in told),
        proved=all(proved for _, proved in told),
        nearest=nearest if nearest.granted else None,
        gives_up=gives_up,
    )


def _nearest(
    questions: Questions, kept: frozenset[int], dropped: frozenset[int]
) -> tuple[Attempt, tuple[str, ...]]:
    """The nearest trip, and what it gives up.

    A budget that cannot be kept is overspent by little, not thrown away.
    """
    wishes = [questions.options[i].wish for i in sorted(dropped)]
    texts = tuple(wish.text for wish in wishes)
    loose, request = questions.attempt(kept), questions.relaxed(kept)
    caps = [w.field.removeprefix("budget.") for w in wishes if w.field.startswith("budget.")]
    costs = least_costs(request, questions.supplies, questions.seed) if caps else None
    if request.budget is None or costs is None:
        return loose, texts
    least = {cap: math.ceil(costs[cap] * OVERSPEND) for cap in caps}
    budget = request.budget.model_copy(update=least)
    frugal = request.model_copy(update={"budget": budget})
    tight = attempt(frugal, questions.supplies, questions.seed, TRIES)
    if not tight.granted:
        return loose, texts
    told = (f"about {least[cap]} {budget.currency} is what it takes" for cap in caps)
    return tight, tuple(
        f"{wish.text}: {next(told)}" if wish.field.startswith("budget.") else wish.text
        for wish in wishes
    )


def _hopeless(request: TripRequest, questions: Questions) -> Refusal:
    """Not even the bare trip can be had: the destinations themselves are the conflict."""
    bare = questions.attempt(frozenset())
    wishes = tuple(wish for blocker in bare.blockers for wish in blocker.wishes)
    names = " and ".join(stop.city for stop in request.destinations)
    reason = (
        " ".join(blocker.reason for blocker in bare.blockers)
        or f"Nothing can be planned in {names}."
    )
    whole = (Wish(field="destinations", text=f"a trip to {names}"),)
    return Refusal(wishes or whole, reason, bool(bare.blockers), None, ())


def _told(questions: Questions, core: list[int]) -> tuple[str, bool]:
    """Why the wishes of one conflict exclude each other, and whether that is proved."""
    reached = questions.attempt(frozenset(core))
    if reached.blockers:
        return " ".join(blocker.reason for blocker in reached.blockers), True
    world, request = questions.supplies.world, questions.relaxed(frozenset(core))
    barred = []
    for place_id in reached.missing:
        place = world.place(place_id)
        if place is not None:
            why = why_not(place, world.city(place.city), request) or "no day of the trip suits it"
            barred.append(f"{place.name}: {why}.")
    shut = _shut(reached)
    if barred or shut:
        return " ".join([*barred, *shut]), True
    texts = [questions.options[i].wish.text for i in core]
    joined = f"{', '.join(texts[:-1])} and {texts[-1]}" if len(texts) > 1 else texts[0]
    return f"No plan was found with {joined}.", False


def _shut(reached: Attempt) -> list[str]:
    """Wanted places that cannot be visited on any day of the trip."""
    if reached.problem is None or reached.solution is None:
        return []
    trip, a = reached.problem.trip, reached.problem.arrays
    told = []
    for number in reached.solution.missing_places:
        nodes = [i for i in range(len(a.place)) if a.place[i] == number]
        place = trip.nodes[nodes[0]].place
        if place is not None and not a.n_spans[nodes].any():
            hours = _hours_told(trip, place)
            told.append(f"{place.name} cannot be visited on any day of the trip: {hours}.")
    return told


def _hours_told(trip: Trip, place: Place) -> str:
    """When a place is open on each day of the trip, in words."""
    days = []
    for frame in trip.frames:
        closure, hours = place.closure(frame.date), trip.world.hours(place.id, frame.date)
        if closure is not None or not place.in_season(frame.date) or not hours.spans:
            days.append(f"{frame.date:%a %d %b} closed")
        else:
            spans = " and ".join(
                f"{s.open // 60:02d}:{s.open % 60:02d}-{s.close // 60 % 24:02d}:{s.close % 60:02d}"
                for s in hours.spans
            )
            days.append(f"{frame.date:%a %d %b} {spans}")
    return "; ".join(days)
