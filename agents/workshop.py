"""What the nodes of a turn work with and no checkpoint can hold: supplies, and the ground of paths.

Both follow from what the state does hold, so that another process makes them anew as they were.
"""

from __future__ import annotations

import threading
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple, Self

from agents.paths import Ground, survey
from agents.resolve import resolve
from agents.supplies import gather

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from agents.memory import Recollection
    from agents.state import Brief
    from planner.attempt import Supplies
    from planner.itinerary import Infeasible, Itinerary
    from planner.request import TripRequest
    from planner.stop import Stop
    from tools.next_poi.predictor import Predictor, Visit
    from tools.travel import TravelModel


class Order(NamedTuple):
    """What is to be made ready.

    Attributes:
        request: resolved.
        files: catalogue files.
        travel: a router, if there is one.
        old: the plan to keep to, if any.
        known: what is known of the traveller.
    """

    request: TripRequest
    files: tuple[str, ...]
    travel: TravelModel | None = None
    old: Itinerary | None = None
    known: Recollection | None = None

    @classmethod
    def of(cls, brief: Brief, travel: TravelModel | None, old: Itinerary | None = None) -> Self:
        """The order that a brief comes to."""
        request = brief.wanted
        assert request is not None
        if brief.avoid:
            request = request.model_copy(update={"avoid": (*request.avoid, *brief.avoid)})
        return cls(request, brief.files, travel, old, brief.recollection)


class Workshop:
    """Keeps what was made last, so that the nodes of a turn make it once; it is read only.

    Args:
        visits: where the traveller has been before, the same for all that is made here.
        model: folder of a checkpoint that tells their taste, and where one goes on to; by default
            the kinds of places tell the taste, and the checkpoint that ships the rest.
        server: address of a vLLM that serves the checkpoint; it is asked first.
    """

    def __init__(
        self,
        visits: Sequence[Visit] = (),
        model: Path | None = None,
        server: str | None = None,
    ) -> None:
        self.visits, self._model, self._server = tuple(visits), model, server
        self._lock = threading.RLock()
        self._supplies: tuple[Order, Supplies] | None = None
        self._ground: tuple[tuple[Order, int], Ground | Infeasible] | None = None

    @cached_property
    def predictor(self) -> Predictor:
        """Whom to ask where one goes on to; loaded once.

        Raises:
            SettingsError: there is no such checkpoint.
        """
        from agents.visited import shipped
        from agents.whereto import rungs
        from tools.next_poi.checkpoint import Checkpoint
        from tools.next_poi.predictor import Predictor

        checkpoint = shipped() if self._model is None else Checkpoint.load(self._model)
        return Predictor(checkpoint, rungs(checkpoint, self._server))

    def supplies(self, order: Order) -> Supplies:
        """What the trip may be made of, with the traveller's taste."""
        with self._lock:
            if self._supplies is None or self._supplies[0] != order:
                _, stores, _ = resolve(order.request, order.files)
                found = gather(
                    order.request, stores, order.travel, order.old, self.visits, self._model
                )
                if order.known is not None:
                    found = order.known.supplied(found)
                self._supplies = order, found
            return self._supplies[1]

    def ground(self, order: Order, stop: Stop, seed: int) -> Ground | Infeasible:
        """What all paths stand on, or why there is nothing.

        Args:
            stop: ends the search for the nearest plan where there is nothing.
        """
        with self._lock:
            if self._ground is None or self._ground[0] != (order, seed):
                supplies = self.supplies(order)
                made = survey(order.request, supplies, stop, seed=seed, catalogues=order.files)
                self._ground = (order, seed), made
            return self._ground[1]
