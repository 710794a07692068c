"""``wayplan plan``: what it hands on, what it prints, how it ends."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from agents.console import Exit
from agents.settings import Colours, Loaded, Settings
from planner.errors import ServiceError
from planner.itinerary import Infeasible
from planner.request import Budget, TripRequest
from tests.agents.harness import FakeApp, ended_well, infeasible, wayplan, wayplan_set_to
from tests.worlds import good_request


def test_options_become_the_request(fake: FakeApp) -> None:
    """Every option of ``plan`` reaches its field."""
    result = wayplan(
        *("plan", "--city", "lumen", "--start", "2027-06-09", "--days", 3, "--budget", 600),
        *("--currency", "EUR", "--adults", 1, "--children", "6, 9", "--seniors", 2),
        *("--wheelchair", "--stroller", "--pace", "relaxed", "--must", "A", "--must", "B"),
        *("--must-not", "C", "--interest", "museum=0.8", "--interest", "park", "--diet", "vegan"),
        *("--modes", "walk, Taxi", "--max-walk-leg", 900, "--max-walk-day", 5000),
        *("--rest", "45@13:30-15:30"),
        *("--hotel", "Hotel Aurora", "--arrive", "10:40@Lumen Airport"),
        *("--depart", "ferry 18:05 @ North Pier", "--unknown-hours", "exclude"),
    )
    assert result.exit_code == Exit.DONE, result.output
    assert fake.request == TripRequest.model_validate(
        {
            "destinations": [{"city": "lumen", "nights": 2}],
            "start": "2027-06-09",
            "budget": {"currency": "EUR", "total": 600},
            "party": {
                "adults": 1,
                "children": [6, 9],
                "seniors": 2,
                "wheelchair": True,
                "stroller": True,
            },
            "pace": "relaxed",
            "must": ["A", "B"],
            "must_not": ["C"],
            "interests": {"museum": 0.8, "park": 1},
            "diets": ["vegan"],
            "rests": [{"window": {"start": "13:30", "end": "15:30"}, "minutes": 45}],
            "modes": ["walk", "taxi"],
            "max_walk_leg": 900,
            "max_walk_day": 5000,
            "lodging": {"place": "Hotel Aurora"},
            "arrival": {"time": "10:40", "at": "Lumen Airport", "mode": "flight"},
            "departure": {"time": "18:05", "at": "North Pier", "mode": "ferry"},
            "unknown_hours": "exclude",
        }
    )


def test_a_rest_is_an_hour_unless_said(fake: FakeApp) -> None:
    """A window alone is enough."""
    assert wayplan("plan", "--city", "lumen", "--rest", "14:00-16:00").exit_code == Exit.DONE
    (rest,) = fake.request.rests
    assert (rest.window.first, rest.window.last, rest.minutes) == (840, 960, 60)


def test_search_options_reach_the_app(fake: FakeApp) -> None:
    """Seed, time limit and catalogues are handed on, and no progress is told in a pipe."""
    found = wayplan(
        *("plan", "--city", "lumen", "--seed", 7, "--time-limit", 0.5),
        *("--catalogue", "a.db", "--catalogue", "b.db", "--alternatives", 2),
    )
    assert found.exit_code == Exit.DONE
    assert fake.asked[-1][1] == {
        "catalogues": [Path("a.db"), Path("b.db")],
        "seed": 7,
        "time_limit": 0.5,
        "alternatives": 2,
        "travel": None,
        "next_poi": None,
        "next_poi_server": None,
        "on_progress": None,
    }


def test_a_bare_city_is_planned_in_three_weeks(fake: FakeApp) -> None:
    """What is not said is taken from today, and told on standard error."""
    result = wayplan("plan", "--city", "lumen")
    assert fake.request.start == dt.date(2027, 3, 22)
    assert fake.request.days == 3
    assert result.stderr == "Assumed: 3 days (--days), start on 2027-03-22 (--start).\n"


def test_prices_are_told_in_the_currency_that_is_set(fake: FakeApp) -> None:
    """A budget without a sum says so; one that names a currency goes before the setting."""
    dollars = Loaded(Settings(data=Path("no-data"), currency="USD"), Path("no-config.toml"), {})
    assert wayplan_set_to(dollars, "plan", "--city", "lumen").exit_code == Exit.DONE
    assert fake.request.budget == Budget(currency="USD")
    wayplan_set_to(dollars, "plan", "--city", "lumen", "--budget", 100)
    assert fake.request.budget == Budget(currency="USD", total=100)
    wayplan_set_to(dollars, "plan", "--city", "lumen", "--budget", 100, "--currency", "CHF")
    assert fake.request.budget == Budget(currency="CHF", total=100)


@pytest.mark.parametrize(("colours", "coloured"), [("always", True), ("never", False)])
def test_colours_are_as_they_are_set(fake: FakeApp, colours: Colours, coloured: bool) -> None:
    """Also in a pipe, where there are none unless they are wanted."""
    loaded = Loaded(Settings(data=Path("no-data"), colours=colours), Path("no-config.toml"), {})
    done = wayplan_set_to(loaded, "plan", "--city", "lumen")
    assert ("\x1b[" in done.stdout) is coloured


def test_budget_is_in_euros(fake: FakeApp) -> None:
    """A budget without a currency is in euros, and that is told."""
    result = wayplan("plan", "--city", "copenhagen", "--budget", 6000)
    assert fake.request.budget is not None
    assert fake.request.budget.currency == "EUR"
    assert "budget in EUR (--currency)" in result.stderr


def test_several_cities(fake: FakeApp) -> None:
    """Each ``--city`` is a destination with its nights."""
    wayplan("plan", "--city", "lumen:2", "--city", "porta : 1")
    told = [(stop.city, stop.nights) for stop in fake.request.destinations]
    assert told == [("lumen", 2), ("porta", 1)]


def test_options_go_before_the_file(fake: FakeApp, tmp_path: Path) -> None:
    """An option changes its own field of the file and leaves the others."""
    path = tmp_path / "trip.json"
    path.write_text(good_request(must=("lumen:park",)).model_dump_json(), encoding="utf-8")
    result = wayplan("plan", "--request", path, "--adults", 1, "--nights", 2, "--budget", 90)
    before = good_request().model_dump(mode="json")
    before["party"]["adults"] = 1
    before["destinations"][0]["nights"] = 2
    before["budget"]["total"] = 90
    assert fake.request == TripRequest.model_validate(before | {"must": ["lumen:park"]})
    assert result.stderr == ""


def test_a_new_city_keeps_the_nights_of_the_file(fake: FakeApp) -> None:
    """The file's nights are for its one city, whichever it is."""
    wayplan("plan", "--request", "-", "--city", "porta", stdin=good_request().model_dump_json())
    told = [(stop.city, stop.nights) for stop in fake.request.destinations]
    assert told == [("porta", 1)]


