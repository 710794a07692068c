"""The arithmetic of reports, on rows made by hand."""

from __future__ import annotations

from typing import Any

import pytest

from eval.tour.figures import best_rows, family, orienteering_figures, tour_figures
from eval.tour.run_tour import table


def toptw(
    instance: str, m: int, score: int | None, reference: float, **more: Any
) -> dict[str, Any]:
    """A row of TOPTW, of Wayplan at 5 s unless told otherwise."""
    return {
        "set": "toptw", "instance": instance, "m": m, "solver": "wayplan", "seconds": 5.0,
        "seed": 0, "keep": None, "score": score, "broken": None, "bound": None,
        "reference": reference, "proven": m == 1,
    } | more  # fmt: skip


def ttdp(instance: str, solver: str, score: int | None, **more: Any) -> dict[str, Any]:
    """A row of TTDP at 1 s with one tour."""
    return toptw(instance, 1, score, 0.0) | {
        "set": "ttdp", "solver": solver, "seconds": 1.0, "reference": None, "proven": False,
    } | more  # fmt: skip


def tour(size: int, solver: str, score: int | None, **more: Any) -> dict[str, Any]:
    """A row of a generated tour of three days at 1 s."""
    return {
        "set": "tour", "instance": f"{size}-1", "size": size, "days": 3, "solver": solver,
        "seconds": 1.0, "seed": 0, "keep": None, "score": score, "broken": None, "bound": None,
    } | more  # fmt: skip


def test_gaps_are_in_percent_of_the_reference() -> None:
    """Means in all, by family, by tours; of the proven ones the worst too."""
    rows = [
        toptw("c101", 1, 190, 200.0),
        toptw("pr01", 1, 100, 100.0),
        toptw("c102", 2, 306, 300.0),
        toptw("c101", 1, 150, 200.0, seconds=1.0),
    ]
    figures = orienteering_figures(rows)
    assert figures["gap_mean_5s"] == pytest.approx(1.0)
    assert figures["gap_mean_1s"] == pytest.approx(25.0)
    assert figures["gap_c1_5s"] == pytest.approx(1.5)
    assert figures["gap_pr_5s"] == pytest.approx(0.0)
    assert figures["gap_m1_5s"] == pytest.approx(2.5)
    assert figures["gap_m2_5s"] == pytest.approx(-2.0)
    assert figures["gap_m1_proven_5s"] == pytest.approx(2.5)
    assert figures["gap_m1_proven_5s_max"] == pytest.approx(5.0)
    assert figures["infeasible"] == 0


def test_what_is_broken_or_absent_scores_nothing() -> None:
    """A broken answer is counted as such, an absent one as nothing; both are a gap of all."""
    rows = [
        toptw("c101", 1, None, 200.0, broken="Node 1 is visited 2 times."),
        toptw("c101", 1, None, 200.0, solver="pyvrp"),
    ]
    figures = orienteering_figures(rows)
    assert figures["gap_mean_5s"] == figures["pyvrp_gap_mean_5s"] == 100.0
    assert (figures["infeasible"], figures["nothing"]) == (1, 1)
    assert (figures["pyvrp_infeasible"], figures["pyvrp_nothing"]) == (0, 1)


def test_ratios_where_there_is_no_reference() -> None:
    """The mean of ours over theirs, instance by instance, where they found something."""
    rows = [
        ttdp("t101", "wayplan", 110),
        ttdp("t101", "routing", 100),
        ttdp("t101", "pyvrp", None),
        ttdp("t102", "wayplan", 90),
        ttdp("t102", "routing", 100),
        ttdp("t102", "pyvrp", 60),
    ]
    figures = orienteering_figures(rows)
    assert figures["ttdp_ratio_routing_1s"] == pytest.approx(1.0)
    assert figures["ttdp_ratio_pyvrp_1s"] == pytest.approx(1.5)
    assert figures["pyvrp_nothing"] == 1
    assert "gap_mean_1s" not in figures


def test_the_better_of_two_searches_counts() -> None:
    """By score; the lowest bound of any of them stands."""
    few = tour(500, "pyvrp", 90, keep=60, bound=None)
    all_ = tour(500, "pyvrp", 80, bound=200.0)
    (best,) = best_rows([few, all_])
    assert (best["score"], best["keep"], best["bound"]) == (90, 60, 200.0)
    (found,) = best_rows([tour(500, "pyvrp", None), tour(500, "pyvrp", 10, keep=60)])
    assert found["score"] == 10


def test_leads_on_tours() -> None:
    """Over each peer, over the best of them, and that for large instances alone."""
    rows = [
        tour(50, "wayplan", 99),
        tour(50, "cpsat", 100, bound=120.0),
        tour(50, "routing", 90),
        tour(500, "wayplan", 110),
        tour(500, "cpsat", None),
        tour(500, "routing", 100),
    ]
    figures = tour_figures(rows)
    assert figures["tour_500x3d_wayplan_1s"] == 110
    assert figures["tour_500x3d_cpsat_1s"] == 0
    assert figures["tour_bound_50x3d_cpsat_1s"] == 120
    assert figures["tour_lead_routing_1s"] == pytest.approx(10.0)
    assert figures["tour_lead_cpsat_1s"] == pytest.approx(-1.0)
    assert figures["tour_lead_best_1s"] == pytest.approx(4.5)
    assert figures["tour_lead_best_1s_min"] == pytest.approx(-1.0)
    assert figures["tour_lead_best_500up_1s"] == pytest.approx(10.0)
    assert figures["tour_50x3d_lead_1s"] == pytest.approx(-1.0)
    assert figures["cpsat_nothing"] == 1


def test_the_table_has_a_line_for_what_was_measured() -> None:
    """A size and a limit a line, a dash for nothing, the lead over the best peer last."""
    rows = [tour(500, "wayplan", 110), tour(500, "routing", 100), tour(500, "cpsat", None)]
    head, line = table(tour_figures(rows), [1.0, 5.0]).splitlines()
    assert head.split() == [
        "candidates", "days", "limit", "wayplan", "routing", "pyvrp", "cpsat", "bound", "lead", "%",
    ]  # fmt: skip
    assert line.split() == ["500", "3", "1", "s", "110.0", "100.0", "-", "-", "-", "+10.00"]


@pytest.mark.parametrize(
    ("instance", "kind"),
    [("c101", "c1"), ("rc208", "rc2"), ("pr01", "pr"), ("pr20", "pr"), ("t150", "t")],
)
def test_families(instance: str, kind: str) -> None:
    """Solomon's by their first digit, the others by their letters."""
    assert family(instance) == kind
