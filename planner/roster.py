"""The roster of a trip: every place in every role it may play, and every position to play it at."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from planner.eligible import serves, why_not
from planner.frame import Spot
from planner.kernel import APPOINTMENT, BREAKFAST, DINNER, LUNCH, REST, VISIT
from planner.problem import Location, Node
from planner.taxonomy import Group

if TYPE_CHECKING:
    from collections.abc import Sequence

    from planner.facts import World
    from planner.model import Point
    from planner.place import Place
    from planner.problem import Quarters
    from planner.request import TripRequest

KIND_OF_MEAL = {"breakfast": BREAKFAST, "lunch": LUNCH, "dinner": DINNER}
MEALS = frozenset(KIND_OF_MEAL.values())


def wanted_ids(request: TripRequest) -> set[str]:
    """Places that have to be in the plan: musts and locks."""
    return {*request.must, *(lock.place for lock in request.locks)}


@dataclass(slots=True)
class Roster:
    """Nodes with their place and location, filled one destination at a time.

    Attributes:
        node_place, node_location: for each node, its place's number and its row in ``spots``.
        spots, locations: for each location, what is there, and its row in the leg table.
    """

    nodes: list[Node] = field(default_factory=list)
    node_place: list[int] = field(default_factory=list)
    node_location: list[int] = field(default_factory=list)
    spots: list[Spot] = field(default_factory=list)
    locations: list[Location] = field(default_factory=list)
    _numbers: dict[str, int] = field(default_factory=dict)
    _rows: dict[tuple[int, Point], int] = field(default_factory=dict)
    _count: Counter[int] = field(default_factory=Counter)

    def locate(self, stay: int, spot: Spot) -> int:
        """The location of a spot, new if nothing of that destination is there yet."""
        key = (stay, spot.point)
        if key not in self._rows:
            self._rows[key] = len(self.spots)
            self.locations.append(Location(stay, self._count[stay]))
            self._count[stay] += 1
            self.spots.append(spot)
        return self._rows[key]

    def add(self, stay: int, node: Node, key: str, spot: Spot) -> None:
        """Add a node of the place numbered by ``key``."""
        self.nodes.append(node)
        self.node_place.append(self._numbers.setdefault(key, len(self._numbers)))
        self.node_location.append(self.locate(stay, spot))

    def points(self, stay: int) -> list[Point]:
        """Positions of one destination, in the order of its leg table's rows."""
        return [
            s.point for s, at in zip(self.spots, self.locations, strict=True) if at.stay == stay
        ]


def call_roster(
    request: TripRequest,
    places: Sequence[Sequence[Place]],
    quarters: Sequence[Quarters],
    world: World,
) -> Roster:
    """Every eligible place of each destination in its roles, every rest and every appointment.

    Where one has an appointment one goes for nothing else, unless it is a must or locked.

    Args:
        quarters: on offer, those that positions start from first; a rest that is due in any of them
            is there.
    """
    roster, lodgings = Roster(), quarters[0].lodgings
    for index, frame in enumerate(quarters[0].frames):
        stay = request.city_index(index)
        roster.locate(stay, frame.start)
        roster.locate(stay, frame.end)
        for wish in dict.fromkeys(wish for q in quarters for wish in q.frames[index].rests):
            node = Node(None, REST, rest=wish, date=frame.date)
            roster.add(stay, node, f"rest {index}", lodgings[stay].spot)
        for number, item in enumerate(frame.appointments):
            known = world.place(item.place) if item.place is not None else None
            point = item.at or (known.point if known is not None else frame.start.point)
            node = Node(known, APPOINTMENT, appointment=item)
            key = f"appointment {index}.{number}"
            roster.add(stay, node, key, Spot(item.name, point, item.place))
    wanted = wanted_ids(request)
    fixed = {item.place for item in request.appointments} - wanted
    for stay, candidates in enumerate(places):
        roster.locate(stay, lodgings[stay].spot)
        city = world.city(request.destinations[stay].city)
        for place in candidates:
            if place.id not in fixed and why_not(place, city, request) is None:
                for node in roles(place, request, wanted):
                    roster.add(stay, node, place.id, Spot(place.name, place.point, place.id))
    return roster


def roles(place: Place, request: TripRequest, wanted: set[str]) -> list[Node]:
    """What a place may be here: a visit or a meal wanted; one asked for is at least a visit."""
    if place.group is Group.SIGHT:
        return [Node(place, VISIT)]
    if place.group is not Group.FOOD:
        return []
    meals = [wish for wish in request.meals if serves(place, wish.meal) > 0]
    if not meals and place.id in wanted:
        return [Node(place, VISIT)]
    return [Node(place, KIND_OF_MEAL[wish.meal], meal=wish) for wish in meals]
