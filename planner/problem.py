"""The frozen TripProblem: all that a solver sees, and the names behind its numbers.

A *node* is a place in a role: a restaurant that is open at noon and at night is two nodes of one
place. Build a problem with ``planner.build.build_problem``.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, NamedTuple

from planner.legs import Sparing

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping

    from planner.arrays import Arrays
    from planner.facts import World
    from planner.frame import Blocker, Frame, Spot
    from planner.legs import LegTable
    from planner.lodging import Lodging
    from planner.place import Place
    from planner.request import Appointment, MealWish, RestWish, TripRequest


class Node(NamedTuple):
    """A place in a role, a rest, or an appointment.

    Attributes:
        place: None for a rest, and for an appointment somewhere of the traveller's own.
        kind: as in ``planner.kernel``.
        meal, rest: the wish a meal or a rest answers.
        date: the day of a rest.
    """

    place: Place | None
    kind: int
    meal: MealWish | None = None
    appointment: Appointment | None = None
    rest: RestWish | None = None
    date: dt.date | None = None


class Location(NamedTuple):
    """A row of the leg table of one destination."""

    stay: int
    row: int


class Quarters(NamedTuple):
    """Where one sleeps throughout a trip, and the days that follow from it.

    Attributes:
        lodgings: one for each destination.
        frames: one for each day.
        fixed_costs: spent whatever is visited, by budget category.
        blockers: what already makes the trip impossible.
    """

    lodgings: tuple[Lodging, ...]
    frames: tuple[Frame, ...]
    fixed_costs: Mapping[str, float]
    blockers: tuple[Blocker, ...]


@dataclass(frozen=True, slots=True)
class Trip:
    """The names behind the numbers of a problem.

    Attributes:
        request: with every name resolved to an id of the catalogue.
        currency: of all amounts.
        lodgings: where one sleeps in each destination.
        nodes: one for each row of the node arrays.
        spots, locations: one for each location of the arrays.
        tables: leg table of each destination, over its own locations.
        fixed_costs: spent whatever is visited, by budget category.
        blockers: what already makes the trip impossible.
        prior: taste by place id, as handed in.
        others: further quarters on offer, in the order of the arrays' further bases.
        sparing: what ways are chosen by.
    """

    request: TripRequest
    world: World
    currency: str
    frames: tuple[Frame, ...]
    lodgings: tuple[Lodging, ...]
    nodes: tuple[Node, ...]
    spots: tuple[Spot, ...]
    locations: tuple[Location, ...]
    tables: tuple[LegTable, ...]
    fixed_costs: Mapping[str, float]
    blockers: tuple[Blocker, ...]
    prior: Mapping[str, float]
    others: tuple[Quarters, ...] = ()
    sparing: Sparing = Sparing.TROUBLE


@dataclass(frozen=True, slots=True)
class TripProblem:
    """A trip ready to be solved: a solver sees ``arrays`` and nothing else."""

    trip: Trip
    arrays: Arrays

    def settled(self, base: int) -> TripProblem:
        """The same problem with the base of that number, and no other on offer.

        What the base itself is worth no longer counts.
        """
        arrays = replace(self.arrays.on(base), points=0.0)
        if base == 0:
            return TripProblem(replace(self.trip, others=()), arrays)
        quarters = self.trip.others[base - 1]
        return TripProblem(replace(self.trip, **quarters._asdict(), others=()), arrays)
