"""From names as typed to ids of the catalogue: cities, places, areas, lodgings and terminals."""

from __future__ import annotations

import difflib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from planner.change import Change, Swap
from planner.errors import RequestError, UnknownNameError
from planner.itinerary import Note
from planner.scoring import interest_key
from planner.taxonomy import Category, Group
from tools.catalogue import Catalogue, resolve_city

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from planner.request import LodgingWish, Terminal, TripRequest

VISITED = (Group.SIGHT, Group.FOOD)


@dataclass
class Resolver:
    """Resolves the names of one request, and collects every name it cannot.

    Attributes:
        catalogues: by city id, in the order of the destinations.
        notes: how names were understood, where that is not plain.
        errors: (field, what is wrong) of every name that stands for nothing.
    """

    catalogues: dict[str, Catalogue]
    notes: list[Note] = field(default_factory=list)
    errors: list[tuple[str, str]] = field(default_factory=list)

    def place(self, name: str, where: str, groups: Sequence[Group], city: str | None = None) -> str:
        """The id of a named place; the name itself, and an error noted, where none is called so."""
        stores = [store for key, store in self.catalogues.items() if city in (None, key)]
        for store in stores:
            if store.get(name) is not None:
                return name
        hits = sorted(
            (hit for store in stores for hit in store.find(name, groups=groups)),
            key=lambda hit: (-hit.sure, -hit.score),
        )
        if hits and hits[0].sure:
            found = hits[0].place
            if found.name.casefold() != name.casefold():
                text = f"{name!r} is taken to be {found.name}."
                self.notes.append(Note(kind="assumption", text=text, place_id=found.id))
            return found.id
        near = tuple(hit.place.name for hit in hits[:3])
        self.errors.append((where, str(UnknownNameError("place", name, near))))
        return name

    def area(self, name: str, where: str) -> str:
        """The name of an area of one of the cities, as it is."""
        areas = [a for store in self.catalogues.values() for a in store.city.neighbourhoods]
        if not any(store.city.neighbourhood(name) for store in self.catalogues.values()):
            known = [label for a in areas for label in (a.name, *a.aliases)]
            near = tuple(difflib.get_close_matches(name, known, n=3, cutoff=0.5))
            self.errors.append((where, str(UnknownNameError("area", name, near))))
        return name

    def lodging(self, wish: LodgingWish, where: str, city: str | None) -> LodgingWish:
        """A lodging wish with its place and areas resolved."""
        update: dict[str, Any] = {}
        if wish.place is not None:
            update["place"] = self.place(wish.place, f"{where}.place", (Group.STAY,), city)
        for i, name in enumerate(wish.areas):
            self.area(name, f"{where}.areas.{i}")
        return wish.model_copy(update=update) if update else wish

    def terminal(self, terminal: Terminal | None, where: str, city: str) -> Terminal | None:
        """A terminal with its airport, station or pier resolved."""
        if terminal is None or terminal.at is None:
            return terminal
        found = self.place(terminal.at, f"{where}.at", (Group.HUB,), city)
        return terminal.model_copy(update={"at": found})

    def complain(self) -> None:
        """Raise every error collected as one."""
        if self.errors:
            message = "\n".join(f"{where}: {what}" for where, what in self.errors)
            raise RequestError(message, tuple(where for where, _ in self.errors))

    def interests(self, request: TripRequest) -> None:
        """Note interests that nothing in the catalogues answers; kept, they change nothing."""
        known = {category.value for category in Category} | {group.value for group in Group}
        for name in request.interests:
            key, stores = interest_key(name), self.catalogues.values()
            if key not in known and not any(store.has_label(key, VISITED) for store in stores):
                text = f"Nothing on file answers the interest {name!r}: it changes nothing."
                self.notes.append(Note(kind="warning", text=text))


def _open_city(name: str, files: Sequence[Path | str], where: str) -> Catalogue:
    """The catalogue of a city.

    Raises:
        RequestError: no catalogue has it; ``where`` names the field.
    """
    try:
        return resolve_city(name, files)
    except UnknownNameError as error:
        raise RequestError(f"{where}: {error}", (where,)) from error


