"""The command ``wayplan``: what it hands on, what it prints, how it ends."""

from __future__ import annotations

import datetime as dt
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import pytest
from pydantic import ValidationError
from typer.testing import CliRunner

from agents import console
from agents.cli import Host, app
from agents.console import Exit
from planner.errors import RequestError, ServiceError
from planner.gates import GATES, Violation
from planner.itinerary import Infeasible, Itinerary, Wish
from planner.request import TripRequest
from tests.worlds import good_itinerary, good_request

if TYPE_CHECKING:
    from collections.abc import Callable

    from typer.testing import Result

ROOT = Path(__file__).parents[2]
TODAY = dt.date(2027, 3, 1)
WAYPLAN = (sys.executable, "-c", "from agents.cli import main; main()")


class FakeApp(SimpleNamespace):
    """Stands in for ``agents.app``: answers what it is given, and keeps what it was asked."""

    def __init__(self) -> None:
        """Answer with the good plan, no violations and no error."""
        super().__init__(asked=[], answer=good_itinerary(), found=[], diff=(), error=None)

    def parse_request(self, data: Any) -> TripRequest:
        """Check a request as the real one does, in fewer words."""
        try:
            return TripRequest.model_validate(data)
        except ValidationError as error:
            fields = [".".join(map(str, fault["loc"])) for fault in error.errors()]
            raise RequestError(f"{'; '.join(fields)}: wrong", tuple(fields)) from error

    def parse_itinerary(self, text: str) -> Itinerary:
        """Read a plan."""
        try:
            return Itinerary.model_validate_json(text)
        except ValidationError as error:
            raise RequestError("days: wrong", ("days",)) from error

    def plan(self, request: TripRequest, **more: Any) -> Itinerary | Infeasible:
        """Keep the request and answer."""
        self.asked.append((request, more))
        if self.error is not None:
            raise self.error
        answer: Itinerary | Infeasible = self.answer
        return answer

    def check(self, plan: Itinerary, **more: Any) -> list[Violation]:
        """Keep the plan and answer."""
        self.asked.append((plan, more))
        found: list[Violation] = self.found
        return found

    def replan(self, plan: Itinerary, change: Any, **more: Any) -> SimpleNamespace:
        """Keep plan and change and answer."""
        self.asked.append((plan, change, more))
        return SimpleNamespace(plan=self.answer, diff=self.diff)

    @property
    def request(self) -> TripRequest:
        """The request last asked for."""
        request: TripRequest = self.asked[-1][0]
        return request


@pytest.fixture
def fake(monkeypatch: pytest.MonkeyPatch) -> FakeApp:
    """The app replaced."""
    stand_in = FakeApp()
    monkeypatch.setitem(sys.modules, "agents.app", stand_in)  # type: ignore[arg-type]
    return stand_in


@pytest.fixture
def plan_file(tmp_path: Path) -> Path:
    """The good plan as a file."""
    path = tmp_path / "plan.json"
    path.write_text(good_itinerary().model_dump_json(), encoding="utf-8")
    return path


def wayplan(*args: object, stdin: str | bytes | None = None) -> Result:
    """Run a command in this process, on 1 March 2027."""
    host = Host(today=lambda: TODAY)
    return CliRunner().invoke(app, list(map(str, args)), input=stdin, obj=host)


def ended_well(result: Result) -> bool:
    """Whether a command ended by an exit code of its own, not by an exception."""
    return result.exception is None or isinstance(result.exception, SystemExit)


def refused(result: Result, *words: str) -> None:
    """Hold that a command ended with code 2, said these words on standard error, and nothing else."""
    assert result.exit_code == Exit.USAGE, result.output
    assert ended_well(result)
    assert result.stdout == ""
    assert "Traceback" not in result.stderr
    for word in words:
        assert word in result.stderr


def infeasible() -> Infeasible:
    """A refusal with a nearest plan."""
    return Infeasible(
        request=good_request(),
        conflict=(Wish(field="budget.total", text="at most 5 EUR"),),
        reason="The cheapest bed costs 100 EUR.",
        proved=True,
        nearest=good_itinerary(),
        gives_up=("at most 5 EUR",),
    )


