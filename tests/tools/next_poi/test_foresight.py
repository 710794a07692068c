"""The foresight: what it is told, its probabilities, and that training makes it right."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import pytest

from planner.errors import SettingsError
from tests.tools.next_poi.test_ranker import blank_foresight, newcomer
from tools.next_poi.crowd import Crowd
from tools.next_poi.foresight import Foresight
from tools.next_poi.inputs import (
    MOMENT_INPUTS,
    PLACE_INPUTS,
    VISIT_INPUTS,
    moment_inputs,
    place_inputs,
    visit_inputs,
)
from tools.next_poi.scene import City, Scene
from tools.next_poi.training.samples import protocol_samples
from tools.next_poi.visits import HOUR

if TYPE_CHECKING:
    from pathlib import Path

    from tools.next_poi.visits import CheckIns


@pytest.fixture
def city(town: CheckIns) -> City:
    """The town with what everybody does there."""
    return City.of(town.places, Crowd.of(town))


@pytest.fixture
def one_thread() -> None:
    """Threads that wait for one another cost more than they bring at this size."""
    torch = pytest.importorskip("torch")
    torch.set_num_threads(1)


def test_inputs_do_not_depend_on_the_batch(town: CheckIns, city: City) -> None:
    """Beside questions with longer histories each gets the numbers that it gets alone."""
    queries = [newcomer(0), *(sample.query for sample in protocol_samples(town, town)[::7])]
    whole = Scene.of(queries, city)
    together = visit_inputs(whole), moment_inputs(whole), place_inputs(whole)
    for row, query in enumerate(queries):
        one = Scene.of([query], city)
        visits = visit_inputs(one)[0][one.known[0]]
        assert visits.shape == (len(query), VISIT_INPUTS)
        assert together[0][row][whole.known[row]] == pytest.approx(visits, abs=1e-5)
        assert together[1][row] == pytest.approx(moment_inputs(one)[0], abs=1e-5)
        assert together[2][row] == pytest.approx(place_inputs(one)[0], abs=1e-5)
    assert together[1].shape == (len(queries), MOMENT_INPUTS)
    assert together[2].shape == (len(queries), PLACE_INPUTS, len(town.places))
    assert all(np.isfinite(part).all() for part in together)


def test_a_visit_is_told_by_its_hour_and_its_forerunner(town: CheckIns, city: City) -> None:
    """Time since, hours apart, and whether it followed the place just left are what they are."""
    query = protocol_samples(town, town)[-1].query
    scene = Scene.of([query], city)
    assert scene.ago[0] == pytest.approx(query.now - query.time)
    hours = (query.local_now - query.local) / HOUR % 24
    assert scene.apart[0] == pytest.approx(np.minimum(hours, 24 - hours))
    gaps = np.diff(query.time)
    after = (query.place[:-1] == query.place[-1]) & (gaps < 24 * HOUR)
    assert scene.after_last[0, 1:].tolist() == after.tolist()
    assert scene.times[0].tolist() == [(query.place == place).sum() for place in query.place]


def test_it_is_told_that_an_outing_ends(town: CheckIns, city: City) -> None:
    """Of two questions alike but for that, nothing else differs."""
    query = protocol_samples(town, town)[-1].query
    scene = Scene.of([query, replace(query, last=False)], city)
    told, untold = moment_inputs(scene)
    assert (told != untold).sum() == 1
    for inputs in (visit_inputs, place_inputs):
        assert (inputs(scene)[0] == inputs(scene)[1]).all()


def test_probabilities_sum_to_one(town: CheckIns, city: City) -> None:
    """Over all places, whatever was visited."""
    queries = [newcomer(0), protocol_samples(town, town)[-1].query]
    found = blank_foresight(len(town.places.categories)).log_probabilities(Scene.of(queries, city))
    assert np.exp(found).sum(axis=1) == pytest.approx([1.0, 1.0])


def test_unlearned_it_counts(town: CheckIns, city: City) -> None:
    """Where every visit weighs the same, a place has its count and an even part of one more."""
    query = protocol_samples(town, town)[-1].query
    blank = blank_foresight(len(town.places.categories))
    (found,) = blank.log_probabilities(Scene.of([query], city))
    size = len(town.places)
    counts = np.bincount(query.place, minlength=size) + 1 / size
    assert np.exp(found) == pytest.approx(counts / counts.sum())


@pytest.mark.usefixtures("one_thread")
def test_practice_makes_right(town: CheckIns, city: City) -> None:
    """A little training foresees the town's habits, and torch and numpy agree on the loss."""
    import torch

    from tools.next_poi.training.foresee import Course, Teacher
    from tools.next_poi.training.pointer import Draw, Lesson, Pointer, Size

    size = Size(width=32, blocks=2, named=4, personal=4)
    course = Course(
        questions=120, stale=0.2, stale_days=5, groups=3, size=size, epochs=12, batch=16, rate=0.01
    )
    learned = Teacher(town, course, 0).run(lambda line: None)
    samples = [s for s in protocol_samples(town, town) if len(s.query) > 20]
    scene = Scene.of([newcomer(0), *(sample.query for sample in samples)], city)
    targets = np.array([0, *(sample.target for sample in samples)])
    found = learned.log_probabilities(scene)
    assert np.mean(found.argmax(axis=1) == targets) > 0.8
    strangers = [replace(sample.query, user=-1) for sample in samples]
    table = learned.weights["personal.weight"]
    alike = Foresight({**learned.weights, "personal.weight": np.tile(table[-1:], (len(table), 1))})
    aside = learned.log_probabilities(Scene.of(strangers, city))
    assert (aside == alike.log_probabilities(Scene.of(strangers, city))).all()
    own = [sample.query for sample in samples]
    assert np.abs(alike.log_probabilities(Scene.of(own, city)) - found[1:]).max() > 1e-3
    net = Pointer(town.places, size, len(town.users))
    net.load_state_dict({name: torch.as_tensor(v) for name, v in learned.weights.items()})
    everywhere = Draw.of(targets, len(town.places), 1.0, np.random.default_rng(0))
    loss = float(net.eval().loss(Lesson(scene, targets, everywhere)).detach())
    assert -found[np.arange(len(targets)), targets].mean() == pytest.approx(loss, abs=1e-4)