def open_cities(
    request: TripRequest, files: Sequence[Path | str], where: str = "destinations"
) -> list[Catalogue]:
    """The catalogue of each destination of a request.

    Raises:
        RequestError: no catalogue has one; the field is named as those of ``where``.
    """
    return [
        _open_city(stop.city, files, f"{where}.{i}.city")
        for i, stop in enumerate(request.destinations)
    ]


def resolve(
    request: TripRequest, files: Sequence[Path | str] = ()
) -> tuple[TripRequest, dict[str, Catalogue], tuple[Note, ...]]:
    """Replace every name in a request by its id.

    Returns:
        The resolved request, the catalogues by city id, and notes on how names were understood.

    Raises:
        RequestError: names that stand for nothing, all of them, each with its field.
    """
    stores = open_cities(request, files)
    catalogues = {store.city.id: store for store in stores}
    r = Resolver(catalogues)
    stops = tuple(
        stop.model_copy(
            update={
                "city": store.city.id,
                "lodging": stop.lodging
                and r.lodging(stop.lodging, f"destinations.{i}.lodging", store.city.id),
            }
        )
        for i, (stop, store) in enumerate(zip(request.destinations, stores, strict=True))
    )
    update: dict[str, Any] = {
        "destinations": stops,
        "lodging": r.lodging(request.lodging, "lodging", None),
        "arrival": r.terminal(request.arrival, "arrival", stops[0].city),
        "departure": r.terminal(request.departure, "departure", stops[-1].city),
        "must": _distinct(r.place(n, f"must.{i}", VISITED) for i, n in enumerate(request.must)),
        "must_not": _distinct(
            r.place(n, f"must_not.{i}", (*VISITED, Group.STAY))
            for i, n in enumerate(request.must_not)
        ),
        "areas_in": tuple(r.area(n, f"areas_in.{i}") for i, n in enumerate(request.areas_in)),
        "areas_out": tuple(r.area(n, f"areas_out.{i}") for i, n in enumerate(request.areas_out)),
        "avoid": _each(r, request.avoid, "avoid"),
        "shuns": _each(r, request.shuns, "shuns"),
        "locks": _each(r, request.locks, "locks"),
        "appointments": _each(r, request.appointments, "appointments", tuple(Group)),
    }
    r.interests(request)
    r.complain()
    changed = {key: value for key, value in update.items() if value != getattr(request, key)}
    return request.model_copy(update=changed), catalogues, tuple(r.notes)


def _each(
    r: Resolver, items: Iterable[Any], field: str, groups: Sequence[Group] = VISITED
) -> tuple[Any, ...]:
    """Items of a field with the places that they name resolved."""
    return tuple(
        item
        if item.place is None
        else item.model_copy(update={"place": r.place(item.place, f"{field}.{i}.place", groups)})
        for i, item in enumerate(items)
    )


def resolve_change(
    change: Change, catalogues: dict[str, Catalogue]
) -> tuple[Change, tuple[Note, ...]]:
    """Replace every place name in a change by its id.

    Raises:
        RequestError: names that stand for nothing, all of them, each with its field.
    """
    r = Resolver(catalogues)

    update = {
        "drop": tuple(r.place(n, f"drop.{i}", VISITED) for i, n in enumerate(change.drop)),
        "add": tuple(r.place(n, f"add.{i}", VISITED) for i, n in enumerate(change.add)),
        "swap": tuple(
            Swap(
                out=r.place(s.out, f"swap.{i}.out", VISITED),
                into=r.place(s.into, f"swap.{i}.into", VISITED),
            )
            for i, s in enumerate(change.swap)
        ),
        "close": _each(r, change.close, "close"),
        "lock": _each(r, change.lock, "lock"),
        "unlock": tuple(r.place(n, f"unlock.{i}", VISITED) for i, n in enumerate(change.unlock)),
    }
    r.complain()
    return change.model_copy(update=update), tuple(r.notes)


def _distinct(ids: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(ids))