def test_options_become_the_request(fake: FakeApp) -> None:
    """Every option of ``plan`` reaches its field."""
    result = wayplan(
        *("plan", "--city", "lumen", "--start", "2027-06-09", "--days", 3, "--budget", 600),
        *("--currency", "EUR", "--adults", 1, "--children", "6, 9", "--seniors", 2),
        *("--wheelchair", "--stroller", "--pace", "relaxed", "--must", "A", "--must", "B"),
        *("--must-not", "C", "--interest", "museum=0.8", "--interest", "park", "--diet", "vegan"),
        *("--modes", "walk, Taxi", "--max-walk-leg", 900, "--max-walk-day", 5000),
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
            "modes": ["walk", "taxi"],
            "max_walk_leg": 900,
            "max_walk_day": 5000,
            "lodging": {"place": "Hotel Aurora"},
            "arrival": {"time": "10:40", "at": "Lumen Airport", "mode": "flight"},
            "departure": {"time": "18:05", "at": "North Pier", "mode": "ferry"},
            "unknown_hours": "exclude",
        }
    )


def test_search_options_reach_the_app(fake: FakeApp) -> None:
    """Seed, time limit and catalogues are handed on, and no progress is told in a pipe."""
    found = wayplan(
        *("plan", "--city", "lumen", "--seed", 7, "--time-limit", 0.5),
        *("--catalogue", "a.db", "--catalogue", "b.db"),
    )
    assert found.exit_code == Exit.DONE
    assert fake.asked[-1][1] == {
        "catalogues": [Path("a.db"), Path("b.db")],
        "seed": 7,
        "time_limit": 0.5,
        "on_progress": None,
    }


def test_a_bare_city_is_planned_in_three_weeks(fake: FakeApp) -> None:
    """What is not said is taken from today, and told on standard error."""
    result = wayplan("plan", "--city", "lumen")
    assert fake.request.start == dt.date(2027, 3, 22)
    assert fake.request.days == 3
    assert result.stderr == "Assumed: 3 days (--days), start on 2027-03-22 (--start).\n"


def test_budget_is_in_the_money_of_the_city(fake: FakeApp) -> None:
    """A budget without a currency is in the first city's, and that is told."""
    result = wayplan("plan", "--city", "copenhagen", "--budget", 6000)
    assert fake.request.budget is not None
    assert fake.request.budget.currency == "DKK"
    assert "budget in DKK (--currency)" in result.stderr


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
    assert "at most 5 EUR (budget.total)" in result.stdout
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


@pytest.mark.parametrize(
    ("args", "words"),
    [
        (["--start", "2026-02-30"], ["start", "--start"]),
        (["--start", "soon"], ["start", "--start"]),
        (["--budget", "-1", "--currency", "EUR"], ["budget.total", "--budget"]),
        (["--budget", "nan", "--currency", "EUR"], ["budget.total", "--budget"]),
        (["--budget", "much"], ["--budget", "much"]),
        (["--budget", "5", "--currency", "euro"], ["budget.currency", "--currency"]),
        (["--adults", "0"], ["party", "--adults"]),
        (["--adults", "two"], ["--adults", "two"]),
        (["--children", "six"], ["--children", "six"]),
        (["--children", "6,40"], ["party.children.1", "--children"]),
        (["--days", "0"], ["--days", "0"]),
        (["--days", "1000"], ["destinations.0.nights", "--days"]),
        (["--days", "2", "--nights", "1"], ["--days", "--nights"]),
        (["--pace", "frantic"], ["pace", "--pace"]),
        (["--interest", "museum=lots"], ["--interest", "museum=lots"]),
        (["--interest", "museum=7"], ["interests.museum", "--interest"]),
        (["--modes", "walk,rocket"], ["modes", "--modes"]),
        (["--arrive", "@Somewhere"], ["--arrive", "@Somewhere"]),
        (["--arrive", "25:99"], ["arrival.time", "--arrive"]),
        (["--arrive", "rocket 10:00"], ["arrival.mode", "--arrive"]),
        (["--unknown-hours", "guess"], ["unknown_hours", "--unknown-hours"]),
        (["--max-walk-leg", "-5"], ["max_walk_leg", "--max-walk-leg"]),
        (["--city", "porta:1"], ["--city", "lumen:2"]),
        (["--city", "porta", "--days", "3"], ["--city"]),
        (["--format", "pdf"], ["--format", "pdf"]),
        (["--seed", "x"], ["--seed", "x"]),
        (["--time-limit", "-1"], ["--time-limit", "-1"]),
        (["--colour"], ["--colour"]),
        (["--out", "/nowhere/plan.json"], ["--out", "/nowhere"]),
        (["--out", "."], ["--out", "folder"]),
        ([*(["--must", "X"] * 10_000)], ["must", "--must"]),
    ],
)
def test_bad_options(fake: FakeApp, args: list[str], words: list[str]) -> None:
    """A wrong option is refused by its name, before anything is planned."""
    refused(wayplan("plan", "--city", "lumen", *args), *words)
    assert fake.asked == []


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (b"", ["standard input", "JSON"]),
        (b"{", ["JSON", "line 1"]),
        (b"[1, 2]", ["object", "list"]),
        (b"null", ["object", "NoneType"]),
        (b"\xff\xfe\x00", ["UTF-8"]),
        (b"[" * 100_000, ["JSON"]),
        (b'{"start": ' + b"9" * 5_000 + b"}", ["JSON"]),
        (b"{}", ["--city", "--request"]),
        (b'{"destinations": []}', ["--city"]),
        (b'{"destinations": "rome"}', ["destinations"]),
        (b'{"destinations": [[]]}', ["destinations"]),
        (b'{"destinations": [{"city": "rome", "nights": "two"}]}', ["destinations.0.nights"]),
        (b'{"destinations": [{"city": 7, "nights": 1}], "budget": {"total": 5}}', ["0.city"]),
        (b'{"destinations": [{"city": "rome", "nights": 1}], "musts": []}', ["musts"]),
    ],
)
def test_bad_request_files(fake: FakeApp, text: bytes, words: list[str]) -> None:
    """A request that is not one is refused with what is wrong in it."""
    refused(wayplan("plan", "--request", "-", stdin=text), *words)
    assert fake.asked == []