@pytest.mark.parametrize(
    ("format", "name", "begins"),
    [
        ("text", None, "Lumen: 4 to 5 June"),
        ("json", None, '{\n  "status"'),
        ("markdown", None, "# Lumen"),
        (None, "plan.json", '{\n  "status"'),
        (None, "plan.md", "# Lumen"),
        (None, "plan.txt", "Lumen: 4 to 5 June"),
        ("text", "plan.json", "Lumen: 4 to 5 June"),
    ],
)
def test_formats(
    fake: FakeApp, tmp_path: Path, format: str | None, name: str | None, begins: str
) -> None:
    """The format is the one asked for, else the one the file's name suggests."""
    args: list[object] = ["plan", "--city", "lumen"]
    args += ["--format", format] if format else []
    args += ["--out", tmp_path / name] if name else []
    result = wayplan(*args)
    assert result.exit_code == Exit.DONE
    written = (tmp_path / name).read_text("utf-8") if name else result.stdout
    assert written.startswith(begins)
    assert (result.stdout == "") is (name is not None)
    assert [path.name for path in tmp_path.iterdir()] == ([name] if name else [])


def test_refusal_ends_with_three(fake: FakeApp) -> None:
    """A trip that cannot be is explained on standard output, with the nearest plan."""
    fake.answer = infeasible()
    result = wayplan("plan", "--city", "lumen")
    assert result.exit_code == Exit.INFEASIBLE
    assert ended_well(result)
    assert "This cannot be granted\n  - at most 5 EUR\n" in result.stdout
    assert "City Museum" in result.stdout


def test_refusal_in_a_file(fake: FakeApp, tmp_path: Path) -> None:
    """The file holds the refusal whole, and standard error says so."""
    fake.answer = infeasible()
    out = tmp_path / "plan.json"
    result = wayplan("plan", "--city", "lumen", "--out", out)
    assert result.exit_code == Exit.INFEASIBLE
    assert Infeasible.model_validate_json(out.read_bytes()) == fake.answer
    assert str(out) in result.stderr


def test_verbose_tells_the_terms(fake: FakeApp) -> None:
    """The score and its terms go to standard error, the plan to standard output."""
    result = wayplan("plan", "--city", "lumen", "--verbose")
    assert "score 0.0" in result.stderr
    assert "score" not in result.stdout


def test_a_service_that_fails(fake: FakeApp) -> None:
    """A router that does not answer is told in a line, with its own exit code."""
    fake.error = ServiceError("The router at http://localhost:1 did not answer.")
    result = wayplan("plan", "--city", "lumen")
    assert result.exit_code == Exit.SERVICE
    assert result.stderr.endswith("wayplan: The router at http://localhost:1 did not answer.\n")


def test_interruption(fake: FakeApp, tmp_path: Path) -> None:
    """Ctrl-C while planning ends with 130 and a word, and writes nothing."""
    fake.error = KeyboardInterrupt()
    result = wayplan("plan", "--city", "lumen", "--out", tmp_path / "plan.json")
    assert result.exit_code == Exit.INTERRUPTED
    assert result.stderr.endswith("wayplan: interrupted\n")
    assert list(tmp_path.iterdir()) == []


def test_defects_are_not_swallowed(fake: FakeApp) -> None:
    """An error that is nobody's input goes on as it is."""
    fake.error = ZeroDivisionError("a defect")
    assert isinstance(wayplan("plan", "--city", "lumen").exception, ZeroDivisionError)
