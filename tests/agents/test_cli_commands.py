"""The other commands: check, replan, import, schema and cities."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from agents import console
from agents.console import Exit
from planner.gates import GATES, Violation
from planner.itinerary import Itinerary
from tests.agents.harness import TODAY, FakeApp, refused, wayplan
from tests.worlds import good_itinerary

if TYPE_CHECKING:
    from collections.abc import Callable


def test_check_of_a_sound_plan(fake: FakeApp, plan_file: Path) -> None:
    """A plan that keeps all rules is told so."""
    result = wayplan("check", plan_file, "--catalogue", "a.db")
    assert (result.exit_code, result.stdout) == (Exit.DONE, f"All {len(GATES)} rules kept.\n")
    assert fake.asked == [(good_itinerary(), {"catalogues": [Path("a.db")], "travel": None})]


def test_check_of_a_broken_plan(fake: FakeApp, plan_file: Path) -> None:
    """Each violation is a line that says where, and the exit code is 1."""
    fake.found = [
        Violation(rule="open", message="The museum is closed.", day=0, stop=2),
        Violation(rule="walking", message="Too far on foot.", day=1),
        Violation(rule="budget", message="Too dear\x1b[2J."),
    ]
    result = wayplan("check", plan_file)
    assert result.exit_code == Exit.VIOLATIONS
    assert result.stdout.splitlines() == [
        "day 1, stop 3, open: The museum is closed.",
        "day 2, walking: Too far on foot.",
        "budget: Too dear [2J.",
    ]


def test_check_of_no_plan(fake: FakeApp) -> None:
    """What is not a plan is wrong input, not a broken rule."""
    refused(wayplan("check", "-", stdin='{"days": 3}'), "days")


def test_replan(fake: FakeApp, plan_file: Path, tmp_path: Path) -> None:
    """The change is handed on, the new plan written, and the difference told beside it."""
    fake.diff = ("Day 1: dinner moved to 20:00.",)
    change = tmp_path / "change.json"
    change.write_text('{"must_not": ["lumen:park"]}', encoding="utf-8")
    result = wayplan("replan", plan_file, "--change", change, "--seed", 3, "--format", "json")
    assert result.exit_code == Exit.DONE
    assert Itinerary.model_validate_json(result.stdout) == fake.answer
    assert result.stderr == "Day 1: dinner moved to 20:00.\n"
    plan, wanted, more = fake.asked[-1]
    assert (plan, wanted) == (good_itinerary(), {"must_not": ["lumen:park"]})
    assert more == {
        "catalogues": (), "seed": 3, "time_limit": None, "travel": None,
        "next_poi": None, "next_poi_server": None,
        "today": TODAY, "speaker": None,
    }  # fmt: skip


@pytest.mark.parametrize(("of", "field"), [("request", "destinations"), ("itinerary", "days")])
def test_schema(of: str, field: str) -> None:
    """The schema is JSON and describes what it says; an itinerary may hold others."""
    schema = json.loads(wayplan("schema", of).stdout)
    described = schema["$defs"][schema["$ref"].rpartition("/")[2]] if "$ref" in schema else schema
    assert field in described["properties"]


def test_cities() -> None:
    """The cities that ship are listed by id and name."""
    lines = wayplan("cities").stdout.splitlines()
    assert [line.split()[0] for line in lines] == ["copenhagen", "kyoto", "new-york", "rome"]
    assert "New York, US" in lines[2]


def test_import_and_list(tmp_path: Path) -> None:
    """A table of places becomes a catalogue that can be listed."""
    source, out = tmp_path / "places.csv", tmp_path / "city.db"
    source.write_text(
        "id,name,lat,lon,category\n"
        "1,City Museum,45.46,9.19,museum\n"
        "2,Nonna,45.461,9.191,restaurant\n",
        encoding="utf-8",
    )
    result = wayplan(
        "import", "csv", source, "--out", out, "--city-name", "Lumen", "--country", "IT"
    )
    assert result.exit_code == Exit.DONE, result.output
    assert "2 places" in result.stdout
    assert "Lumen, IT: 2 places" in wayplan("cities", "--catalogue", out).stdout
    assert "Lumen, IT: 2 places" in wayplan("cities", "--catalogue", tmp_path).stdout


@pytest.mark.parametrize("doing", [console.importing, lambda: console.planning("Planning")])
def test_no_progress_in_a_pipe(doing: Callable[[], Any]) -> None:
    """Progress is for terminals only."""
    with doing() as progress:
        assert progress is None


def test_progress_on_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    """On a terminal there is something to call with rounds and points."""
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    with console.planning("Planning") as progress:
        assert progress is not None
        progress(3, 12.5)


def test_plan_then_check_then_edit(tmp_path: Path) -> None:
    """A real plan passes its own check; the same plan with a meal moved into the night does not."""
    out = tmp_path / "plan.json"
    trip = ("plan", "--city", "copenhagen:1", "--start", "2027-06-09", "--time-limit", 0.2)
    assert wayplan(*trip, "--out", out).exit_code == Exit.DONE
    sound = wayplan("check", out)
    assert sound.stdout == f"All {len(GATES)} rules kept.\n"
    plan = json.loads(out.read_text("utf-8"))
    stops = plan["days"][0]["stops"]
    number = next(i for i, stop in enumerate(stops) if stop["kind"] == "meal")
    for end, clock in (("start", "03:00"), ("end", "04:00")):
        stops[number][end] = stops[number][end][:11] + clock + stops[number][end][16:]
    edited = wayplan("check", "-", stdin=json.dumps(plan))
    assert edited.exit_code == Exit.VIOLATIONS
    assert f"day 1, stop {number + 1}, meals: " in edited.stdout


def test_impossible_trip() -> None:
    """A real trip that nobody can pay for ends with 3 and names the budget."""
    trip = ("plan", "--city", "rome:1", "--start", "2027-06-09", "--time-limit", 0.2)
    result = wayplan(*trip, "--budget", 1)
    assert result.exit_code == Exit.INFEASIBLE
    assert "- at most 1 EUR in all" in result.stdout


@pytest.mark.parametrize(
    ("args", "words"),
    [
        (["--city", "atlantis"], ["destinations.0.city", "atlantis"]),
        (["--city", "rome", "--must", "Tour Eiffel"], ["must.0", "Tour Eiffel"]),
        (["--city", "rome", "--hotel", "No Such Inn"], ["lodging.place", "No Such Inn"]),
        (["--city", "lyon", "--catalogue", "absent.db"], ["absent.db"]),
    ],
)
def test_names_that_are_not_on_file(args: list[str], words: list[str]) -> None:
    """The app's own refusals end with 2 and name the field and the name."""
    refused(wayplan("plan", "--start", "2027-06-09", *args), *words)
