"""Can a request be granted: a plan that does, or a proof that none can, or neither."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from planner.attempt import ANYWHERE, TRIES, Attempt, attempt
from planner.prove import Verdict, proofs

if TYPE_CHECKING:
    from planner.request import TripRequest
    from planner.terrain import Atlas


class Decision(NamedTuple):
    """What is known of a request.

    Attributes:
        reached: how far the search got; ``granted`` where it has a plan.
        proved: whether it is proved that there is no plan.
    """

    reached: Attempt
    proved: bool


def decide(request: TripRequest, atlas: Atlas, seed: int = 0, tries: int = TRIES) -> Decision:
    """Build a plan; where that fails prove that there is none; where that fails search for longer.

    What a proof leaves possible tells the search where to begin. A close look, whose lead can be
    made as it is, mostly spares the longer search.
    """
    reached = attempt(request, atlas.supplies, seed, tries=0)
    if reached.granted:
        return Decision(reached, False)
    lead = ANYWHERE
    for proof in proofs(request, atlas):
        if proof.verdict is Verdict.IMPOSSIBLE:
            return Decision(reached, True)
        if proof.lead == lead:
            continue
        lead = proof.lead
        led = attempt(request, atlas.supplies, seed, 0, lead)
        if led.granted:
            return Decision(led, False)
    return Decision(attempt(request, atlas.supplies, seed, tries, lead), False)
