"""Compiled search over a whole trip: best insertion with a cache, order improvement, shake and repair.

The state is a handful of arrays, changed in place. A stop enters the plan only where ``evaluate_day`` says that the whole
day still holds and the trip's budget still suffices, so every state between two calls is feasible.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from planner.jit import compiled
from planner.kernel import (
    ACTIVITIES,
    APPOINTMENT,
    FOOD,
    HARD_BONUS,
    TRANSPORT,
    VISIT,
    Arrays,
    Floats,
    Ints,
    begin,
    evaluate_day,
    quickest,
)

#: Most stops one day may hold.
MAX_STOPS = 24


class State(NamedTuple):
    """A plan under way.

    Attributes:
        stops: int (D, MAX_STOPS) nodes in order; ``count`` int (D,) how many of a row are in use.
        points: float (D,) worth of each day; ``totals`` float (D, 5) as ``evaluate_day`` fills them.
        used: int (P,) 1 where the place is in the plan; ``in_class`` int (C,) sights of each class in the plan.
        gain: float (N, D) what the best insertion of a node into a day adds, -inf if none; ``position`` int (N, D) where.
        random: int (1,) state of the generator.
        scratch, scratch_totals: int (5, MAX_STOPS + 1) and float (5,), room to work in; their content means nothing.
    """

    stops: Ints
    count: Ints
    points: Floats
    totals: Floats
    used: Ints
    in_class: Ints
    gain: Floats
    position: Ints
    random: Ints
    scratch: Ints
    scratch_totals: Floats


def empty_state(a: Arrays, seed: int) -> State:
    """No stops anywhere."""
    nodes, days = a.value.shape
    return State(
        stops=np.zeros((days, MAX_STOPS), np.int64),
        count=np.zeros(days, np.int64),
        points=np.zeros(days),
        totals=np.zeros((days, 5)),
        used=np.zeros(int(a.place.max(initial=-1)) + 1, np.int64),
        in_class=np.zeros(len(a.class_weight), np.int64),
        gain=np.full((nodes, days), -np.inf),
        position=np.zeros((nodes, days), np.int64),
        random=np.array([(seed * 2_654_435_761 + 12_345) % 2**31], np.int64),
        scratch=np.zeros((5, MAX_STOPS + 1), np.int64),
        scratch_totals=np.zeros(5),
    )


@compiled
def draw(random: Ints, below: int) -> int:
    """A pseudo-random integer in [0, below): a linear congruential generator, equal with and without compilation."""
    random[0] = (random[0] * 1_103_515_245 + 12_345) % 2_147_483_648
    return (random[0] >> 8) % below


@compiled
def copy_state(source: State, target: State) -> None:
    """Overwrite ``target`` with ``source``."""
    target.stops[:] = source.stops
    target.count[:] = source.count
    target.points[:] = source.points
    target.totals[:] = source.totals
    target.used[:] = source.used
    target.in_class[:] = source.in_class
    target.gain[:] = source.gain
    target.position[:] = source.position


@compiled
def objective(a: Arrays, s: State) -> float:
    """Points of the whole plan: its days, less the cost of sameness over the trip."""
    total = s.points.sum()
    for c in range(len(s.in_class)):
        total -= a.class_weight[c] * s.in_class[c] * (s.in_class[c] - 1) / 2.0
    return total


@compiled
def affordable(a: Arrays, s: State, day: int, totals: Floats) -> bool:
    """Whether the trip stays in budget when ``day`` comes to ``totals``."""
    total = 0.0
    for column in (FOOD, ACTIVITIES, TRANSPORT):
        spent = s.totals[:, column].sum() - s.totals[day, column] + totals[column]
        if spent > a.caps[column] + 1e-6:
            return False
        total += spent
    return total <= a.caps[3] + 1e-6


@compiled
def _meal_taken(a: Arrays, s: State, day: int, kind: int) -> bool:
    for i in range(s.count[day]):
        if a.kind[s.stops[day, i]] == kind:
            return True
    return False


@compiled
def _room(a: Arrays, s: State, day: int, leave: Ints, arrive: Ints) -> None:
    """Bounds on what an insertion may use, by the shortest lengths and the faster way of each leg.

    Fills ``leave[i]``, the earliest one can be away from stop i - 1 (or the start), and ``arrive[i]``, the latest one may
    begin stop i (or be back): a stop that breaks them before position i cannot be inserted there.
    """
    n = s.count[day]
    here = a.start_loc[day]
    leave[0] = a.free[day]
    for i in range(n):
        node = s.stops[day, i]
        there = a.loc[node]
        start = begin(a, node, day, leave[i] + quickest(a, here, there), a.shortest[node])
        leave[i + 1] = start + a.shortest[node]
        here = there
    there = a.end_loc[day]
    arrive[n] = a.back[day]
    for i in range(n - 1, -1, -1):
        node = s.stops[day, i]
        until = arrive[i + 1] - quickest(a, a.loc[node], there) - a.shortest[node]
        arrive[i] = -1
        for k in range(a.n_spans[node, day]):
            last = min(until, a.spans[node, day, k, 2], a.spans[node, day, k, 1] - a.shortest[node])
            if last >= a.spans[node, day, k, 0]:
                arrive[i] = max(arrive[i], last)
        there = a.loc[node]


@compiled
def _fits(a: Arrays, s: State, node: int, day: int, position: int, leave: Ints, arrive: Ints) -> bool:
    """Whether the bounds of ``_room`` leave room for ``node`` before ``position``."""
    n = s.count[day]
    before = a.start_loc[day] if position == 0 else a.loc[s.stops[day, position - 1]]
    after = a.end_loc[day] if position == n else a.loc[s.stops[day, position]]
    here = a.loc[node]
    start = begin(a, node, day, leave[position] + quickest(a, before, here), a.shortest[node])
    return start >= 0 and start + a.shortest[node] + quickest(a, here, after) <= arrive[position]


@compiled
def _detour(a: Arrays, s: State, node: int, day: int, position: int) -> int:
    """Minutes of travel that ``node`` adds at ``position``, at least."""
    n = s.count[day]
    before = a.start_loc[day] if position == 0 else a.loc[s.stops[day, position - 1]]
    after = a.end_loc[day] if position == n else a.loc[s.stops[day, position]]
    here = a.loc[node]
    direct = a.minutes[0, before, after] if n > 0 else 0
    return quickest(a, before, here) + quickest(a, here, after) - max(direct, a.minutes[1, before, after] * (n > 0))


@compiled
def _most(a: Arrays, node: int, day: int) -> float:
    """Points that ``node`` may add to ``day`` at most, travel apart; the slack covers waits and sameness it may end."""
    slack = 1.5 + a.weights.same_next
    points = a.value[node, day] * a.best_slot[node] + slack
    if VISIT < a.kind[node] < APPOINTMENT:
        points += HARD_BONUS * a.due[day, a.kind[node]]
    return points + HARD_BONUS * a.hard[node] - a.weights.money * a.per_euro * a.cost[node]


@compiled
def probe(a: Arrays, s: State, node: int, day: int, leave: Ints, arrive: Ints) -> None:
    """Find the best insertion of ``node`` into ``day`` and remember it in ``gain`` and ``position``."""
    s.gain[node, day] = -np.inf
    n, kind = s.count[day], a.kind[node]
    if s.used[a.place[node]] or n >= MAX_STOPS - 1 or a.n_spans[node, day] == 0:
        return
    if VISIT < kind < APPOINTMENT and (not a.due[day, kind] or _meal_taken(a, s, day, kind)):
        return
    row, starts, lengths = s.scratch[0], s.scratch[1], s.scratch[2]
    totals = s.scratch_totals
    row[1 : n + 1] = s.stops[day, :n]
    row[0] = node
    most = _most(a, node, day)
    for position in range(n + 1):
        if position > 0:
            row[position - 1], row[position] = row[position], row[position - 1]
        if not _fits(a, s, node, day, position, leave, arrive):
            continue
        if most - a.weights.travel * _detour(a, s, node, day, position) <= max(0.0, s.gain[node, day]):
            continue
        gain = evaluate_day(a, row, n + 1, day, starts, lengths, totals) - s.points[day]
        if gain > s.gain[node, day] and affordable(a, s, day, totals):
            s.gain[node, day] = gain
            s.position[node, day] = position


@compiled
def refresh(a: Arrays, s: State, day: int) -> None:
    """Work out the best insertion of every node into ``day`` anew."""
    leave, arrive = s.scratch[3], s.scratch[4]
    _room(a, s, day, leave, arrive)
    for node in range(len(a.loc)):
        probe(a, s, node, day, leave, arrive)


@compiled
def refresh_places(a: Arrays, s: State, day: int, places: Ints) -> None:
    """The same for the nodes of marked places only; ``places`` is int (P,)."""
    leave, arrive = s.scratch[3], s.scratch[4]
    _room(a, s, day, leave, arrive)
    for node in range(len(a.loc)):
        if places[a.place[node]]:
            probe(a, s, node, day, leave, arrive)


@compiled
def settle(a: Arrays, s: State, day: int) -> None:
    """Bring a day's points and totals up to date with its stops."""
    s.points[day] = evaluate_day(a, s.stops[day], s.count[day], day, s.scratch[1], s.scratch[2], s.totals[day])


