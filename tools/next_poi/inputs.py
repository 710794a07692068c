"""What a network is told of a scene: of each visit, of the moment, and of each place.

All inputs are float32 and finite.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from tools.next_poi.scene import NEVER
from tools.next_poi.visits import DAY, HOUR, decays, hour_match, is_weekend, near, weekday

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from tools.next_poi.scene import Scene
    from tools.next_poi.visits import FloatArray, IntArray

VISIT_INPUTS, MOMENT_INPUTS, PLACE_INPUTS = 55, 16, 16
#: All places of a city.
EVERY = slice(None)
#: Latest places that a place's distance to where somebody has been is taken from.
NEAREST = 48
#: Taken for that distance in km, and for that to the place just left, where there is none.
_FAR, _UNKNOWN = 99.0, 5.0


def moment_inputs(scene: Scene) -> FloatArray:
    """What the moment itself says, [b, MOMENT_INPUTS]."""
    turn = scene.local_now % DAY * (2 * np.pi / DAY)
    count = scene.known.sum(axis=1, keepdims=True)
    distinct = (scene.known / scene.times).sum(axis=1, keepdims=True)
    under_way = scene.under_way.sum(axis=1, keepdims=True)
    first = np.minimum(scene.known.shape[1] - under_way, scene.known.shape[1] - 1)
    began = np.take_along_axis(scene.gap, first, axis=1)
    idle = np.where(under_way < count, began / DAY, 60.0)
    lately = scene.known & (np.arange(scene.known.shape[1]) >= scene.known.shape[1] - 20)
    new = ~(np.tril(scene.same, -1).any(axis=2))
    columns = [
        np.sin(turn),
        np.cos(turn),
        np.sin(2 * turn),
        np.cos(2 * turn),
        is_weekend(scene.local_now),
        weekday(scene.local_now) == 4,
        np.log(scene.since / HOUR),
        np.log1p(count) - 4,
        np.log1p(under_way) - 1,
        np.log1p(distinct) - 3,
        distinct / np.maximum(count, 1),
        (lately & new).sum(axis=1, keepdims=True)
        / np.maximum(lately.sum(axis=1, keepdims=True), 1),
        np.log(idle + 0.05),
        scene.by_place(scene.habitual).max(axis=1, keepdims=True),
        scene.by_place(scene.stepped).max(axis=1, keepdims=True),
        scene.last,
    ]
    return np.concatenate(columns, axis=1).astype(np.float32)


def visit_inputs(scene: Scene) -> FloatArray:
    """The circumstances of each visit beside those of the moment, [b, n, VISIT_INPUTS]."""
    columns = [*_when(scene), *_whence(scene), *_habit(scene), *_popular(scene)]
    return np.stack(columns, axis=2, dtype=np.float32, casting="unsafe")


def place_inputs(scene: Scene, among: IntArray | slice = EVERY) -> FloatArray:
    """What speaks for each place of the city, or for those ``among`` it, [b, PLACE_INPUTS, p].

    The places are the last axis, so that what is done to all of them runs through memory in order.
    """
    crowd, category = scene.city.crowd, scene.city.places.category[among]
    last = scene.city.places.category[scene.place[:, -1]]
    size = len(scene.city.places.categories)
    mine, mine_now = (_by_category(scene, w, size) for w in (scene.recent, scene.habitual))
    from_last, nearest = _distances(scene, among)
    steps, all_steps = scene.steps[:, among], scene.steps.sum(axis=1, keepdims=True)
    columns = [
        crowd.log_popularity[among],
        np.log1p(crowd.visitors[among]),
        crowd.repeats[among],
        crowd.place_slots[among][:, scene.slot[:, 0]].T,
        np.log(from_last + 0.05),
        np.log(nearest + 0.05),
        np.log1p(steps),
        np.log(steps / (all_steps + 1) + 1e-3),
        np.log(_taste(scene, among) + 1e-3),
        crowd.category_steps[last][:, category],
        scene.city.category_slots[scene.slot[:, 0]][:, category],
        np.log(mine + 1e-2)[:, category],
        np.log(mine_now + 1e-2)[:, category],
        np.log((from_last + 0.05) / (scene.since / HOUR)),
        category == last[:, None],
        crowd.closing[among][:, scene.hour[:, 0]].T,
    ]
    told = np.empty((len(scene.place), PLACE_INPUTS, len(category)), dtype=np.float32)
    for k, column in enumerate(columns):
        told[:, k] = column
    return told


def _when(scene: Scene) -> list[NDArray[Any]]:
    """Age, and match of the time of day, kind of day, weekday and hour of the week."""
    age, apart = scene.ago / DAY, scene.apart
    turn = scene.local % DAY * (2 * np.pi / DAY)
    days = scene.local_now // DAY - scene.local // DAY
    return [
        *decays(age),
        *hour_match(apart),
        scene.alike,
        weekday(scene.local) == weekday(scene.local_now),
        near(scene.week_apart, 2.0),
        near(scene.week_apart, 0.75),
        days == 0,
        np.exp(-np.abs(days - 1.0)),
        np.sin(turn),
        np.cos(turn),
        is_weekend(scene.local),
    ]


def _whence(scene: Scene) -> list[NDArray[Any]]:
    """Match of what came before each visit with what came before now."""
    ratio = np.log(scene.gap / scene.since)
    close = scene.follows & (scene.gap < DAY)
    second = close & scene.earlier(scene.follows, False)
    before = np.where(scene.follows, scene.earlier(scene.place, -1), -2)
    earlier = np.where(second, scene.earlier(scene.earlier(scene.place, -1), -1), -2)
    last, alike = scene.place[:, -1:], scene.category == scene.category[:, -1:]
    penultimate = np.where(scene.follows[:, -1:], before[:, -1:], -3)
    return [
        near(ratio, 0.7),
        near(ratio, 2.0),
        np.log(scene.gap / HOUR),
        scene.after_last,
        scene.earlier(alike, False) & close,
        scene.earlier(np.exp(-scene.away / 0.5), 0.0) * close,
        scene.earlier(np.exp(-scene.away / 3.0), 0.0) * close,
        earlier == penultimate,
        earlier == last,
        scene.after_last & (earlier == penultimate),
        np.log(scene.away + 0.05),
        scene.place == last,
        alike,
    ]


def _habit(scene: Scene) -> list[NDArray[Any]]:
    """How often, how lately and after what intervals each visit's place was gone to."""
    silence = np.concatenate(
        [np.diff(scene.time, axis=1) >= DAY, np.zeros((len(scene.time), 1), dtype=bool)], axis=1
    )
    latest = np.where(scene.same > 0, scene.ago[:, None, :], np.inf).min(axis=2)
    latest = np.where(scene.known, latest, NEVER)
    before = np.where(np.tril(scene.same, -1) > 0, scene.ago[:, None, :], np.inf).min(axis=2)
    interval = np.where(np.isfinite(before), np.maximum(before - scene.ago, 900), 60 * DAY)
    ratio = np.log(interval / latest)
    weights = [
        scene.recent,
        scene.habitual,
        scene.stepped,
        scene.recent * near(scene.apart, 0.5),
        np.exp(-scene.ago / DAY / 5),
        scene.recent * near(scene.week_apart, 1.5),
        scene.recent * silence * near(scene.apart, 3.0),
    ]
    return [
        np.log(scene.times),
        np.log(scene.times / np.maximum(scene.known.sum(axis=1, keepdims=True), 1)),
        np.log(latest / DAY),
        latest < DAY,
        (interval < DAY) == (latest < DAY),
        near(ratio, 0.4),
        ratio,
        silence,
        *(np.log(scene.by_place(weight) + 1e-3) for weight in weights),
        scene.by_place(scene.under_way.astype(np.float32)),
        scene.under_way,
    ]


