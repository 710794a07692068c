"""Small random problems, as arrays: every feature of a trip, about a third of them too tight.

Places lie in a town of four kilometres; wishes, windows, purse and feet are drawn one by one, so
that whatever may clash in a trip clashes in some of them.
"""

from __future__ import annotations

from random import Random
from typing import Any, NamedTuple

import numpy as np

from planner.arrays import Arrays, Base
from planner.kernel import (
    APPOINTMENT,
    DINNER,
    LUNCH,
    MAX_STOPS,
    SLOTS,
    VISIT,
    Ints,
    Weights,
)
from planner.quarters import NO_LIMIT

#: Most candidates: places in a role.
MOST = 9
#: Classes of sights; what is no sight has the one past the end.
CLASSES = 4
#: When the meals may begin, in minutes after midnight.
WINDOWS = {LUNCH: (705, 840), DINNER: (1080, 1230)}
#: Opening hours of sights.
HOURS = (
    ((540, 1080),),
    ((600, 1020),),
    ((540, 750), (840, 1140)),
    ((480, 600), (660, 780), (900, 1080)),
    ((0, 1440),),
    ((960, 1500),),
)
KITCHENS = (((690, 900), (1080, 1380)), ((720, 1320),), ((660, 960),), ((1020, 1440),))


class _Node(NamedTuple):
    """A place in a role: spans of each day, lengths (shortest, usual) in minutes, price."""

    place: int
    kind: int
    klass: int
    spans: list[list[tuple[int, int, int]]]
    lengths: tuple[int, int]
    cost: float


def random_arrays(seed: int) -> Arrays:
    """The problem of a seed: two to nine candidates over one to three days."""
    luck = Random(seed)
    days, count = luck.randint(1, 3), luck.randint(2, MOST)
    meals = [kind for kind in (LUNCH, DINNER) if luck.random() < 0.4]
    nodes = _nodes(luck, days, count, meals)
    places = nodes[-1].place + 1
    # Location 0 is the lodging, 1 where one arrives and leaves; the last is another lodging.
    spots = [(luck.gauss(0, 1_000), luck.gauss(0, 1_000)) for _ in range(places + 2)]
    spots.insert(1, (luck.uniform(-4_000, 4_000), luck.uniform(-4_000, 4_000)))
    legs = _legs(luck, np.array(spots))
    kinds = np.array([node.kind for node in nodes], np.int64)
    by_slot = np.array([[_curve(luck, node.kind)] * days for node in nodes])
    spans, n_spans = _padded(nodes, days)
    value = np.array([_values(luck, node.kind, days) for node in nodes]) * (n_spans > 0)
    loc = np.array([node.place + 2 for node in nodes], np.int64)
    frame, caps = _frame(luck, days, meals), _caps(luck, nodes)
    return Arrays(
        **legs,
        loc=loc,
        place=np.array([node.place for node in nodes], np.int64),
        kind=kinds,
        klass=np.array([node.klass for node in nodes], np.int64),
        shortest=np.array([node.lengths[0] for node in nodes], np.int64),
        usual=np.array([node.lengths[1] for node in nodes], np.int64),
        longest=np.array([node.lengths[1] for node in nodes], np.int64),
        cost=np.array([node.cost for node in nodes]),
        spans=spans,
        n_spans=n_spans,
        value=value,
        by_slot=by_slot,
        hard=_hard(luck, nodes, places),
        **frame,
        sights=_sights(seed, days),
        caps=caps,
        walk_cap=luck.choice((4_000, 8_000, 12_000, 20_000)),
        class_weight=np.array([*(luck.choice((0.35, 1.2, 2.5)) for _ in range(CLASSES)), 0.0]),
        per_euro=luck.choice((0.5, 1.0)),
        weights=Weights(money=Weights().money * luck.choice((1.0, 1.0, 6.0, 40.0))),
        others=_others(luck, frame, caps, loc, len(spots) - 1),
    )


