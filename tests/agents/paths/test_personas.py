"""Personas: what each weighs, what none may touch, and who suits which trip."""

from __future__ import annotations

import datetime as dt
from dataclasses import fields, replace

import numpy as np
import pytest

from agents.paths import persona_named, personas_for
from agents.paths.persona import Persona, seen_by
from agents.paths.personas import LATE, OWN, PERSONAS
from agents.paths.promise import PROMISES
from planner.request import Pace, Party, Window
from tests.agents.paths.town import ground_of, plain_ground
from tests.worlds import good_request

#: What is soft in a problem; everything else is as hard for one persona as for another.
SOFT = {"value", "weights", "pace", "stamina"}


@pytest.mark.parametrize("persona", PERSONAS, ids=lambda persona: persona.name)
def test_a_persona_changes_the_soft_side_alone(persona: Persona) -> None:
    """Hours, ways, caps, what is due and what is wanted are the same to all."""
    problem = plain_ground().problem
    seen = seen_by(persona, problem)
    for field in fields(seen):
        if field.name not in SOFT | ({"free", "others"} if persona.later else set()):
            own, other = getattr(problem.arrays, field.name), getattr(seen, field.name)
            assert np.array_equal(own, other) if isinstance(own, np.ndarray) else own is other
    assert ((seen.value > 0) == (problem.arrays.value > 0)).all()


def test_late_mornings_begin_later_and_at_no_other_base_sooner() -> None:
    """No day is begun before ten; who begins at eleven is asked to sleep no longer."""
    problem = plain_ground().problem
    seen = seen_by(LATE, problem)
    assert all((base.free == 600).all() for base in seen.bases)
    assert (problem.arrays.free < 600).all()
    eleven = Window(start=dt.time(11), end=dt.time(22))
    assert LATE not in personas_for(good_request(day_window=eleven), {})


def test_the_traveller_s_own_persona_changes_nothing() -> None:
    """Its objective is the traveller's, to the last bit."""
    problem = ground_of(prior={"lumen:park": 1.7}).problem
    seen = seen_by(OWN, problem)
    assert np.array_equal(seen.value, problem.arrays.value)
    assert seen.weights == problem.arrays.weights
    assert np.array_equal(seen.stamina, problem.arrays.stamina)


def test_what_a_persona_likes_is_worth_more_to_it() -> None:
    """Parks count half as much again outdoors, by exactly that; the museum stays as it was."""
    problem = plain_ground().problem
    ids = [node.place.id if node.place is not None else "" for node in problem.trip.nodes]
    park, museum = ids.index("lumen:park"), ids.index("lumen:museum")
    seen = seen_by(persona_named("outdoors"), problem)
    assert seen.value[park] == pytest.approx(1.5 * problem.arrays.value[park])
    assert seen.value[museum] == pytest.approx(problem.arrays.value[museum])


def test_routines_lean_on_what_is_known_of_taste() -> None:
    """A place twice to one's taste counts twice more on the path of one's routines."""
    problem = ground_of(prior={"lumen:park": 2.0}).problem
    ids = [node.place.id if node.place is not None else "" for node in problem.trip.nodes]
    park = ids.index("lumen:park")
    seen = seen_by(persona_named("your routines"), problem)
    assert seen.value[park] == pytest.approx(2.0 * problem.arrays.value[park])


def test_every_weight_and_promise_that_is_named_is_there() -> None:
    """A persona that names a weight or a measure that does not exist would be a silent one."""
    weights = plain_ground().problem.arrays.weights._fields
    for persona in PERSONAS:
        assert set(persona.weights) <= set(weights)
        assert persona.promise in {"", *PROMISES}
    assert len({persona.name for persona in PERSONAS}) == len(PERSONAS) >= 9


def test_who_suits_a_trip() -> None:
    """One's own first; family with children, routines with a known taste."""
    plain = good_request()
    names = [persona.name for persona in personas_for(plain, {})]
    assert names[0] == OWN.name
    assert len(names) >= 9
    assert {"family", "your routines"}.isdisjoint(names)
    assert "your routines" not in {p.name for p in personas_for(plain, {"lumen:park": 1.0})}
    assert "your routines" in {p.name for p in personas_for(plain, {"lumen:park": 1.4})}
    children = plain.model_copy(update={"party": Party(children=(6,))})
    assert "family" in {p.name for p in personas_for(children, {})}
    packed = {p.name for p in personas_for(plain.model_copy(update={"pace": Pace.PACKED}), {})}
    relaxed = {p.name for p in personas_for(plain.model_copy(update={"pace": Pace.RELAXED}), {})}
    assert "calm" not in packed
    assert "full days" not in relaxed
    hungry = plain.model_copy(update={"meals": ()})
    assert "food" not in {p.name for p in personas_for(hungry, {})}


def test_a_persona_is_plain_data() -> None:
    """Two personas of the same numbers are the same."""
    assert replace(OWN) == OWN