@compiled
def insert(a: Arrays, s: State, node: int, day: int, position: int) -> None:
    """Put ``node`` before ``position``; the caller has probed that it fits."""
    n = s.count[day]
    for i in range(n, position, -1):
        s.stops[day, i] = s.stops[day, i - 1]
    s.stops[day, position] = node
    s.count[day] = n + 1
    s.used[a.place[node]] = 1
    if a.kind[node] == VISIT:
        s.in_class[a.klass[node]] += 1
    settle(a, s, day)


@compiled
def remove(a: Arrays, s: State, day: int, position: int) -> None:
    """Take the stop at ``position`` out; the caller settles the day."""
    node = s.stops[day, position]
    for i in range(position, s.count[day] - 1):
        s.stops[day, i] = s.stops[day, i + 1]
    s.count[day] -= 1
    s.used[a.place[node]] = 0
    if a.kind[node] == VISIT:
        s.in_class[a.klass[node]] -= 1


@compiled
def _best_insertion(a: Arrays, s: State, noise: int) -> tuple[int, int]:
    """The (node, day) whose insertion gains most, (-1, -1) if none gains."""
    best, best_node, best_day = 0.0, -1, -1
    for node in range(len(a.loc)):
        if s.used[a.place[node]]:
            continue
        sameness = a.class_weight[a.klass[node]] * s.in_class[a.klass[node]] if a.kind[node] == VISIT else 0.0
        for day in range(len(s.count)):
            gain = s.gain[node, day] - sameness
            if gain > 0.0 and noise > 0:
                gain *= 1.0 + (draw(s.random, 2 * noise + 1) - noise) / 100.0
            if gain > best:
                best, best_node, best_day = gain, node, day
    return best_node, best_day


