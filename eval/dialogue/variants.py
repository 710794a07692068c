"""With whom travellers talk: Wayplan, Wayplan with one thing left out, and simple planners.

What is left out is left out by what a conversation may be given: no memory, one path, nothing
of where they have been, catalogues that know nothing of hours.
"""

from __future__ import annotations

import datetime as dt
import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from langgraph.store.memory import InMemoryStore

from agents.context import Deps
from agents.embedding import HashedNgrams
from agents.memory import Memory
from agents.memory.storage import index_config
from agents.workshop import Workshop
from eval.baselines import nearest, popular
from eval.dialogue.partner import Baseline, Wayplan

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from eval.baselines import Planner
    from eval.dialogue.partner import Partner
    from tools.next_poi.predictor import Visit

#: Factor on the search of every plan, of whomever it is.
EFFORT = 0.5
#: Who is remembered.
USER = "traveller"


@dataclass(frozen=True)
class Variant:
    """A way to be served.

    Attributes:
        memory: whether the first trip is remembered in the second.
        visits: whether it is known where the traveller has been, which tells their taste.
        doors: whether hours, seasons and daylight are known.
        paths: how many personas plan; None is as many as the trip deserves.
        baseline: who plans instead.
    """

    memory: bool = True
    visits: bool = True
    doors: bool = True
    paths: int | None = None
    baseline: Planner | None = None


#: Wayplan as it is, and the row of the planner that knows the hidden profile.
FULL, KNOWN = "full", "knows the profile"
VARIANTS = {
    FULL: Variant(),
    "no memory": Variant(memory=False),
    "single path": Variant(paths=1),
    "no next-POI": Variant(visits=False),
    "no gate": Variant(doors=False),
    "popularity": Variant(baseline=popular),
    "greedy nearest": Variant(baseline=nearest),
}


class Desk:
    """Where travellers are served in one way; what is remembered is of one traveller.

    Args:
        visits: where the traveller has been.
        files: catalogues to plan from before those that ship.
    """

    def __init__(
        self, variant: Variant, visits: Sequence[Visit], files: Sequence[Path], seed: int
    ) -> None:
        self._variant = variant
        self._visits = visits if variant.visits else ()
        self._files = tuple(files)
        self._seed = seed
        store = InMemoryStore(index=index_config(HashedNgrams()))
        self._memory = Memory(store) if variant.memory else None

    def partner(self, trip: str, today: dt.date) -> Partner:
        """Somebody to plan a trip with, on a date."""
        if self._variant.baseline is not None:
            return Baseline(self._variant.baseline, today)
        return Wayplan(trip, self.deps(today))

    def deps(self, today: dt.date) -> Deps:
        """What a conversation on a date depends on; searches end by rounds alone."""
        return Deps(
            catalogues=self._files,
            today=lambda: today,
            now=lambda: dt.datetime.combine(today, dt.time(12), dt.UTC),
            seed=self._seed,
            time_limit=math.inf,
            effort=EFFORT,
            paths=self._variant.paths,
            memory=self._memory,
            user=None if self._memory is None else USER,
            workshop=Workshop(self._visits),
        )
