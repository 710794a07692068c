"""Good plans made wrong in one rule each: by an edit of the plan, the request or the catalogue.

``CORRUPTIONS`` has one function for every rule of ``docs/rules.md``. Each yields ways to break it;
a way may break other rules too, and whoever asks has to look which.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any, NamedTuple

from planner.facts import Mode
from planner.itinerary import Fixture, Leg, Meal, Visit
from planner.model import Point
from planner.place import Closure
from planner.request import Appointment, Budget, Lock, LodgingWish, MealWish, RestWish, Window
from planner.taxonomy import Category
from tools.world import CatalogueWorld

if TYPE_CHECKING:
    from planner.facts import World
    from planner.itinerary import Itinerary
    from planner.place import Place
    from tools.catalogue import Catalogue


class Corrupted(NamedTuple):
    """A wrong plan, and the facts that it is wrong by."""

    plan: Itinerary
    world: World


class Plan:
    """A good plan to be made wrong.

    Args:
        stores: the catalogues it was made from.
    """

    def __init__(self, plan: Itinerary, stores: tuple[Catalogue, ...]) -> None:
        self.plan = plan
        self._stores = {store.city.id: store for store in stores}
        self.cities = tuple(self._stores)
        self.world = CatalogueWorld(self._stores)

    def own(self) -> Iterator[tuple[int, int, Visit | Meal]]:
        """Day, position and stop of every place that was chosen."""
        for number, day in enumerate(self.plan.days):
            for position, stop in enumerate(day.stops):
                if isinstance(stop, Visit | Meal):
                    yield number, position, stop

    def place(self, stop: Visit | Meal) -> Place:
        """The place of a stop."""
        found = self.world.place(stop.place_id)
        assert found is not None
        return found

    def others(self) -> Iterator[Place]:
        """Places that the plan does not have."""
        had = {stop.place_id for _, _, stop in self.own()}
        places = self._stores[self.plan.days[0].city].places()
        return (place for place in places if place.id not in had)

    def asking(self, **request: Any) -> Corrupted:
        """The plan held against another request."""
        changed = self.plan.request.model_copy(update=request)
        return Corrupted(self.plan.model_copy(update={"request": changed}), self.world)

    def knowing(self, place: Place, **fact: Any) -> Corrupted:
        """The plan in a world in which a place is otherwise."""
        return Corrupted(self.plan, _Altered(self._stores, place.model_copy(update=fact)))

    def day(self, number: int, **edit: Any) -> Corrupted:
        """The plan with fields of one day replaced."""
        days = list(self.plan.days)
        days[number] = days[number].model_copy(update=edit)
        return Corrupted(self.plan.model_copy(update={"days": tuple(days)}), self.world)

    def stop(self, number: int, position: int, **edit: Any) -> Corrupted:
        """The plan with fields of one stop replaced."""
        stops = list(self.plan.days[number].stops)
        stops[position] = stops[position].model_copy(update=edit)
        return self.day(number, stops=tuple(stops))

    def leg(self, number: int, position: int, **edit: Any) -> Corrupted:
        """The plan with fields of one leg replaced."""
        legs = list(self.plan.days[number].legs)
        legs[position] = legs[position].model_copy(update=edit)
        return self.day(number, legs=tuple(legs))

    def legs(self) -> Iterator[tuple[int, int, Leg]]:
        """Day, position and leg of every way within a city."""
        for number, day in enumerate(self.plan.days):
            for position, leg in enumerate(day.legs):
                yield number, position, leg


class _Altered(CatalogueWorld):
    """The world with one place otherwise than on file."""

    def __init__(self, stores: dict[str, Catalogue], place: Place) -> None:
        super().__init__(stores)
        self._places[place.id] = place


#: How much too early one leaves or arrives.
HASTE = dt.timedelta(minutes=7)
#: Minutes after sunset from which it is dark by any reckoning.
DARK = 45

Corruption = Callable[[Plan], Iterator[Corrupted]]
CORRUPTIONS: dict[str, Corruption] = {}


def _breaks(corruption: Corruption) -> Corruption:
    """Enters a corruption under its name, which is the rule's."""
    CORRUPTIONS[corruption.__name__.rstrip("_")] = corruption
    return corruption


@_breaks
def identity(good: Plan) -> Iterator[Corrupted]:
    """A stop is told to be of a kind that its place is not of."""
    for number, position, stop in good.own():
        if isinstance(stop, Visit):
            yield good.stop(number, position, category=Category.GARDEN)