def test_an_option_for_what_is_no_object(fake: FakeApp) -> None:
    """An option inside a field that the file spoils names that field."""
    stdin = '{"destinations": [{"city": "rome", "nights": 1}], "party": [2]}'
    refused(wayplan("plan", "--request", "-", "--adults", 1, stdin=stdin), "party", "list")


@pytest.mark.parametrize("name", ["absent.json", ".", "nul\0byte"])
def test_files_that_cannot_be_read(fake: FakeApp, tmp_path: Path, name: str) -> None:
    """A file that is absent, a folder, or no name at all is refused for each command that reads one."""
    path = f"{tmp_path}/{name}"
    refused(wayplan("plan", "--request", path), "Cannot read")
    refused(wayplan("check", path), "Cannot read")
    refused(wayplan("replan", path, "--change", "-", stdin="{}"), "Cannot read")


def test_unknown_city_of_a_budget(fake: FakeApp) -> None:
    """A city that is not on file is refused by name, with what is."""
    refused(wayplan("plan", "--city", "Kopenhagn", "--budget", 5), "Kopenhagn", "Copenhagen")


def test_check_of_a_sound_plan(fake: FakeApp, plan_file: Path) -> None:
    """A plan that keeps all rules is told so."""
    result = wayplan("check", plan_file, "--catalogue", "a.db")
    assert (result.exit_code, result.stdout) == (Exit.DONE, f"All {len(GATES)} rules kept.\n")
    assert fake.asked == [(good_itinerary(), {"catalogues": [Path("a.db")]})]


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
    assert more == {"catalogues": (), "seed": 3, "time_limit": None}


@pytest.mark.parametrize(("of", "field"), [("request", "destinations"), ("itinerary", "days")])
def test_schema(of: str, field: str) -> None:
    """The schema is JSON and describes what it says."""
    assert field in json.loads(wayplan("schema", of).stdout)["properties"]


def test_cities() -> None:
    """The cities that ship are listed by id and name."""
    lines = wayplan("cities").stdout.splitlines()
    assert [line.split()[0] for line in lines] == ["copenhagen", "kyoto", "new-york", "rome"]
    assert "New York, US" in lines[2]


def test_import_and_list(tmp_path: Path) -> None:
    """A table of places becomes a catalogue that can be listed."""
    source, out = tmp_path / "places.csv", tmp_path / "city.db"
    source.write_text(
        "id,name,lat,lon,category\n1,City Museum,45.46,9.19,museum\n2,Nonna,45.461,9.191,restaurant\n",
        encoding="utf-8",
    )
    result = wayplan("import", "csv", source, "--out", out, "--city-name", "Lumen", "--country", "IT")
    assert result.exit_code == Exit.DONE, result.output
    assert "2 places" in result.stdout
    assert "Lumen, IT: 2 places" in wayplan("cities", "--catalogue", out).stdout
    assert "Lumen, IT: 2 places" in wayplan("cities", "--catalogue", tmp_path).stdout


