"""The judge that tries everything, the problems it judges, and what the report says."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import pytest

from eval.exhaustive import MOST_NODES, best_of_all
from eval.random_arrays import MOST, random_arrays
from eval.small import Match, figures, main, matches
from planner.errors import UserError
from planner.kernel import APPOINTMENT, DINNER, LUNCH, VISIT
from planner.request import LUNCH as LUNCH_WISH
from planner.request import Destination
from tests.planner.tiny_problem import day_trip, evaluate, node, problem_of

if TYPE_CHECKING:
    from pathlib import Path

MUSEUM, CLUB = "lumen:museum", "lumen:club"


def test_the_search_is_as_good_as_trying_everything() -> None:
    """On 60 problems the same verdict, the same best score, and never more than there is."""
    found = matches(range(60), rounds=12)
    told = figures(found)
    assert told["verdicts_equal"] == told["instances"] == 60
    assert told["best_equal_share"] == 1.0
    assert told["better_than_best"] == 0
    assert 15 <= told["infeasible"] <= 35


@pytest.mark.slow
@pytest.mark.timeout(3_600)
def test_a_thousand_problems_get_the_same_verdict() -> None:
    """The verdict always, the best score in 99 of 100."""
    told = figures(matches(range(1_000), workers=2))
    assert told["verdicts_equal"] == 1_000
    assert told["best_equal_share"] >= 0.99
    assert told["better_than_best"] == 0


def test_one_stop_is_worth_what_its_day_is_worth() -> None:
    """With one sight the best plan is to go there, unless staying is worth more."""
    problem = problem_of(day_trip(), ids=(MUSEUM,))
    points, _ = evaluate(problem, [node(problem, "museum")])
    assert points > 0
    assert best_of_all(problem.arrays) == (0, 0, pytest.approx(points))
    worthless = replace(problem.arrays, value=np.zeros_like(problem.arrays.value))
    assert best_of_all(worthless) == (0, 0, 0.0)


def test_two_stops_come_in_the_better_order() -> None:
    """Both are made, in whichever order is worth more."""
    problem = problem_of(day_trip(), ids=(MUSEUM, "lumen:church"))
    one, two = node(problem, "museum"), node(problem, "church")
    orders = [evaluate(problem, order)[0] for order in ([one, two], [two, one])]
    assert orders[0] != orders[1]
    assert best_of_all(problem.arrays).points == pytest.approx(max(orders))


def test_a_wish_that_cannot_be_granted_is_not_feasible() -> None:
    """The club is shut on Thursday: of two musts one is granted."""
    problem = problem_of(day_trip(must=(MUSEUM, CLUB)))
    few = [node(problem, "museum"), node(problem, "club")]
    a = problem.arrays
    kept = {name: getattr(a, name)[few] for name in ("loc", "place", "kind", "klass", "hard")}
    kept |= {name: getattr(a, name)[few] for name in ("shortest", "usual", "longest", "cost")}
    kept |= {name: getattr(a, name)[few] for name in ("spans", "n_spans", "value", "by_slot")}
    best = best_of_all(replace(a, **kept))
    assert (best.granted, best.wanted, best.feasible) == (1, 2, False)


def test_the_budget_holds_over_all_days() -> None:
    """On two days what is not afforded together is not had together, on whichever days it is."""
    a = problem_of(
        day_trip(destinations=(Destination(city="lumen", nights=1),)), ids=(MUSEUM, "lumen:beacon")
    ).arrays
    a = replace(a, cost=np.array([8.0, 20.0]))
    points = []
    for column in (1, 3):
        for cap in (7.0, 20.0, 28.0):
            caps = a.caps.copy()
            caps[column] = cap
            points.append(best_of_all(replace(a, caps=caps)).points)
    assert points[:3] == points[3:]
    assert 0.0 == points[0] < points[1] < points[2]


def test_a_place_is_one_meal_only() -> None:
    """One kitchen for two meals due grants one of them."""
    request = day_trip(meals=(LUNCH_WISH,), destinations=(Destination(city="lumen", nights=1),))
    problem = problem_of(request, ids=("lumen:bistro",))
    assert int(problem.arrays.due.sum()) == 2
    best = best_of_all(problem.arrays)
    assert (best.granted, best.feasible) == (1, False)


def test_a_problem_too_large_is_refused() -> None:
    """Everything cannot be tried where there is too much."""
    a = random_arrays(0)
    wide = replace(a, value=np.zeros((MOST_NODES + 1, 1)))
    with pytest.raises(UserError, match=f"up to {MOST_NODES} nodes"):
        best_of_all(wide)


def test_problems_hold_every_feature() -> None:
    """Of a hundred problems some have each of the things that may make a trip hard."""
    drawn = [random_arrays(seed) for seed in range(100)]
    assert {len(a.free) for a in drawn} == {1, 2, 3}
    assert {len(a.loc) for a in drawn} == set(range(2, MOST + 1))
    assert {k for a in drawn for k in a.kind.tolist()} == {VISIT, LUNCH, DINNER, APPOINTMENT}
    features = {
        "several spans": lambda a: a.n_spans.max() > 1,
        "a last start": lambda a: (a.spans[..., 2] < a.spans[..., 1] - a.shortest[:, None, None])
        .any(where=np.arange(a.spans.shape[2]) < a.n_spans[..., None]),
        "two roles": lambda a: len(set(a.place.tolist())) < len(a.place),
        "a must": lambda a: a.hard[a.kind != APPOINTMENT].any(),
        "a meal due": lambda a: a.due.any(),
        "a cap on food": lambda a: a.caps[0] < a.cost.sum(),
        "a cap on all": lambda a: a.caps[3] < a.cost.sum(),
        "a second way": lambda a: (a.minutes[0] != a.minutes[1]).any(),
        "bikes": lambda a: a.bike.any(),
        "another start": lambda a: a.start_loc.any(),
        "another end": lambda a: a.end_loc.any(),
        "hours by date": lambda a: (a.spans[:, :1] != a.spans).any(),
        "value by slot": lambda a: (a.by_slot != 1).any(),
    }  # fmt: skip
    assert [name for name, has in features.items() if not any(has(a) for a in drawn)] == []


def test_a_seed_is_one_problem() -> None:
    """The same seed gives the same arrays, another seed others."""
    one, again, other = (random_arrays(seed) for seed in (5, 5, 6))
    assert all(np.array_equal(x, y) for x, y in zip(one.packed, again.packed, strict=True))
    assert one.value.shape != other.value.shape or (one.value != other.value).any()


def _match(**more: float) -> Match:
    fields = {
        "seed": 1, "nodes": 4, "days": 1, "wanted": 2, "granted": 2, "points": 10.0,
        "found_granted": 2, "found_points": 10.0, "seconds": 0.1,
    }  # fmt: skip
    return Match(**(fields | more))  # type: ignore[arg-type]


def test_figures_tell_each_way_to_fall_short() -> None:
    """A lesser score, a missed wish, and a claim beyond what there is are told apart."""
    found = [
        _match(),
        _match(found_points=9.0),
        _match(found_granted=1, found_points=30.0),
        _match(granted=1, found_granted=1),
        _match(granted=1, found_granted=2),
    ]
    told = figures(found)
    assert told["instances"] == 5
    assert (told["feasible"], told["infeasible"]) == (3, 2)
    assert told["verdicts_equal"] == 3
    assert told["best_equal"] == 2
    assert told["best_equal_share_feasible"] == pytest.approx(1 / 3)
    assert told["worst_gap"] == 1.0
    assert told["better_than_best"] == 1


def test_the_report_is_written(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """One problem, its figures and its row; the exit code says that verdicts are the same."""
    path = tmp_path / "report.json"
    assert main(["--count", "1", "--seed", "3", "--workers", "1", "--out", str(path)]) == 0
    report = json.loads(path.read_text(encoding="utf-8"))
    assert report["figures"]["instances"] == 1
    assert report["rows"][0]["seed"] == 3
    assert "verdicts_equal" in capsys.readouterr().out