@_breaks
def calendar(good: Plan) -> Iterator[Corrupted]:
    """A place lies in another city."""
    for _, _, stop in good.own():
        for city in good.cities:
            if city != good.place(stop).city:
                yield good.knowing(good.place(stop), city=city)


@_breaks
def time_zone(good: Plan) -> Iterator[Corrupted]:
    """A day keeps the clock of another place."""
    for number in range(len(good.plan.days)):
        for zone in ("Asia/Kathmandu", "Europe/Zurich", "Asia/Tokyo"):
            if zone != good.plan.days[number].timezone:
                yield good.day(number, timezone=zone)


@_breaks
def order(good: Plan) -> Iterator[Corrupted]:
    """One leaves before the stop has ended."""
    for number, position, leg in good.legs():
        if position > 0:
            yield good.leg(number, position, start=leg.start - HASTE, end=leg.end - HASTE)


@_breaks
def open_(good: Plan) -> Iterator[Corrupted]:
    """A place is shut on the date."""
    for number, _, stop in good.own():
        day = f"{good.plan.days[number].date:%m-%d}"
        yield good.knowing(good.place(stop), closures=(Closure(start=day, end=day),))


@_breaks
def daylight(good: Plan) -> Iterator[Corrupted]:
    """A place that is seen long after sunset is worth seeing by day only."""
    for number, _, stop in good.own():
        day = good.plan.days[number]
        late = good.world.daylight(day.city, day.date).sunset + DARK
        if isinstance(stop, Visit) and stop.end.hour * 60 + stop.end.minute > late:
            yield good.knowing(good.place(stop), daylight=True)


@_breaks
def season(good: Plan) -> Iterator[Corrupted]:
    """A place receives visitors in another month only."""
    for number, _, stop in good.own():
        other = good.plan.days[number].date.month % 12 + 1
        yield good.knowing(good.place(stop), open_months=(other,))


@_breaks
def length(good: Plan) -> Iterator[Corrupted]:
    """A visit is over before it began."""
    for number, position, stop in good.own():
        yield good.stop(number, position, end=stop.start + dt.timedelta(minutes=2))


@_breaks
def reachable(good: Plan) -> Iterator[Corrupted]:
    """A way takes no time."""
    for number, position, leg in good.legs():
        if leg.minutes > 1:
            yield good.leg(number, position, minutes=0, start=leg.end)


@_breaks
def walking(good: Plan) -> Iterator[Corrupted]:
    """A metre less than the longest walk is too much."""
    longest = max((leg.walk_metres for _, _, leg in good.legs()), default=0)
    if longest > 0:
        yield good.asking(max_walk_leg=longest - 1)


@_breaks
def day_window(good: Plan) -> Iterator[Corrupted]:
    """The day ends at noon."""
    noon = Window(start=dt.time(0), end=dt.time(12))
    yield good.asking(day_window=noon, windows={})
    for day in good.plan.days:
        yield good.asking(windows={**good.plan.request.windows, day.date: noon})


@_breaks
def terminals(good: Plan) -> Iterator[Corrupted]:
    """Nobody fetches one from the station, or brings one there."""
    if good.plan.days[0].inbound and good.plan.request.arrival:
        yield good.day(0, inbound=())
    if good.plan.days[-1].outbound:
        yield good.day(len(good.plan.days) - 1, outbound=())


