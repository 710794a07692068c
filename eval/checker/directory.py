"""Looking up in catalogues what a request names."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterable

    from planner.city import City
    from planner.place import Place
    from planner.taxonomy import Group
    from tools.catalogue.find import Hit


class Searchable(Protocol):
    """What is needed of a catalogue: ``tools.catalogue.Catalogue`` has it."""

    @property
    def city(self) -> City:
        """The city whose places these are."""
        ...

    def find(
        self, text: str, limit: int = ..., *, groups: Iterable[Group] | None = ...
    ) -> list[Hit]:
        """Places that a typed name may mean, likeliest first."""
        ...

    def count(self, groups: Iterable[Group] | None = ...) -> int:
        """How many places there are of these roles."""
        ...


class CatalogueDirectory:
    """A directory over catalogues: of names equally like, the more popular place is meant.

    Args:
        catalogues: one a city.
    """

    def __init__(self, catalogues: Iterable[Searchable]) -> None:
        """Index the catalogues by city."""
        self._by_city = {catalogue.city.id: catalogue for catalogue in catalogues}

    def find(
        self, name: str, cities: tuple[str, ...], groups: tuple[Group, ...] = ()
    ) -> Place | None:
        """The best match of a name in those cities, among places of those roles (none: any)."""
        searched = (self._by_city[city] for city in cities if city in self._by_city)
        hits = [hit for store in searched for hit in store.find(name, 1, groups=groups or None)]
        best = max(hits, key=lambda hit: (hit.score, hit.place.popularity), default=None)
        return best.place if best else None

    def has(self, city_id: str, group: Group) -> bool:
        """Whether a city has any place of that role."""
        return city_id in self._by_city and self._by_city[city_id].count([group]) > 0
