"""When not all wishes can be granted: the least that conflict, the nearest trip, what it gives up.

A conflict is asked of the same search that plans and of a proof beside it, wish by wish taken from
the request (``planner.conflict``). Where several conflicts stand side by side, all are told.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, NamedTuple

from planner.attempt import Attempt, attempt, least_costs
from planner.because import because
from planner.conflict import Oracle, fastdiag, minimal, smallest
from planner.decide import Decision, decide
from planner.itinerary import Conflict, Wish
from planner.options import options

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from planner.options import Option
    from planner.request import TripRequest
    from planner.terrain import Atlas

#: Rounds of search for each question asked while explaining.
TRIES = 8
#: Room above the least a trip costs that its nearest plan is given.
OVERSPEND = 1.05
#: Most conflicts told side by side.
MAX_CONFLICTS = 6


class Refusal(NamedTuple):
    """Why a request cannot be granted.

    Attributes:
        conflicts: at least one, disjoint, that with fewest wishes first. Each cannot be granted as
            a whole, and can without any one of its wishes, nothing else being asked for.
        smallest: whether no other set of the wishes it was sought among is in conflict with fewer
            members than the first.
        lone: whether without any one wish of the first conflict all other wishes can be granted.
        nearest: the first plan without what is given up; None where not even the bare trip is
            possible.
        gives_up: wishes that the nearest plan gives up, in words.
    """

    conflicts: tuple[Conflict, ...]
    smallest: bool
    lone: bool
    nearest: Attempt | None
    gives_up: tuple[str, ...]


class Questions:
    """Asks whether the trip is possible with a given set of wishes, each question once.

    Attributes:
        options: the wishes, by number.
        everything: all their numbers.
        oracle: remembers what was possible.
    """

    def __init__(
        self, request: TripRequest, atlas: Atlas, seed: int = 0, whole: Decision | None = None
    ) -> None:
        self.request, self.atlas, self.seed = request, atlas, seed
        self.supplies = atlas.supplies
        self.options: Sequence[Option] = options(request, self.supplies.world)
        self.everything = frozenset(range(len(self.options)))
        self.oracle = Oracle(lambda kept: self.decision(kept).reached.granted)
        self._decisions = {} if whole is None else {self.everything: whole}

    def relaxed(self, kept: frozenset[int]) -> TripRequest:
        """The request with only these wishes kept."""
        request = self.request
        for index, option in enumerate(self.options):
            if index not in kept:
                request = option.drop(request)
        return request

    def decision(self, kept: frozenset[int]) -> Decision:
        """What is known of the trip with only these wishes kept."""
        if kept not in self._decisions:
            self._decisions[kept] = decide(self.relaxed(kept), self.atlas, self.seed, TRIES)
        return self._decisions[kept]


def conflicts(
    oracle: Oracle,
    wishes: Sequence[int],
    said: frozenset[int],
    proved: Callable[[frozenset[int]], bool] = lambda _: True,
) -> tuple[list[frozenset[int]], bool]:
    """Disjoint conflicts, the smallest first, until what is left of the wishes is possible.

    Each is minimal: without any one of its members the rest of it is possible. Where what the
    traveller ``said`` conflicts by itself, what was only assumed is not blamed. A first conflict
    that is not itself ``proved`` is not shown to be a smallest one either.

    Returns:
        The conflicts, none if not even the bare trip is possible; whether it is known that no
        other conflict of the wishes blamed has fewer members than the first.
    """
    found: list[frozenset[int]] = []
    if not oracle.certain(frozenset()):
        return found, False
    left, first = list(wishes), list(wishes)
    while len(found) < MAX_CONFLICTS and not oracle.certain(frozenset(left)):
        own = [wish for wish in left if wish in said]
        blamed = own if not oracle.certain(frozenset(own)) else left
        if not found:
            first = blamed
        core = minimal(oracle, blamed)
        found.append(core)
        left = [wish for wish in left if wish not in core]
    found.sort(key=len)
    if not found or not proved(found[0]):
        return found, False
    best = smallest(oracle, found[0], first)
    if best.core not in found:
        found = [best.core, *(core for core in found if core.isdisjoint(best.core))]
    return found, best.shown


def give_up(
    oracle: Oracle, found: Sequence[frozenset[int]], costs: Sequence[int]
) -> frozenset[int]:
    """The least painful wishes whose dropping makes the trip possible; one alone if it will do."""
    everything = frozenset(range(len(costs)))
    told = frozenset().union(*found)

    def by_cost(wishes: frozenset[int]) -> list[int]:
        return sorted(wishes, key=lambda wish: (costs[wish], wish))

    for wish in by_cost(told):
        if oracle.certain(everything - {wish}):
            return frozenset({wish})
    # Conflicts that share a wish with one that is told may be left.
    dropped = told | frozenset(fastdiag(oracle, frozenset(), by_cost(everything - told)))
    for wish in reversed(by_cost(dropped)):
        if oracle.certain(everything - (dropped - {wish})):
            dropped -= {wish}
    return dropped


def explain(request: TripRequest, whole: Decision, atlas: Atlas, seed: int = 0) -> Refusal:
    """Explain why a request cannot be granted, given what is known of all of it."""
    questions = Questions(request, atlas, seed, whole)
    oracle, choices, everything = questions.oracle, questions.options, questions.everything
    said = frozenset(i for i in everything if choices[i].explicit)
    found, shown = conflicts(
        oracle, range(len(choices)), said, lambda core: questions.decision(core).proved
    )
    if not found:
        return _hopeless(request, questions)
    lone = all(oracle.certain(everything - {wish}) for wish in found[0])
    dropped = give_up(oracle, found, [option.cost for option in choices])
    nearest, gives_up = _nearest(questions, everything - dropped, dropped)
    return Refusal(
        conflicts=tuple(_told(questions, core) for core in found),
        smallest=shown,
        lone=lone,
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
    loose, request = questions.decision(kept).reached, questions.relaxed(kept)
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
    bare, proved = questions.decision(frozenset())
    wishes = tuple(wish for blocker in bare.blockers for wish in blocker.wishes)
    names = " and ".join(stop.city for stop in request.destinations)
    reason = (
        " ".join(blocker.reason for blocker in bare.blockers)
        or f"Nothing can be planned in {names}."
    )
    whole = (Wish(field="destinations", text=f"a trip to {names}"),)
    conflict = Conflict(wishes=wishes or whole, reason=reason, proved=proved)
    return Refusal((conflict,), False, False, None, ())


def _told(questions: Questions, core: frozenset[int]) -> Conflict:
    """Why the wishes of one conflict exclude each other, and whether that is proved."""
    wishes = tuple(questions.options[i].wish for i in sorted(core))
    decision = questions.decision(core)
    why = because(questions.relaxed(core), decision.reached, questions.atlas)
    if not why:
        texts = [wish.text for wish in wishes]
        joined = f"{', '.join(texts[:-1])} and {texts[-1]}" if len(texts) > 1 else texts[0]
        why = [f"No plan {'allows for' if decision.proved else 'was found with'} {joined}."]
    return Conflict(wishes=wishes, reason=" ".join(why), proved=decision.proved)
