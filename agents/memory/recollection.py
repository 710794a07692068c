"""What memory has to say to one request: plain data that a graph can keep in its state."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from pydantic import Field

from agents.appeal import Ballot
from agents.memory.underlay import lay_under
from planner.itinerary import Note
from planner.model import Record
from planner.profile import Tastes

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from planner.attempt import Supplies
    from planner.place import Place


class Recalled(Record):
    """Something kept that bears on a request.

    Attributes:
        aspect: the side of the request that it bears on.
        score: likeness of meaning, at most 1.
    """

    key: str
    text: str
    date: dt.date
    aspect: str
    score: float


class Recollection(Record):
    """What is remembered for one request.

    Attributes:
        standing: fields of a request, in JSON, that standing instructions ask for; what the request
            itself settles is left out already.
        earlier: fields that earlier trips had, as far as neither speaks of them.
        as_before: what they are, and of which trips.
        notes: which instruction was used, which it overrode, which the request overrode.
        tastes: what this traveller tends to like.
        weights: factors on ``planner.kernel.Weights``, by field, learnt from plans preferred.
        ballots: which personas' plans were taken on earlier trips.
        recalled: what was said and done before, by aspect.
    """

    standing: dict[str, Any] = Field(default_factory=dict)
    earlier: dict[str, Any] = Field(default_factory=dict)
    as_before: tuple[Note, ...] = ()
    notes: tuple[Note, ...] = ()
    tastes: Tastes = Tastes()
    weights: dict[str, float] = Field(default_factory=dict)
    ballots: tuple[Ballot, ...] = ()
    recalled: tuple[Recalled, ...] = ()

    def under(self, request: Mapping[str, Any]) -> dict[str, Any]:
        """The request, in JSON, with the standing instructions laid under it."""
        return lay_under(request, self.standing)

    def as_earlier(self, request: Mapping[str, Any]) -> dict[str, Any]:
        """A request, in JSON, with what earlier trips had laid under it."""
        return lay_under(request, self.earlier)

    def supplied(self, supplies: Supplies) -> Supplies:
        """Supplies with this traveller's taste and weights; a taste they hold already is kept."""
        places = (place for candidates in supplies.places for place in candidates)
        prior = dict(supplies.prior)
        for name, factor in self.prior(places).items():
            prior[name] = prior.get(name, 1.0) * factor
        usual = supplies.weights
        own = {name: getattr(usual, name) * factor for name, factor in self.weights.items()}
        return supplies._replace(prior=prior, weights=usual._replace(**own))

    def prior(self, places: Iterable[Place]) -> dict[str, float]:
        """Taste as the planner takes it (``Supplies.prior``): factors around 1 by place id."""
        return {place.id: factor for place in places if (factor := self.tastes.factor(place)) != 1}