@_breaks
def transfer(good: Plan) -> Iterator[Corrupted]:
    """The ride to the next city is quicker than any ride is."""
    for number, day in enumerate(good.plan.days):
        if number > 0 and day.inbound:
            ride, *rest = day.inbound
            hasty = {"minutes": ride.minutes - HASTE.seconds // 60, "end": ride.end - HASTE}
            yield good.day(number, inbound=(ride.model_copy(update=hasty), *rest))


@_breaks
def budget(good: Plan) -> Iterator[Corrupted]:
    """A cent less than it costs is there."""
    costs = good.plan.costs
    if costs.total > 1:
        yield good.asking(budget=Budget(currency=costs.currency, total=costs.total - 1))


@_breaks
def party(good: Plan) -> Iterator[Corrupted]:
    """A place takes one fewer than come."""
    for _, _, stop in good.own():
        yield good.knowing(good.place(stop), max_group=good.plan.request.party.size - 1)


@_breaks
def must(good: Plan) -> Iterator[Corrupted]:
    """Another place is wanted."""
    for place in good.others():
        yield good.asking(must=(*good.plan.request.must, place.id))


@_breaks
def must_not(good: Plan) -> Iterator[Corrupted]:
    """A place is not wanted."""
    for _, _, stop in good.own():
        yield good.asking(must_not=(*good.plan.request.must_not, stop.place_id))


@_breaks
def areas(good: Plan) -> Iterator[Corrupted]:
    """The area of a place is to be kept out of."""
    for _, _, stop in good.own():
        for area in good.world.city(good.place(stop).city).neighbourhoods:
            if area.contains(stop.lat, stop.lon):
                yield good.asking(areas_out=(area.name,))


@_breaks
def locks(good: Plan) -> Iterator[Corrupted]:
    """A place is to be visited an hour earlier than it is."""
    for number, _, stop in good.own():
        hour = (stop.start - dt.timedelta(hours=1)).time()
        lock = Lock(place=stop.place_id, date=good.plan.days[number].date, start=hour)
        yield good.asking(locks=(*good.plan.request.locks, lock))


@_breaks
def appointments(good: Plan) -> Iterator[Corrupted]:
    """One is expected somewhere and does not come; or keeps an appointment nobody made."""
    for day in good.plan.days:
        start = dt.datetime.combine(day.date, dt.time(15))
        meeting = Appointment(
            name="Meeting", start=start, end=start + dt.timedelta(hours=1),
            at=Point(lat=day.start.lat, lon=day.start.lon),
        )  # fmt: skip
        yield good.asking(appointments=(*good.plan.request.appointments, meeting))
    for number, position, stop in good.own():
        kept = {name: getattr(stop, name) for name in Fixture.model_fields if name != "kind"}
        stops = list(good.plan.days[number].stops)
        stops[position] = Fixture(**kept)
        yield good.day(number, stops=tuple(stops))


@_breaks
def sights(good: Plan) -> Iterator[Corrupted]:
    """One sight fewer than a day has is the most it may have."""
    for day in good.plan.days:
        count = sum(isinstance(stop, Visit) for stop in day.stops)
        if count > 1:
            yield good.asking(max_sights_on={day.date: count - 1})
    fullest = max(sum(isinstance(s, Visit) for s in day.stops) for day in good.plan.days)
    if fullest > 1:
        yield good.asking(max_sights_day=fullest - 1)


@_breaks
def meals(good: Plan) -> Iterator[Corrupted]:
    """A meal is wanted that is not there."""
    window = Window(start=dt.time(15), end=dt.time(17))
    had = {wish.meal for wish in good.plan.request.meals}
    for name in ("breakfast", "lunch", "dinner"):
        if name not in had:
            tea = MealWish.model_validate({"meal": name, "window": window, "minutes": 15})
            yield good.asking(meals=(*good.plan.request.meals, tea))


@_breaks
def rests(good: Plan) -> Iterator[Corrupted]:
    """A rest is wanted that is not there."""
    nap = RestWish(window=Window(start=dt.time(11), end=dt.time(17)), minutes=10, name="nap")
    yield good.asking(rests=(*good.plan.request.rests, nap))


@_breaks
def lodging(good: Plan) -> Iterator[Corrupted]:
    """The bed is not good enough."""
    stops = good.plan.request.destinations
    fine = tuple(stop.model_copy(update={"lodging": LodgingWish(min_stars=5)}) for stop in stops)
    yield good.asking(destinations=fine)


@_breaks
def repeats(good: Plan) -> Iterator[Corrupted]:
    """A visit is cut in two, and counts as two."""
    for number, position, stop in good.own():
        if isinstance(stop, Visit) and not stop.cost:
            middle = stop.start + (stop.end - stop.start) / 2
            middle = middle.replace(second=0, microsecond=0)
            halves = [stop.model_copy(update=half) for half in ({"end": middle}, {"start": middle})]
            stay = Leg(
                mode=Mode.WALK, origin=stop.name, target=stop.name, start=middle, end=middle,
                minutes=0, metres=0, walk_metres=0,
            )  # fmt: skip
            day = good.plan.days[number]
            stops = (*day.stops[:position], *halves, *day.stops[position + 1 :])
            legs = (*day.legs[: position + 1], stay, *day.legs[position + 1 :])
            place = good.place(stop)
            brief = good.knowing(place, minutes=place.minutes.model_copy(update={"min": 1}))
            yield brief._replace(plan=good.day(number, stops=stops, legs=legs).plan)