@compiled
def fill(a: Arrays, s: State, noise: int) -> None:
    """Insert the node that gains most, over and over, until nothing gains.

    Args:
        noise: percent by which gains are blurred at random, so that repeated fills differ.
    """
    while True:
        node, day = _best_insertion(a, s, noise)
        if node < 0:
            return
        # Money spent on other days since the gain was remembered may have made it dear.
        leave, arrive = s.scratch[3], s.scratch[4]
        _room(a, s, day, leave, arrive)
        probe(a, s, node, day, leave, arrive)
        if s.gain[node, day] > -np.inf:
            insert(a, s, node, day, s.position[node, day])
            refresh(a, s, day)


@compiled
def _moved(stops: Ints, n: int, i: int, j: int, row: Ints) -> None:
    """Write the first ``n`` of ``stops`` to ``row`` with the stop at ``i`` moved to ``j``."""
    k = 0
    for m in range(n):
        if m == i:
            continue
        if k == j:
            k += 1
        row[k] = stops[m]
        k += 1
    row[j] = stops[i]


@compiled
def reorder(a: Arrays, s: State, day: int) -> bool:
    """Move single stops within a day while that gains; whether anything moved."""
    row, starts, lengths, totals = s.scratch[0], s.scratch[1], s.scratch[2], s.scratch_totals
    moved, again = False, True
    while again:
        again = False
        n = s.count[day]
        for i in range(n):
            for j in range(n):
                if i == j:
                    continue
                _moved(s.stops[day], n, i, j, row)
                points = evaluate_day(a, row, n, day, starts, lengths, totals)
                if points > s.points[day] + 1e-9 and affordable(a, s, day, totals):
                    s.stops[day, :n] = row[:n]
                    settle(a, s, day)
                    moved = again = True
    return moved


@compiled
def _take_out(a: Arrays, s: State, day: int, position: int, freed: Ints, touched: Ints) -> None:
    """Remove a stop and mark its place and its day."""
    freed[a.place[s.stops[day, position]]] = 1
    touched[day] = 1
    remove(a, s, day, position)


