"""Simple planners: where they go next, and what they mind on the way."""

from __future__ import annotations

import datetime as dt
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest

from agents.resolve import resolve
from agents.supplies import gather
from eval.baselines import nearest, popular
from eval.checker import CatalogueDirectory, check
from planner.itinerary import Meal, Visit
from planner.lodging import metres_between
from planner.model import Point
from planner.request import Appointment, Destination, TripRequest
from tools.catalogue import Catalogue
from tools.world import CatalogueWorld

if TYPE_CHECKING:
    from typing import Any

    from eval.baselines import Planner
    from planner.itinerary import Itinerary

ROME = Catalogue.starter("rome")
WORLD = CatalogueWorld({"rome": ROME})


def _planned(planner: Planner, **more: Any) -> Itinerary:
    asked = TripRequest(
        destinations=(Destination(city="rome", nights=1),), start=dt.date(2027, 6, 8), **more
    )
    request, stores, _ = resolve(asked, ())
    return planner(request, gather(request, stores))


def _broken(plan: Itinerary) -> set[str]:
    return {found.rule for found in check(plan, WORLD, CatalogueDirectory([ROME]))}


def _hop(plan: Itinerary) -> float:
    """Mean metres between neighbouring stops."""
    points = [[Point(lat=s.lat, lon=s.lon) for s in day.stops] for day in plan.days]
    hops = [metres_between(a, b) for row in points for a, b in pairwise(row)]
    return sum(hops) / len(hops)


def _renown(plan: Itinerary) -> float:
    sights = [WORLD.place(s.place_id) for day in plan.days for s in day.stops if s.kind == "visit"]
    known = [place.popularity for place in sights if place is not None]
    return sum(known) / len(known)


def test_one_goes_by_distance_and_the_other_by_renown() -> None:
    """Both fill their days and eat; the one walks less, the other sees what is better known."""
    near, known = _planned(nearest), _planned(popular)
    for plan in (near, known):
        assert all(sum(isinstance(stop, Visit) for stop in day.stops) >= 3 for day in plan.days)
        assert all(any(isinstance(stop, Meal) for stop in day.stops) for day in plan.days)
        assert not _broken(plan) & {"open", "season", "reachable", "day_window", "repeats"}
    assert _hop(near) < 0.5 * _hop(known)
    assert _renown(near) < _renown(known)


def test_of_two_appointments_at_once_the_first_is_kept() -> None:
    """Who is expected twice at three goes to one of them, and has a day around it."""
    items = tuple(
        Appointment(
            name=name, start=dt.datetime(2027, 6, 8, 15), end=dt.datetime(2027, 6, 8, 16),
            place=place,
        )
        for name, place in (("Tailor", "Pantheon"), ("Barber", "Villa Farnesina"))
    )  # fmt: skip
    names = [stop.name for stop in _planned(nearest, appointments=items).days[0].stops]
    assert len({"Tailor", "Barber"} & set(names)) == 1
    assert len(names) > 3


@pytest.mark.parametrize("planner", [nearest, popular])
def test_what_must_be_seen_comes_first_and_appointments_are_kept(planner: Planner) -> None:
    """The must opens the first day if it can; who is expected at three is there."""
    item = Appointment(
        name="Tailor", start=dt.datetime(2027, 6, 8, 15), end=dt.datetime(2027, 6, 8, 16),
        place="Pantheon",
    )  # fmt: skip
    plan = _planned(planner, must=("Villa Farnesina",), appointments=(item,))
    names = [stop.name for stop in plan.days[0].stops]
    assert names[0] == "Villa Farnesina"
    assert "Tailor" in names
    assert not _broken(plan) & {"must", "appointments"}
