"""What a message is read against: the date, the names on file, and the trip as it stands."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from agents.language.gazetteer import Gazetteer

if TYPE_CHECKING:
    import datetime as dt

    from planner.itinerary import Costs
    from planner.request import TripRequest


@dataclass(frozen=True)
class Context:
    """What a message is read against.

    Attributes:
        today: the traveller's date.
        gazetteer: names of cities, places and areas.
        standing: the request as it stands; None before the first plan.
        costs: what the plan that stands costs, where that is known.
    """

    today: dt.date
    gazetteer: Gazetteer = field(default_factory=Gazetteer)
    standing: TripRequest | None = None
    costs: Costs | None = None
