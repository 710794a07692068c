"""Random requests end to end: every answer keeps the rules, every refusal its word."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from eval.scenarios import Level
from eval.sweep import main, open_bench, report, sweep, sweep_in_parallel
from eval.trial import Fault, Trial

if TYPE_CHECKING:
    from pathlib import Path

    from eval.trial import Bench


@pytest.fixture(scope="module")
def bench() -> Bench:
    """All starter cities; plans are searched for briefly, as rules bind them at any time."""
    return open_bench(time_limit=0.2)


def _trial(seed: int = 0, **more: object) -> Trial:
    fields: dict[str, object] = {
        "seed": seed, "level": Level.EASY, "clash": None, "cities": ("rome",), "days": 2,
        "status": "planned", "seconds": 1.0,
        "cpu_seconds": 0.5,
    }  # fmt: skip
    return Trial(**(fields | more))  # type: ignore[arg-type]


def test_no_answer_has_a_fault(bench: Bench) -> None:
    """Two dozen requests of every level: no crash, no broken rule, no conflict that is none."""
    found = report(sweep(bench, range(24)))
    assert found["faults"] == {}
    assert found["crashes"] == []
    assert found["rejections"] == []
    assert set(found["by_level"]) == set(Level)
    assert set(found["by_status"]) == {"planned", "infeasible"}


@pytest.mark.slow
@pytest.mark.timeout(3_600)
def test_no_answer_of_three_hundred_has_a_fault() -> None:
    """The same for three hundred requests, refusals within five seconds of work nearly always."""
    found = report(sweep_in_parallel(range(300), workers=2))
    assert found["faults"] == {}
    assert found["crashes"] == []
    assert found["cpu_seconds"]["infeasible"]["p95"] < 5


def test_a_trial_repeats_itself(bench: Bench) -> None:
    """The seed of a trial gives the same request and the same answer."""
    one, other = (bench.trial(3, Level.IMPOSSIBLE) for _ in range(2))
    assert (one.cities, one.days, one.conflict) == (other.cities, other.days, other.conflict)
    assert one.status == "infeasible"


def test_a_report_counts_faults_and_gives_the_first_of_a_kind() -> None:
    """Faults by judge and rule, statuses by level, refusals by the fields they blame."""
    late = Fault("checker", "open", "closed for 5 minutes")
    trials = [
        _trial(1, faults=(late, Fault("gate", "open", "closed"))),
        _trial(2, faults=(Fault("checker", "open", "closed for 7 minutes"),)),
        _trial(3, status="infeasible", conflict=("must.0", "must.1", "must_not")),
        _trial(4, status="crashed", error="Traceback: no"),
    ]
    found = report(trials)
    assert found["faults"]["checker: open"] == {"count": 2, "seed": 1, "sentence": late.sentence}
    assert found["by_level"]["easy"] == {"planned": 2, "infeasible": 1, "crashed": 1}
    assert found["refusals"] == {"must + must_not": 1}
    assert found["crashes"] == [(4, "Traceback: no")]


def test_an_unplanned_plan_is_judged(bench: Bench) -> None:
    """Both judges speak up when a plan is held against a request that it does not keep."""
    from agents import app
    from planner.itinerary import Itinerary

    asked = {"destinations": [{"city": "rome", "nights": 0}], "start": "2026-06-04"}
    plan = app.plan(asked, time_limit=0.2)
    assert isinstance(plan, Itinerary)
    assert list(bench.judged(plan)) == []
    (stop, *_) = plan.days[0].stops
    strict = plan.request.model_copy(update={"must_not": (stop.place_id,)})
    faults = list(bench.judged(plan.model_copy(update={"request": strict})))
    assert {(fault.judge, fault.rule) for fault in faults} == {
        ("checker", "must_not"),
        ("gate", "must_not"),
    }


def test_the_command_writes_its_report(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """One request in a process of its own: the summary is printed, the trial is in the file."""
    out = tmp_path / "report.json"
    arguments = [
        "--count",
        "1",
        "--seed",
        "5",
        "--city",
        "rome",
        "--workers",
        "1",
        "--time-limit",
        "0.2",
    ]
    assert main([*arguments, "--out", str(out)]) == 0
    printed, written = json.loads(capsys.readouterr().out), json.loads(out.read_text("utf-8"))
    assert printed["requests"] == 1
    assert [trial["seed"] for trial in written["trials"]] == [5]
    assert {city.casefold() for city in written["trials"][0]["cities"]} == {"rome"}