def test_an_epoch_asks_each_group_of_its_own_crowd(town: CheckIns) -> None:
    """Every draw is asked once, in batches of one group, against visits that are not theirs."""
    pytest.importorskip("torch")
    from tools.next_poi.training import foresee

    course = foresee.Course(questions=50, groups=3, batch=8)
    others = [town.take(town.user % 3 != group) for group in range(3)]
    cities = [City.of(town.places, Crowd.of(rows)) for rows in others]
    found = list(foresee.lessons(town, cities, course, np.random.default_rng(0)))
    assert sum(len(lesson.targets) for lesson in found) == 50
    for lesson in found:
        (group,) = set((lesson.scene.user % 3).tolist())
        assert lesson.scene.city is cities[group]


@pytest.mark.usefixtures("one_thread")
def test_killed_run_goes_on_as_if_nothing_had_happened(town: CheckIns, tmp_path: Path) -> None:
    """One epoch, a kill and two more give the very weights of three unbroken ones.

    A state of another seed is refused.
    """
    from tools.next_poi.training.foresee import Course, Teacher
    from tools.next_poi.training.pointer import Size

    class Killed(Exception):
        pass

    def kill(line: str) -> None:
        raise Killed(line)

    course = Course(questions=60, groups=3, size=Size(width=16, blocks=1), epochs=3, batch=16)
    state, said = tmp_path / "foresight.state", list[str]()
    whole = Teacher(town, course, 0).run(lambda line: None)
    with pytest.raises(Killed, match="epoch 1"):
        Teacher(town, course, 0, state_path=state).run(kill)
    resumed = Teacher(town, course, 0, state_path=state).run(said.append)
    assert [line.split(",")[0] for line in said] == ["foresight: epoch 2", "foresight: epoch 3"]
    assert resumed.weights.keys() == whole.weights.keys()
    for name, value in whole.weights.items():
        assert np.array_equal(value, resumed.weights[name]), name
    with pytest.raises(SettingsError, match="Remove it"):
        Teacher(town, course, 1, state_path=state)


def test_places_drawn_stand_for_all() -> None:
    """All targets are drawn, and the sum over the others expects that over all places."""
    pytest.importorskip("torch")
    from tools.next_poi.training.pointer import Draw

    rng, targets = np.random.default_rng(0), np.array([3, 70, 3])
    weight = rng.random(100)
    sums = []
    for _ in range(400):
        draw = Draw.of(targets, 100, 0.25, rng)
        assert set(targets) <= set(draw.places)
        sums.append((weight[draw.places] * np.exp(draw.lift)).sum())
    assert np.mean(sums) == pytest.approx(weight.sum(), rel=0.02)


def test_some_places_are_told_as_among_all(town: CheckIns, city: City) -> None:
    """What speaks for a place is the same whichever others are asked about."""
    scene = Scene.of([newcomer(0), protocol_samples(town, town)[-1].query], city)
    some = np.array([1, 4, 5])
    assert place_inputs(scene, some) == pytest.approx(place_inputs(scene)[:, :, some], abs=1e-5)
