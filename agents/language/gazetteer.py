"""Names on file: which words of a message are a city, a place or an area."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING

from planner.model import Point
from planner.taxonomy import Group
from tools.names import deciding_words, fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from tools.catalogue import Catalogue

#: Groups of places that one names in a message.
NAMED = (Group.SIGHT, Group.FOOD, Group.STAY, Group.HUB)

#: Most places of a city known by name at once, by popularity; the others are looked up when named.
_KNOWN = 5_000
#: Likeness from which a name that is not surely meant is worth asking about.
_LIKE = 0.8


@dataclass(frozen=True)
class Gazetteer:
    """Names that a message may hold.

    Attributes:
        cities: folded spelling -> the city's name.
        places, areas: folded spelling -> the name on file.
        unvisited: names on file of lodgings, airports and stations, which are not visited.
        stores: catalogues in which names with slips are looked for.
    """

    cities: Mapping[str, str] = field(default_factory=dict)
    places: Mapping[str, str] = field(default_factory=dict)
    areas: Mapping[str, str] = field(default_factory=dict)
    unvisited: frozenset[str] = frozenset()
    stores: Sequence[Catalogue] = ()

    @classmethod
    def of_cities(cls, names: Iterable[str]) -> Gazetteer:
        """A gazetteer of cities alone."""
        return cls(cities={fold(name): name for name in names})

    def knowing(self, stores: Sequence[Catalogue]) -> Gazetteer:
        """The same cities, with the places and areas of these catalogues."""
        places, areas = dict[str, str](), dict[str, str]()
        for store in stores:
            of_store, areas_of_store = _names(store)
            places, areas = of_store | places, areas_of_store | areas
        unvisited = frozenset(
            place.name for store in stores for place in store.places((Group.STAY, Group.HUB))
        )
        return Gazetteer(self.cities, places, areas, unvisited, tuple(stores))

    def find(self, name: str, groups: Sequence[Group] = NAMED) -> str | None:
        """The name on file of the place surely meant, slips and all."""
        hits = (h for store in self.stores for h in store.find(name, limit=1, groups=groups))
        best = max(hits, key=lambda hit: (hit.sure, hit.score), default=None)
        return best.place.name if best is not None and best.sure else None

    def sight_of_area(self, typed: str) -> str | None:
        """The sight that a quarter's other name begins: a shrine that one's quarter is called by.

        None where the quarter itself is called so, as "Trastevere" is.
        """
        key, area = fold(typed), self.areas.get(fold(typed))
        if area is None or deciding_words(key) == deciding_words(fold(area)):
            return None
        name = self.find(typed, (Group.SIGHT,))
        return name if name is not None and f"{fold(name)} ".startswith(f"{key} ") else None

    def candidates(self, name: str) -> tuple[str, ...]:
        """Names on file that may be meant, likeliest first; none where nothing is like it."""
        hits = [hit for store in self.stores for hit in store.find(name, limit=3, groups=NAMED)]
        hits.sort(key=lambda hit: -hit.score)
        return tuple(hit.place.name for hit in hits[:3] if hit.score >= _LIKE)

    def point(self, name: str | None) -> Point | None:
        """Where an area or place is; of no name, the middle of the first city."""
        for store in self.stores:
            if name is None:
                return Point(lat=store.city.lat, lon=store.city.lon)
            area = store.city.neighbourhood(name)
            if area is not None:
                return Point(lat=area.polygon.centroid.y, lon=area.polygon.centroid.x)
            hits = store.find(name, limit=1)
            if hits and hits[0].sure:
                return hits[0].place.point
        return None


@lru_cache(maxsize=8)  # catalogues are opened once and shared
def _names(store: Catalogue) -> tuple[dict[str, str], dict[str, str]]:
    """Names of the places and areas of a catalogue, of several called alike the better known."""
    own = {fold(name) for name in (store.city.name, *store.city.aliases)}
    places: dict[str, str] = {}
    for place in store.places(NAMED, limit=_KNOWN):
        for name in (place.name, place.name_local or place.name, *place.aliases):
            key = fold(name)
            if key not in own and any(len(word) > 2 for word in deciding_words(key)):
                places.setdefault(key, place.name)
    areas = {
        fold(name): area.name
        for area in reversed(store.city.neighbourhoods)
        for name in (*area.aliases, area.name)
    }
    return places, areas