def _others(
    luck: Random, frame: dict[str, Any], caps: Any, loc: Ints, lodging: int
) -> tuple[Base, ...]:
    """In one problem of three another lodging, dearer or cheaper, better or worse."""
    if luck.random() < 2 / 3:
        return ()
    shared = {name: frame[name] for name in ("free", "back", "walk_base", "bike_day", "due")}
    ends = {
        name: np.where(frame[name] == 0, lodging, frame[name]) for name in ("start_loc", "end_loc")
    }
    purse = caps - np.array([0.0, 0.0, 0.0, luck.choice((-30.0, -10.0, 10.0, 30.0))])
    return (Base(**shared, **ends, caps=purse, loc=loc, points=luck.uniform(-6.0, 6.0)),)


def _nodes(luck: Random, days: int, count: int, meals: list[int]) -> list[_Node]:
    """Places in their roles; some serve both meals, and some are appointments."""
    nodes: list[_Node] = []
    while len(nodes) < count:
        place, draw = nodes[-1].place + 1 if nodes else 0, luck.random()
        if draw < 0.03:
            nodes.append(_appointment(luck, place, days))
        elif draw < 0.5 and meals:
            nodes += _kitchen(luck, place, days, meals)
        else:
            nodes.append(_sight(luck, place, days))
    return nodes[:count]


def _sight(luck: Random, place: int, days: int) -> _Node:
    shortest = luck.choice((15, 30, 45, 60, 90))
    hours, admission = luck.choice(HOURS), luck.choice((0, 0, 15, 60))
    spans = [
        [
            (opens, closes, min(closes - admission, closes - shortest))
            for opens, closes in (luck.choice((hours, hours, hours, luck.choice(HOURS), ())))
        ]
        for _ in range(days)
    ]
    lengths = shortest, shortest + luck.choice((0, 15, 30, 60))
    price = luck.choice((0.0, 0.0, 8.0, 24.0, 40.0))
    return _Node(place, VISIT, luck.randrange(CLASSES), spans, lengths, price)


def _kitchen(luck: Random, place: int, days: int, meals: list[int]) -> list[_Node]:
    """The roles of a place to eat: one for each meal that it is ever open for."""
    usual = luck.choice(KITCHENS)
    hours = [luck.choice((usual, usual, luck.choice(KITCHENS), ())) for _ in range(days)]
    price, shortest = luck.choice((14.0, 30.0, 55.0)), luck.choice((20, 50))
    roles = []
    for kind in meals:
        first, last = WINDOWS[kind]
        spans = [
            [
                (max(opens, first), closes, min(closes - shortest, last))
                for opens, closes in open_
                if max(opens, first) <= min(closes - shortest, last)
            ]
            for open_ in hours
        ]
        lengths = shortest, shortest + luck.choice((0, 30))
        roles.append(_Node(place, kind, place % CLASSES, spans, lengths, price))
    return roles


def _appointment(luck: Random, place: int, days: int) -> _Node:
    start, minutes = luck.randrange(540, 1200, 15), luck.choice((30, 60, 120))
    spans: list[list[tuple[int, int, int]]] = [[] for _ in range(days)]
    spans[luck.randrange(days)] = [(start, start + minutes, start)]
    return _Node(place, APPOINTMENT, CLASSES, spans, (minutes, minutes), 0.0)


def _padded(nodes: list[_Node], days: int) -> tuple[Ints, Ints]:
    """Spans (N, D, K, 3) and how many there are (N, D)."""
    spans = np.zeros((len(nodes), days, 3, 3), np.int64)
    count = np.zeros((len(nodes), days), np.int64)
    for n, node in enumerate(nodes):
        for day, found in enumerate(node.spans):
            count[n, day] = len(found)
            for k, span in enumerate(found):
                spans[n, day, k] = span
    return spans, count


def _values(luck: Random, kind: int, days: int) -> list[float]:
    """Points a day: about the same, save where a day suits the place badly."""
    usual = 0.0 if kind == APPOINTMENT else luck.uniform(0.2, 12.0)
    return [usual * luck.choice((1.0, 1.0, 0.9, 0.3)) for _ in range(days)]


def _curve(luck: Random, kind: int) -> list[float]:
    """Factor by half-hour of the day: one level, or less before or after some hour."""
    if kind == APPOINTMENT or luck.random() < 0.3:
        return [1.0] * SLOTS
    turn, early, late = luck.randrange(20, 40), luck.choice((0.5, 0.75, 1.0)), luck.uniform(0.1, 1)
    return [early if slot < turn else late for slot in range(SLOTS)]


