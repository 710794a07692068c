"""Tours made up by seed: a clustered city in which every rule of a trip binds.

Candidates lie in clusters around a centre; windows differ by date and may break for lunch; one
lunch a day is due in its window; money and feet run out; two visits are mandatory.
"""

from __future__ import annotations

import numpy as np

from eval.tour.instance import SHUT, Bools, Ints, TourInstance

#: Seeds of the instances of each size.
SEEDS = (1, 2, 3)
#: (candidates, days) of the benchmark.
SIZES = (
    (50, 3), (100, 3), (200, 3), (500, 3), (1_000, 3), (2_000, 3), (5_000, 3), (10_000, 3),
    (10_000, 7),
)  # fmt: skip
#: Metres in a straight line that a walker makes in a minute.
PACE = 58
#: Minutes after midnight.
MORNING, EVENING = 9 * 60, 21 * 60
LUNCH_WINDOW = (11 * 60 + 30, 14 * 60)
LUNCH_SHARE = 0.2
#: What a day may cost and how many metres it may have.
DAY_BUDGET, WALK_CAP = 75, 6_000
#: How many visits are mandatory.
MANDATORY = 2
#: Spread in metres of the city and of one of its clusters.
CITY, CLUSTER = 1_800.0, 400.0


def generate(size: int, days: int, seed: int) -> TourInstance:
    """An instance of ``size`` candidates; same numbers, same instance."""
    rng = np.random.default_rng([seed, size, days])
    lunch = np.zeros(size + 1, np.bool_)
    lunch[1 + rng.permutation(size)[: round(LUNCH_SHARE * size)]] = True
    service = np.where(lunch, rng.integers(9, 16, size + 1) * 5, rng.integers(4, 25, size + 1) * 5)
    service[0] = 0
    places, windows = _places(rng, size), _windows(rng, lunch, days)
    value = _values(rng, service, lunch)
    return TourInstance(
        name=f"tour-{size}-{days}d-{seed}",
        places=places,
        pace=PACE,
        windows=windows,
        service=service,
        value=value,
        start=np.full(days, MORNING),
        end=np.full(days, EVENING),
        cost=_costs(rng, value, lunch),
        lunch=lunch,
        mandatory=_mandatory(rng, places, value, lunch, windows),
        budget=DAY_BUDGET * days,
        walk_cap=WALK_CAP,
        lunch_window=LUNCH_WINDOW,
    )


def _places(rng: np.random.Generator, size: int) -> Ints:
    """Clusters, the more the larger the city, one about the depot, and a few candidates in none."""
    count = 4 + int(np.sqrt(size) / 4)
    centres = rng.normal(0.0, CITY, (count, 2))
    centres[0] = 0.0
    home = rng.integers(0, count, size + 1)
    places = centres[home] + rng.normal(0.0, CLUSTER, (size + 1, 2))
    alone = rng.random(size + 1) < 0.15
    places[alone] = rng.normal(0.0, CITY, (int(alone.sum()), 2))
    places[0] = 0.0
    return places.round().astype(np.int64)


def _windows(rng: np.random.Generator, lunch: Bools, days: int) -> Ints:
    """Up to two spans a day: most open through, some break at midday, many shut one weekday."""
    size = len(lunch)
    windows = np.full((size, days, 2, 3), SHUT, np.int64)
    opens = rng.integers(16, 23, size) * 30
    closes = rng.integers(32, 43, size) * 30
    admission = rng.integers(0, 4, size) * 15
    breaks = (rng.random(size) < 0.3) & ~lunch
    shut_on = np.where(rng.random(size) < 0.4, rng.integers(0, 7, size), 7)
    first_weekday = int(rng.integers(0, 7))
    for day in range(days):
        late = rng.random(size) < 0.1
        until = closes + np.where(late, 120, 0)
        one, two = windows[:, day, 0], windows[:, day, 1]
        one[:, 0], two[:, 0] = opens, 14 * 60 + 30
        one[:, 2], two[:, 2] = np.where(breaks, 12 * 60 + 30, until), until
        one[:, 1], two[:, 1] = one[:, 2] - admission, two[:, 2] - admission
        two[~breaks] = SHUT
        windows[shut_on == (first_weekday + day) % 7, day] = SHUT
        one[lunch & (windows[:, day, 0, 1] >= 0)] = (11 * 60, 15 * 60, 16 * 60)
    windows[0] = SHUT
    return windows


def _values(rng: np.random.Generator, service: Ints, lunch: Bools) -> Ints:
    """Few candidates are outstanding; longer visits tend to be worth more; a lunch is a lunch."""
    appeal = rng.gamma(1.5, 14.0, len(service)) * (0.5 + service / 120)
    value = np.where(lunch, 2.0 + rng.gamma(2.0, 4.0, len(service)), 2.0 + appeal)
    value[0] = 0
    return np.minimum(value, 160.0).round().astype(np.int64)


def _costs(rng: np.random.Generator, value: Ints, lunch: Bools) -> Ints:
    """Three in ten sights are free; a ticket tends to cost more the more it is worth."""
    tickets = 3 + value * rng.uniform(0.1, 0.4, len(value))
    tickets[rng.random(len(value)) < 0.3] = 0
    cost = np.where(lunch, rng.integers(10, 31, len(value)), tickets.astype(np.int64))
    cost[0] = 0
    return cost


def _mandatory(
    rng: np.random.Generator, places: Ints, value: Ints, lunch: Bools, windows: Ints
) -> Bools:
    """Visits near the depot and open every day, of the half worth less: no plan has them else."""
    always = (windows[..., 0, 1] >= 0).all(axis=1) & ~lunch
    dull = np.flatnonzero(always & (value <= np.median(value[always])))
    near = dull[np.argsort(np.hypot(*places[dull].T), kind="stable")]
    near = near[: max(MANDATORY, len(near) // 4)]
    chosen = np.zeros(len(value), np.bool_)
    chosen[rng.choice(near, MANDATORY, replace=False)] = True
    return chosen
