"""The command, its figures and its report."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from eval.case import Outcome
from eval.chinatravel import run
from eval.chinatravel.figures import figures, marks_of, shape
from eval.chinatravel.query import read_queries
from eval.chinatravel.verdict import Judge, Verdict, preferences
from planner.errors import SettingsError
from tests.eval.chinatravel.test_solver import POOL, cost_at_most
from tests.eval.chinatravel.tiny_sandbox import (
    SCHEMA,
    query,
    right_plan,
    tiny_sandbox,
    write_sandbox,
)

if TYPE_CHECKING:
    from pathlib import Path

LIKED = {"dav": 0.25, "att": 0.75, "ddr": 1.0}


def _query(uid: str, *logic: str) -> str:
    row = {"uid": uid, "start_city": "Aru", "target_city": "Bel", "days": 2, "people_number": 2}
    return json.dumps({**row, "tag": "easy", "nature_language": "wish", "hard_logic_py": logic})


def _outcome(verdict: Verdict, logic: tuple[str, ...], error: str = "") -> Outcome:
    marks = {} if error else marks_of(verdict, logic)
    return Outcome("q", 0, verdict.passed and not error, 1.0, 1.0, marks=marks, error=error)


def test_preferences_are_those_of_the_challenge() -> None:
    """2 of 8 attractions and 4 of 6 meals; 169 minutes on 7 ways."""
    found = preferences(right_plan())
    assert found["dav"] == 2 / 8
    assert found["ddr"] == 4 / 6
    assert found["att"] == pytest.approx(8 / 7 - 169 / 7 / 105)


def test_a_plan_that_the_schema_refuses_has_no_preferences(tmp_path: Path) -> None:
    """It is told where it breaks the schema, and passes nothing."""
    verdict = Judge(tiny_sandbox(tmp_path), SCHEMA).verdict({"itinerary": []}, query())
    assert "'people_number' is a required property" in verdict.schema
    assert not verdict.passed
    assert verdict.preferences == {}


def test_figures_over_four_outcomes() -> None:
    """One passes, one leaves a program open, one fails two checks, and one crashed."""
    logic = ("result=(day_count(plan)==2)", POOL)
    right = Verdict("", {}, (True, True), LIKED)
    open_ = Verdict("", {}, (True, False), LIKED)
    wrong = Verdict("", {"hotel_cost": "", "meal_time": ""}, (True, True), LIKED)
    outcomes = [_outcome(verdict, logic) for verdict in (right, open_, wrong)]
    outcomes.append(_outcome(right, logic, "Traceback"))
    found = figures(outcomes)
    assert found == {
        "final_pass": 0.25,
        "dr": 0.75,
        "epr_micro": 1 - (2 + 25) / 100,
        "epr_macro": 0.5,
        "lpr_micro": 5 / 6,
        "lpr_macro": 0.5,
        "c_lpr": 3 / 6,
        "fpr": 0.25,
        **LIKED,
        "open_accommodation_type": 1,
    }


@pytest.mark.parametrize(
    ("source", "name"),
    [
        (POOL, "accommodation_type"),
        (cost_at_most(3), "activity_cost+innercity_transport_cost"),
        ("result=(", "unread"),
    ],
)
def test_the_shape_of_a_program_is_what_it_asks(source: str, name: str) -> None:
    """Names and numbers in it do not matter."""
    assert shape(source) == name


def test_the_command_plans_judges_and_reports(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """One query passes; of the other the report proves that no plan can."""
    monkeypatch.setattr(run, "LIKED", 0.05)
    monkeypatch.setattr(run, "MOST", 0.1)
    data = write_sandbox(tmp_path)
    file = tmp_path / "queries.jsonl"
    file.write_text(f"{_query('can', POOL)}\n{_query('cannot', cost_at_most(1))}\n", "utf-8")
    out = tmp_path / "report.json"
    options = ["--data", str(data), "--queries", str(file), "--out", str(out), "--workers", "1"]
    assert run.main([*options, "--require", "final_pass=0.6"]) == 1
    report = json.loads(out.read_text(encoding="utf-8"))
    assert report["figures"]["final_pass"] == report["figures"]["fpr"] == 0.5
    assert report["groups"] == [{"name": "easy", "outcomes": 2, "passed": 1}]
    told: dict[str, Any] = {row["case"]: row["explanation"] for row in report["rows"]}
    assert told["can"] == []
    assert told["cannot"][-1].startswith("proved: no plan fulfils program 0: there is no trip")
    assert "final_pass=0.6: it is 0.5" in capsys.readouterr().out


@pytest.mark.parametrize("line", ["{", "[]", '{"uid": "q"}', _query("q").replace("2", '"two"')])
def test_a_line_that_is_no_query_is_told(line: str, tmp_path: Path) -> None:
    """With the file and the number of the line."""
    file = tmp_path / "queries.jsonl"
    file.write_text(f"{_query('q')}\n{line}\n", "utf-8")
    with pytest.raises(SettingsError, match=r"queries\.jsonl, line 2: expected a query"):
        read_queries(file)


def test_files_that_are_missing_are_told(tmp_path: Path) -> None:
    """The database, a city's table, the schema and the queries."""
    with pytest.raises(SettingsError, match="airplane"):
        run.chinatravel(str(tmp_path), [])
    data = write_sandbox(tmp_path)
    (data / "output_schema.json").unlink()
    with pytest.raises(SettingsError, match=r"output_schema\.json is no JSON schema"):
        run.chinatravel(str(data), [])
    with pytest.raises(SettingsError, match=r"--queries: .*gone"):
        read_queries(tmp_path / "gone")