@pytest.mark.parametrize(
    ("kind", "name", "content"),
    [
        ("osm", "broken.osm.pbf", b"not a protocol buffer"),
        ("osm", "empty.osm.pbf", b""),
        ("geojson", "broken.geojson", b"{"),
        ("csv", "broken.csv", b"a,b\n1,2\n"),
        ("parquet", "broken.parquet", b"PAR1"),
        ("csv", "places.parquet", b"PAR1"),
        ("parquet", "places.csv", b"a,b\n"),
        ("geojson", "absent.geojson", None),
    ],
)
def test_import_of_a_broken_file(
    tmp_path: Path, kind: str, name: str, content: bytes | None
) -> None:
    """A file that is not what it should be is refused, and leaves no half catalogue."""
    source, out = tmp_path / name, tmp_path / "city.db"
    if content is not None:
        source.write_bytes(content)
    refused(wayplan("import", kind, source, "--out", out), name)
    assert not out.exists()
    assert list(tmp_path.iterdir()) == ([source] if content is not None else [])


def test_catalogue_that_is_none(tmp_path: Path) -> None:
    """A file that is no catalogue is refused by its name."""
    path = tmp_path / "city.db"
    path.write_bytes(b"hello")
    refused(wayplan("cities", "--catalogue", path), "city.db")


def test_a_failed_write_leaves_the_old_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fake: FakeApp
) -> None:
    """Where the new plan cannot be put in place, the old one stays and no draft is left."""
    out = tmp_path / "plan.txt"
    out.write_text("old", encoding="utf-8")

    def refuse(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(os, "replace", refuse)
    refused(wayplan("plan", "--city", "lumen", "--start", "2027-06-09", "--out", out), "--out", "denied")
    assert [path.name for path in tmp_path.iterdir()] == ["plan.txt"]
    assert out.read_text("utf-8") == "old"


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


def run(*args: str, code: str | None = None, **more: Any) -> subprocess.CompletedProcess[str]:
    """Run the command in a process of its own."""
    command = (sys.executable, "-c", code) if code else WAYPLAN
    return subprocess.run(
        (*command, *args), cwd=ROOT, capture_output=True, text=True, timeout=60, encoding="utf-8", **more
    )  # fmt: skip


def test_help_loads_nothing_heavy() -> None:
    """Help is printed before any library that takes its time is loaded."""
    code = (
        "import sys, atexit\n"
        "heavy = {'numpy', 'pydantic', 'numba', 'shapely', 'rich', 'sqlite3', 'duckdb', 'osmium'}\n"
        "atexit.register(lambda: print('LOADED', sorted(heavy & set(sys.modules))))\n"
        "from agents.cli import main; main()"
    )
    for args in (["--help"], ["plan", "--help"], ["--version"]):
        done = run(*args, code=code)
        assert done.returncode == Exit.DONE
        assert done.stdout.splitlines()[-1] == "LOADED []"
    assert "wayplan" in done.stdout


def test_wrong_usage_in_a_process() -> None:
    """Usage errors end with 2 and no traceback."""
    for args in (["fly"], ["plan", "--days", "x"], ["schema", "car"], ["import", "osm"], []):
        done = run(*args)
        assert done.returncode == Exit.USAGE, args
        assert "Traceback" not in done.stderr
        assert "Usage" in done.stderr + done.stdout


def test_output_in_a_poor_encoding() -> None:
    """A letter that the terminal lacks does not end the command."""
    code = "from agents.console import never_fail_to_print as n; n(); print('Kyōto')"
    done = run(code=code, env=os.environ | {"PYTHONIOENCODING": "ascii"})
    assert (done.returncode, done.stdout) == (0, "Ky?to\n")


@pytest.mark.skipif(os.name == "nt", reason="signals of another kind")
def test_interrupt_in_a_process() -> None:
    """SIGINT while input is awaited ends with 130 and one line."""
    command = (*WAYPLAN, "plan", "--request", "-")
    with subprocess.Popen(
        command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        deadline = time.monotonic() + 30
        while process.poll() is None and time.monotonic() < deadline:
            time.sleep(0.3)
            process.send_signal(signal.SIGINT)
            break
        out, err = process.communicate(timeout=30)
    assert process.returncode == Exit.INTERRUPTED
    assert (out, err) == (b"", b"wayplan: interrupted\n")