def _popular(scene: Scene) -> list[NDArray[Any]]:
    """What everybody does at each visit's place, and after the place just left."""
    crowd, last = scene.city.crowd, scene.place[:, -1:]
    steps = np.take_along_axis(scene.steps, scene.place, axis=1)
    category, latest = scene.city.places.category[scene.place], scene.city.places.category[last]
    return [
        crowd.place_slots[scene.place, scene.slot],
        crowd.log_popularity[scene.place],
        crowd.repeats[scene.place],
        np.log1p(steps),
        scene.city.category_slots[scene.slot, category],
        crowd.category_steps[latest, category],
        crowd.closing[scene.place, scene.hour],
    ]


def _by_category(scene: Scene, weight: FloatArray, size: int) -> FloatArray:
    """Share of each of ``size`` categories in the ``weight`` [b, n] of visits, [b, size]."""
    rows = np.arange(len(weight))[:, None] * size
    cells = (rows + scene.city.places.category[scene.place]).ravel()
    summed = np.bincount(cells, weight.ravel(), len(weight) * size).reshape(-1, size)
    return np.asarray(summed / (weight.sum(axis=1, keepdims=True) + 1e-2))


def _distances(scene: Scene, among: IntArray | slice) -> tuple[FloatArray, FloatArray]:
    """Km to each place from the one just left, and from the nearest of the latest, [b, p]."""
    everywhere = scene.city.places.plane.astype(np.float32)
    plane = everywhere[among]
    squared = (plane**2).sum(axis=1)
    from_last = np.full((len(scene.place), len(plane)), _UNKNOWN, dtype=np.float32)
    nearest = np.full_like(from_last, _FAR)
    for row, known in enumerate(scene.known):
        latest = everywhere[np.unique(scene.place[row, known][-NEAREST:])]
        if not len(latest):
            continue
        apart = (latest**2).sum(axis=1)[:, None] - 2 * latest @ plane.T + squared
        nearest[row] = np.sqrt(np.maximum(apart.min(axis=0), 0.0))
        offset = plane - everywhere[scene.place[row, -1]]
        from_last[row] = np.sqrt((offset**2).sum(axis=1))
    return from_last, nearest


def _taste(scene: Scene, among: IntArray | slice) -> FloatArray:
    """How much the users who share the places visited like each place, [b, p]; not the user."""
    alike = np.zeros((len(scene.place), len(scene.city.crowd.taste)), dtype=np.float32)
    for row, known in enumerate(scene.known):
        alike[row] = scene.city.tasted[np.unique(scene.place[row, known])].sum(axis=0)
    alike[np.flatnonzero(scene.user >= 0), scene.user[scene.user >= 0]] = 0.0
    alike = alike**2
    share = alike / np.maximum(alike.sum(axis=1, keepdims=True), 1e-9)
    return np.asarray(share @ scene.city.tasted[among].T)
