"""Choosing where to sleep: the lodging named, or the one that suits wish, purse and sights best."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, NamedTuple

from planner.eligible import admits, in_any_area
from planner.frame import Spot
from planner.model import Point
from planner.money import converted, night_cost, rooms_needed
from planner.scoring import interest_key
from planner.taxonomy import Category, Group

if TYPE_CHECKING:
    from collections.abc import Iterable

    from planner.city import City
    from planner.facts import World
    from planner.place import Place
    from planner.request import LodgingWish, TripRequest

OWN_LODGING = "your lodging"
#: Metres of distance from the sights' centre that outweigh one step of quality.
NEARNESS = 1_500.0
#: Euros a night and person that outweigh one step of quality.
DEARNESS = 60.0


class Lodging(NamedTuple):
    """Where one sleeps in one destination.

    Attributes:
        place: None for a place of one's own, for the centre where the catalogue has no lodging, and
            on a day trip.
        nightly: for all rooms, in the trip's currency; 0 where unknown or one's own.
        priced: whether ``nightly`` is known.
        on_file: False where the catalogue has no lodging in that city at all.
    """

    spot: Spot
    place: Place | None
    rooms: int
    nightly: float
    priced: bool = True
    on_file: bool = True


def wish_for(request: TripRequest, stay: int) -> LodgingWish:
    """The wish that holds for one destination: its own, else the trip's."""
    return request.destinations[stay].lodging or request.lodging


def fits(place: Place, wish: LodgingWish, city: City, rooms: int, nightly: float | None) -> bool:
    """Whether a lodging meets the wish. An unknown price breaks no cap on it: it is marked."""
    if wish.kinds and place.category.value not in wish.kinds:
        return False
    if wish.areas and not in_any_area(place, city, wish.areas):
        return False
    if wish.min_stars is not None and (place.stars or 0) < wish.min_stars:
        return False
    if not {interest_key(offer) for offer in wish.offers} <= {*map(interest_key, place.tags)}:
        return False
    if nightly is None:
        return True
    most = math.inf if wish.max_nightly is None else wish.max_nightly
    return (wish.min_nightly or 0.0) * rooms - 1e-9 <= nightly <= most * rooms + 1e-9


def centre_of(places: Iterable[Place], city: City) -> Point:
    """Where the sights are: the median position of the most visited, else the city's centre."""
    top = sorted(places, key=lambda p: (-p.popularity, p.id))[:25]
    if not top:
        return Point(lat=city.lat, lon=city.lon)
    lats, lons = sorted(p.lat for p in top), sorted(p.lon for p in top)
    return Point(lat=lats[len(top) // 2], lon=lons[len(top) // 2])


def metres_between(a: Point, b: Point) -> float:
    """Distance on an equirectangular projection; good to a percent within a city."""
    y = (a.lat - b.lat) * 111_195
    x = (a.lon - b.lon) * 111_195 * math.cos(math.radians((a.lat + b.lat) / 2))
    return math.hypot(x, y)


def day_base(request: TripRequest, world: World) -> Spot:
    """Where a day trip without terminals starts and ends: the lodging named, else the centre."""
    wish, city = wish_for(request, 0), world.city(request.destinations[0].city)
    if wish.at is not None:
        return Spot(wish.name or OWN_LODGING, wish.at)
    named = world.place(wish.place) if wish.place is not None else None
    if named is not None:
        return Spot(named.name, named.point, named.id)
    return city_centre(city)


def city_centre(city: City) -> Spot:
    """The middle of a city, as a spot."""
    return Spot(f"{city.name} centre", Point(lat=city.lat, lon=city.lon))


def choose_lodgings(
    stay: int, places: Iterable[Place], request: TripRequest, currency: str, world: World
) -> list[Lodging]:
    """Lodgings that meet the wish for one destination, best first; empty if none on file does."""
    wish, city = wish_for(request, stay), world.city(request.destinations[stay].city)
    if request.days == 1:
        return [Lodging(day_base(request, world), None, 1, 0.0)]
    places = list(places)
    if wish.at is not None:
        rooms = wish.rooms or rooms_needed(wish, request.party, 2)
        cost = converted(wish.nightly * rooms, currency, currency, world)
        return [Lodging(Spot(wish.name or OWN_LODGING, wish.at), None, rooms, cost)]
    stays = [p for p in places if p.group is Group.STAY and p.category is not Category.LODGING_AREA]
    if wish.place is not None:
        named = world.place(wish.place)
        if named is None or named.city != city.id or admits(named, request) is not None:
            return []
        return [_lodging(named, wish, request, currency, world)]
    if not world.has(city.id, Group.STAY):
        rooms = wish.rooms or 1
        return [Lodging(city_centre(city), None, rooms, 0.0, priced=False, on_file=False)]
    heart = centre_of((p for p in places if p.group is Group.SIGHT), city)
    offers = []
    for place in stays:
        offer = _lodging(place, wish, request, currency, world)
        price = offer.nightly if offer.priced else None
        if place.id in request.must_not or admits(place, request) is not None:
            continue
        if fits(place, wish, city, offer.rooms, price):
            rank = (*_rank(offer, wish), -_quality(offer, heart, request, currency, world))
            offers.append((rank, place.id, offer))
    ranked = [offer for _, _, offer in sorted(offers, key=lambda item: item[:2])]
    return ranked if wish.order is None else ranked[:1]


def _rank(offer: Lodging, wish: LodgingWish) -> tuple[float, ...]:
    """What the wish orders lodgings by, least first; no wish, no order."""
    place = offer.place
    assert place is not None
    if wish.order == "cheapest":
        return (offer.nightly if offer.priced else math.inf,)
    return (-place.popularity, -(place.stars or 0)) if wish.order == "best" else ()


def _lodging(
    place: Place, wish: LodgingWish, request: TripRequest, currency: str, world: World
) -> Lodging:
    rooms = rooms_needed(wish, request.party, place.room_capacity)
    cost = night_cost(place, rooms, currency, world)
    spot = Spot(place.name, place.point, place.id)
    return Lodging(spot, place, rooms, cost or 0.0, priced=cost is not None)


def _quality(
    offer: Lodging, heart: Point, request: TripRequest, currency: str, world: World
) -> float:
    """Steps of quality: stars and renown, less distance from the sights and price per person."""
    place = offer.place
    assert place is not None
    euros = euros_a_head(offer, request, currency, world)
    far = metres_between(place.point, heart) / NEARNESS
    return standard(place, request) - far - euros / DEARNESS


def standard(place: Place, request: TripRequest) -> float:
    """Steps of quality of a lodging in itself, wherever it lies and whatever it costs."""
    stars = place.stars if place.stars is not None else 2.5
    access = 0.5 if request.party.wheelchair and place.wheelchair != "yes" else 0.0
    return 0.6 * stars + place.popularity + 0.5 * place.confidence - access


def euros_a_head(offer: Lodging, request: TripRequest, currency: str, world: World) -> float:
    """Euros a night and person; what is unpriced is taken to be dear."""
    if not offer.priced:
        return DEARNESS
    return offer.nightly / world.rate("EUR", currency) / request.party.size