def _hard(luck: Random, nodes: list[_Node], places: int) -> Any:
    """1 for appointments and for the musts, in all roles of the place."""
    musts = set(luck.sample(range(places), min(places, luck.choice((0, 0, 0, 0, 1, 1, 2)))))
    return np.array([float(node.kind == APPOINTMENT or node.place in musts) for node in nodes])


def _frame(luck: Random, days: int, meals: list[int]) -> dict[str, Any]:
    """When, where from and where to each day is, what is due on it and how much it may hold."""
    free = np.full(days, luck.choice((480, 540, 600)), np.int64)
    back = np.full(days, luck.choice((1080, 1200, 1320)), np.int64)
    start, end = np.zeros(days, np.int64), np.zeros(days, np.int64)
    walked = np.zeros(days, np.int64)
    if luck.random() < 0.4:
        free[0], start[0], walked[0] = luck.randrange(600, 900, 20), 1, luck.choice((0, 700))
    if luck.random() < 0.4:
        back[-1], end[-1], walked[-1] = luck.randrange(840, 1140, 20), 1, luck.choice((0, 700))
    due = np.zeros((days, APPOINTMENT + 1), np.int64)
    for day in range(days):
        for kind in meals:
            first, last = WINDOWS[kind]
            fits = min(back[day], last) - max(free[day], first) >= 60
            due[day, kind] = fits and luck.random() < 0.35
    return {
        "free": free, "back": np.maximum(back, free), "start_loc": start, "end_loc": end,
        "walk_base": walked, "bike_day": np.full(days, luck.choice((0.0, 20.0))), "due": due,
        "pace": np.full(days, luck.choice((1.5, 3.0, 5.8))),
        "stamina": np.full(days, luck.choice((120, 240, 450)), np.int64),
    }  # fmt: skip


def _sights(seed: int, days: int) -> Ints:
    """In one problem of four a limit of visits a day; drawn apart, so that nothing else changes."""
    luck = Random(f"sights {seed}")
    limit = luck.choice((1, 2, 3)) if luck.random() < 0.25 else MAX_STOPS
    return np.full(days, limit, np.int64)


def _caps(luck: Random, nodes: list[_Node]) -> Any:
    """No limits, or limits on some of food, activities, transport and all."""
    if luck.random() < 0.5:
        return np.full(4, NO_LIMIT)
    whole = sum(node.cost for node in nodes)
    shares = (luck.choice((None, 0.3, 0.5)), luck.choice((None, 0.2, 0.5)), None, 0.6)
    caps = np.array([NO_LIMIT if share is None else share * whole + 5 for share in shares])
    caps[2] = luck.choice((NO_LIMIT, 4.0, 12.0))
    caps[3] = luck.choice((NO_LIMIT, caps[3]))
    return caps


def _legs(luck: Random, at: Any) -> dict[str, Any]:
    """Two ways between all spots: on foot, or by what is quicker or easier on the feet.

    Minutes there and back differ, and a way round may be quicker than the direct one.
    """
    count = len(at)
    metres = np.hypot(*(at[:, None] - at[None]).transpose(2, 0, 1)) * 1.3
    noise = np.array([[luck.uniform(0.8, 1.3) for _ in range(count)] for _ in range(count)])
    foot = np.ceil(metres / 78 * noise)
    mode = luck.choice(("walk", "transit", "taxi", "bike"))
    wait, speed, fare, feet = {
        "walk": (1e6, 1, 0.0, 0), "transit": (9, 300, 4.0, 300),
        "taxi": (6, 400, 9.0, 0), "bike": (4, 210, 0.0, 0),
    }[mode]  # fmt: skip
    hassle = {"walk": 0, "transit": 5, "taxi": 12, "bike": 3}[mode]
    ride = np.ceil(wait + metres / speed * noise)
    pleasant = ride + hassle + fare < foot
    restful = ride < 2 * foot + 20
    rides = np.stack([pleasant, restful | pleasant]) & (mode != "walk") & ~np.eye(count, dtype=bool)
    minutes = np.where(rides, ride, foot).astype(np.int64)
    return {
        "minutes": minutes,
        "burden": minutes + hassle * rides,
        "walk": np.where(rides, feet, np.ceil(metres)).astype(np.int64),
        "ride_cost": rides * fare,
        "bike": rides & (mode == "bike"),
    }
