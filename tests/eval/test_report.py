"""Figures, thresholds and the order of a report."""

from __future__ import annotations

from dataclasses import replace

import pytest

from eval.case import Outcome
from eval.figure_tables import figure_tables
from eval.page import page
from eval.report import failures_first, figures_of, groups, pass_hat, report, spread, threshold
from planner.errors import SettingsError
from tests.eval.tiny_task import build


def _outcome(case: str, seed: int = 0, passed: bool = True, **more: object) -> Outcome:
    fields = {"group": "small", "text": "Is it <even>?", **more}
    return Outcome(case, seed, passed, seconds=1.5 + seed, cpu_seconds=0.5, **fields)  # type: ignore[arg-type]


MIXED = [
    _outcome("a", 0), _outcome("a", 1, passed=False, explanation=("it is <odd>",)),
    _outcome("b", 0, marks={"even": 1, "asked": None}), _outcome("b", 1, group="big"),
    _outcome("c", 0, passed=False, error="Traceback\nValueError: <no>"),
    _outcome("c", 1, passed=False),
]  # fmt: skip


def test_a_spread_is_of_what_is_there() -> None:
    """Twenty values have their nineteenth as the 95th percentile; none have no spread."""
    assert spread([float(n) for n in range(1, 21)]) == {"p50": 10, "p95": 19, "max": 20}
    assert spread([]) == {}


def test_pass_hat_k_asks_that_all_of_k_tries_are_right() -> None:
    """Of three tries with two right, one pair of three is all right; a lone failure is none."""
    tries = [_outcome("a", seed, passed=seed < 2) for seed in range(3)]
    assert pass_hat(tries, 1) == pytest.approx(2 / 3)
    assert pass_hat(tries, 2) == pytest.approx(1 / 3)
    assert pass_hat(tries, 3) == 0
    assert pass_hat(MIXED, 2) == pytest.approx(1 / 3)


def test_figures_are_the_suites_and_the_common_ones() -> None:
    """Shares are of the outcomes; pass^k is told as far as there are seeds."""
    figures = figures_of(build(), MIXED)
    assert figures["evens"] == 1
    assert (figures["cases"], figures["passed"]) == (3, 0.5)
    assert figures["crashed"] == pytest.approx(1 / 6, abs=1e-4)
    assert figures["pass_hat_2"] == pytest.approx(1 / 3, abs=1e-4)
    assert (figures["seconds_p50"], figures["seconds_max"]) == (1.5, 2.5)
    assert "pass_hat_3" not in figures


def test_thresholds() -> None:
    """At least, at most; a figure that there is not, or that is not a number, is never enough."""
    figures = {"passed": 0.9, "seconds_max": 2.0}
    assert threshold("passed=0.9").kept(figures)
    assert not threshold("passed=0.91").kept(figures)
    assert threshold("seconds_max<=2").kept(figures)
    assert not threshold("seconds_max<=1.9").kept(figures)
    assert not threshold("other=0").kept(figures)
    assert not threshold("other<=9").kept(figures)
    assert not threshold("passed=0").kept({"passed": float("nan")})
    assert str(threshold("seconds_max<=2")) == "seconds_max<=2"


@pytest.mark.parametrize("text", ["passed", "passed=all", "=", "passed>1"])
def test_a_threshold_that_is_none(text: str) -> None:
    """What was given is named, with what was expected."""
    with pytest.raises(SettingsError, match="expected FIGURE=LEAST"):
        threshold(text)


def test_failures_come_first() -> None:
    """Crashes, then what did not pass, then the rest, each in the order of the cases."""
    order = [(o.case, o.seed) for o in failures_first(MIXED)]
    assert order == [("c", 0), ("a", 1), ("c", 1), ("a", 0), ("b", 0), ("b", 1)]


def test_groups_count_what_passed() -> None:
    """By name; cases without a group are in none."""
    assert [tuple(group) for group in groups(MIXED)] == [("big", 1, 1), ("small", 5, 2)]
    assert groups([replace(MIXED[0], group="")]) == []


def test_the_report_has_figures_and_rows() -> None:
    """Rows are the outcomes by field."""
    told = report(build(), {"passed": 0.5}, MIXED)
    assert (told["suite"], told["figures"]) == ("tiny", {"passed": 0.5})
    assert told["rows"][1]["explanation"] == ("it is <odd>",)


def test_the_page_escapes_and_unfolds_failures() -> None:
    """Text from data is shown as text; only what failed is open; no other file is asked for."""
    html = page("tiny", {"passed": 0.5}, MIXED)
    assert "it is &lt;odd&gt;" in html
    assert "<odd>" not in html
    assert "<no>" not in html
    assert html.count(' class="failed" open') == 3
    assert html.index("<b>c</b> crashed") < html.index("<b>a</b> failed") < html.index(
        "<b>b</b> passed"
    )  # fmt: skip
    assert "asked -" in html
    assert "http" not in html


def test_figures_of_groups_stand_side_by_side() -> None:
    """What begins with a group's name is a column of it, and an interval stands by its figure."""
    figures = {
        "cases": 2.0, "big_liked": 0.5, "big_liked_low": 0.4, "big_liked_high": 0.6,
        "big_one_liked": 0.25, "small_left": 1.0,
    }  # fmt: skip
    plain, by_group = figure_tables(figures, ["big", "big one", "other", "small"])
    assert plain == (("figure", "value"), (("cases", "2"),))
    assert by_group.head == ("figure", "big", "big one", "small")
    assert by_group.rows == (
        ("liked", "0.5 (0.4\u00a0to\u00a00.6)", "0.25", ""),
        ("left", "", "", "1"),
    )


def test_figures_without_groups_are_one_table() -> None:
    """A lone bound is a figure like any other."""
    (table,) = figure_tables({"passed": 0.5, "passed_low": 0.25}, [])
    assert table.rows == (("passed", "0.5"), ("passed_low", "0.25"))