@compiled
def _remove_run(a: Arrays, s: State, freed: Ints, touched: Ints) -> None:
    """Take a random run of stops out of one day."""
    day = draw(s.random, len(s.count))
    n = s.count[day]
    if n == 0:
        return
    size = 1 + draw(s.random, min(n, 4))
    first = draw(s.random, n - size + 1)
    for _ in range(size):
        _take_out(a, s, day, first, freed, touched)


@compiled
def _remove_related(a: Arrays, s: State, freed: Ints, touched: Ints) -> None:
    """Take a random stop and those nearest to it out, whatever day they are on (Shaw's related removal)."""
    planned = s.count.sum()
    if planned == 0:
        return
    pick, centre = draw(s.random, planned), -1
    for day in range(len(s.count)):
        if 0 <= pick < s.count[day]:
            centre = a.loc[s.stops[day, pick]]
        pick -= s.count[day]
    for _ in range(min(planned, 2 + draw(s.random, 4))):
        near, near_day, near_position = np.int64(2**60), -1, -1
        for day in range(len(s.count)):
            for i in range(s.count[day]):
                there = a.loc[s.stops[day, i]]
                away = quickest(a, centre, there) * (100 + draw(s.random, 60))
                if away < near:
                    near, near_day, near_position = away, day, i
        _take_out(a, s, near_day, near_position, freed, touched)


@compiled
def _remove_worst(a: Arrays, s: State, freed: Ints, touched: Ints) -> None:
    """Take out stops that bring least for the trouble they make, with some chance in it."""
    row, starts, lengths, totals = s.scratch[0], s.scratch[1], s.scratch[2], s.scratch_totals
    for _ in range(1 + draw(s.random, 3)):
        least, worst_day, worst = np.inf, -1, -1
        for day in range(len(s.count)):
            n = s.count[day]
            for i in range(n):
                row[:i] = s.stops[day, :i]
                row[i : n - 1] = s.stops[day, i + 1 : n]
                rest = evaluate_day(a, row, n - 1, day, starts, lengths, totals)
                brings = (s.points[day] - rest) * (0.5 + draw(s.random, 101) / 100.0)
                if rest > -np.inf and brings < least:
                    least, worst_day, worst = brings, day, i
        if worst < 0:
            return
        _take_out(a, s, worst_day, worst, freed, touched)
        _mend(a, s, worst_day, freed)


@compiled
def _mend(a: Arrays, s: State, day: int, freed: Ints) -> None:
    """Settle a day that lost stops. What are no longer within reach of each other leave from the end."""
    settle(a, s, day)
    while s.points[day] == -np.inf:
        freed[a.place[s.stops[day, s.count[day] - 1]]] = 1
        remove(a, s, day, s.count[day] - 1)
        settle(a, s, day)


@compiled
def shake(a: Arrays, s: State) -> None:
    """Take stops out in one of three ways, and refill the plan."""
    days = len(s.count)
    freed, touched = np.zeros(len(s.used), np.int64), np.zeros(days, np.int64)
    way = draw(s.random, 3)
    if way == 0:
        _remove_run(a, s, freed, touched)
    elif way == 1:
        _remove_related(a, s, freed, touched)
    else:
        _remove_worst(a, s, freed, touched)
    for day in range(days):
        if touched[day]:
            _mend(a, s, day, freed)
    for day in range(days):
        if touched[day]:
            refresh(a, s, day)
        else:
            refresh_places(a, s, day, freed)
    fill(a, s, 10)
    for day in range(days):
        if reorder(a, s, day):
            refresh(a, s, day)
    fill(a, s, 0)


@compiled
def construct(a: Arrays, s: State) -> None:
    """A first plan from whatever stops the state already holds."""
    for day in range(len(s.count)):
        settle(a, s, day)
    for day in range(len(s.count)):
        refresh(a, s, day)
    fill(a, s, 0)
    for day in range(len(s.count)):
        if reorder(a, s, day):
            refresh(a, s, day)
    fill(a, s, 0)


@compiled
def improve(a: Arrays, best: State, current: State, trial: State, rounds: int, heat: float) -> None:
    """Shake ``rounds`` times; ``best`` ends as the best plan seen. Plans up to ``heat`` points worse are walked through."""
    for _ in range(rounds):
        copy_state(current, trial)
        trial.random[0] = current.random[0]
        shake(a, trial)
        current.random[0] = trial.random[0]
        slack = heat * draw(current.random, 101) / 100.0
        if objective(a, trial) > objective(a, current) - slack:
            copy_state(trial, current)
            if objective(a, current) > objective(a, best) + 1e-9:
                copy_state(current, best)
