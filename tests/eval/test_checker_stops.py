"""The rules identity, length, party, areas and repeats."""

from __future__ import annotations

import pytest

from planner.itinerary import Note
from planner.request import Lock, Party
from planner.taxonomy import Category
from tests.eval.edits import changed, found, later, with_request, with_stay, with_stop
from tests.worlds import TinyWorld, good_itinerary

WORLD = TinyWorld()
DOUBT = Note(kind="unverified", text="Ask about steps.")


@pytest.mark.parametrize(
    ("update", "amount"),
    [
        ({"place_id": "lumen:atlantis"}, None),
        ({"name": "Town Museum"}, None),
        ({"category": Category.PALACE}, None),
    ],
)
def test_identity_of_a_stop(update: dict[str, object], amount: float | None) -> None:
    """A stop is what the catalogue says it is."""
    assert found(with_stop(good_itinerary(), 0, 0, **update), "identity") == [(0, 0, amount)]


def test_identity_of_a_position() -> None:
    """A stop 111 metres north of its place is elsewhere."""
    plan = good_itinerary()
    north = with_stop(plan, 0, 0, lat=plan.days[0].stops[0].lat + 0.001)
    ((day, stop, metres),) = found(north, "identity")
    assert (day, stop) == (0, 0)
    assert metres == pytest.approx(111.2, abs=0.1)


def test_identity_of_a_bed() -> None:
    """A night in a hotel under another name is nobody's hotel."""
    assert found(with_stay(good_itinerary(), 0, name="Grand Hotel"), "identity") == [
        (0, None, None)
    ]


@pytest.mark.parametrize(("minutes", "off"), [(45, None), (44, 1), (180, None), (182, 2)])
def test_length_of_a_visit(minutes: int, off: float | None) -> None:
    """The museum makes sense for 45 to 180 minutes."""
    plan = good_itinerary()
    visit = plan.days[0].stops[0]
    changed_plan = with_stop(plan, 0, 0, end=later(visit.start, minutes))
    assert found(changed_plan, "length") == ([(0, 0, off)] if off else [])


@pytest.mark.parametrize(
    ("meal", "minutes", "off"),
    [
        ("lunch", 20, None),
        ("lunch", 19, 1),
        ("lunch", 181, 1),
        ("breakfast", 15, None),
        ("breakfast", 14, 1),
    ],
)
def test_length_of_a_meal(meal: str, minutes: int, off: float | None) -> None:
    """A meal lasts 20 minutes, breakfast 15, none more than three hours."""
    plan = good_itinerary()
    short = with_stop(plan, 0, 1, meal=meal, end=later(plan.days[0].stops[1].start, minutes))
    assert found(short, "length") == ([(0, 1, off)] if off else [])


def test_party_age() -> None:
    """The youngest must be old enough."""
    world = changed(WORLD, "lumen:museum", min_age=10)
    for age, expected in ((10, []), (7, [(0, 0, 3)])):
        plan = with_request(good_itinerary(), party=Party(adults=2, children=(age,)))
        assert found(plan, "party", world) == expected


def test_party_size() -> None:
    """The trattoria takes eight."""
    for adults, expected in ((8, []), (9, [(0, 4, 1)])):
        plan = with_request(good_itinerary(), party=Party(adults=adults))
        assert found(plan, "party") == expected


def test_party_on_wheels() -> None:
    """The church has no way in; the market has one in part, which must be said."""
    plan = with_request(good_itinerary(), party=Party(wheelchair=True))
    assert found(plan, "party") == [(1, 0, None), (1, 1, None)]
    assert found(with_stop(plan, 1, 0, notes=(DOUBT,)), "party") == [(1, 1, None)]


def test_party_with_a_stroller() -> None:
    """Where nothing is known of strollers, as at the church, that must be said."""
    plan = with_request(good_itinerary(), party=Party(stroller=True))
    assert found(plan, "party") == [(1, 0, None), (1, 1, None)]
    marked = with_stop(with_stop(plan, 1, 0, notes=(DOUBT,)), 1, 1, notes=(DOUBT,))
    assert found(marked, "party") == []


def test_party_sleeps_somewhere_too() -> None:
    """A bed up the stairs is no bed for a wheelchair."""
    world = changed(WORLD, "lumen:hotel", wheelchair="no")
    plan = with_request(good_itinerary(), party=Party(wheelchair=True))
    assert (0, None, None) in found(plan, "party", world)


def test_areas_to_stay_within() -> None:
    """The gallery and the park lie by the river; a must and a lock are exempt."""
    plan = with_request(good_itinerary(), areas_in=("historic centre",))
    assert found(plan, "areas") == [(0, 2, None), (0, 3, None)]
    other = with_request(plan, must=("City Museum",))
    assert found(other, "areas") == [(0, 2, None), (0, 3, None)]
    exempt = with_request(plan, must=("Gallery of Light",), locks=(Lock(place="lumen:park"),))
    assert found(exempt, "areas") == []


def test_areas_to_keep_out_of() -> None:
    """Nothing may lie by the river, and everything may if all areas are wanted."""
    plan = good_itinerary()
    assert found(with_request(plan, areas_out=("riverside",)), "areas") == [
        (0, 2, None),
        (0, 3, None),
    ]
    assert found(with_request(plan, areas_in=("Old Town", "Riverside")), "areas") == []


def test_repeats() -> None:
    """A second lunch at the bistro is one too many."""
    bistro = WORLD.place("lumen:bistro")
    assert bistro is not None
    again = with_stop(good_itinerary(), 1, 2, place_id=bistro.id)
    assert found(again, "repeats") == [(1, 2, None)]
    assert found(good_itinerary(), "repeats") == []
