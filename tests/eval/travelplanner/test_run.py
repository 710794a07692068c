"""The command, from files to figures; and the benchmark's own data, where it is."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from eval.task import execute
from eval.travelplanner.database import load
from eval.travelplanner.query import Ask, read_queries
from eval.travelplanner.run import build, main
from eval.travelplanner.scorer import judge
from eval.travelplanner.words import Reader
from planner.errors import SettingsError
from tests.eval.travelplanner.tiny import (
    ALBA,
    FLIGHTS,
    HOME,
    database,
    plan,
    query,
    reference_information,
    write_queries,
    write_tables,
)

DATA = Path(__file__).resolve().parents[3].parent / "shared" / "data" / "travelplanner"
TEXT = (
    f"Please plan a 3-day trip for two people from {HOME} to {ALBA} from March 16th to March 18th, "
    "2022, on a budget of $1,000. We would like to eat French food and will not be self-driving."
)
needs_data = pytest.mark.skipif(not DATA.is_dir(), reason="needs ../shared/data/travelplanner")


@pytest.fixture
def files(tmp_path: Path) -> tuple[Path, Path]:
    """Tables, and queries: one that can be understood, one that cannot."""
    write_tables(tmp_path)
    queries = tmp_path / "queries.jsonl"
    write_queries(queries, TEXT, "Somewhere nice, please.")
    return tmp_path, queries


def _main(files: tuple[Path, Path], *more: str) -> int:
    data, queries = files
    return main(["--data", str(data), "--queries", str(queries), "--workers", "1", *more])


def test_from_gold_fields(files: tuple[Path, Path], tmp_path: Path) -> None:
    """Both queries pass, whatever their text says."""
    out = tmp_path / "report.json"
    assert _main(files, "--out", str(out), "--require", "final_pass=1.0") == 0
    told = json.loads(out.read_text("utf-8"))
    assert told["figures"]["final_pass"] == told["figures"]["hard_micro"] == 1
    assert told["rows"][0]["answer"]["plan"][0]["current_city"] == f"from {HOME} to {ALBA}"


def test_from_the_text_alone(files: tuple[Path, Path], tmp_path: Path) -> None:
    """What is not understood is not delivered, and why is told."""
    out = tmp_path / "report.json"
    assert _main(files, "--track", "text", "--out", str(out), "--require", "final_pass=1") == 1
    told = json.loads(out.read_text("utf-8"))
    assert (told["figures"]["final_pass"], told["figures"]["delivery"]) == (0.5, 0.5)
    assert told["rows"][1]["explanation"] == ["not understood from the text: org"]


def test_queries_are_read(files: tuple[Path, Path]) -> None:
    """Gold fields, the reference; and the text is understood to ask just that."""
    data, path = files
    base = database()
    first, second = read_queries(path, base, data, Reader(base).ask)
    assert Reader(base).ask(first.text) == first.gold
    assert first.gold.cuisines == ("French",)
    assert first.reference is not None
    assert first.reference.cities == (ALBA,)
    assert set(first.reference.flights.values()) == set(FLIGHTS)
    assert second.gold == first.gold


def test_annotated_queries_are_read(tmp_path: Path) -> None:
    """Where and when are on file, the wishes are the text's; the plan is the annotator's."""
    write_tables(tmp_path)
    row = {"idx": 7, "query": TEXT, "org": HOME, "ref_cities": [ALBA],
           "first_date": "2022-03-16", "annotated_plan": [*plan(), {}, {}]}  # fmt: skip
    (tmp_path / "train.jsonl").write_text(json.dumps(row), "utf-8")
    (tmp_path / "train_ref_info.jsonl").write_text(json.dumps(reference_information()), "utf-8")
    base = database()
    (found,) = read_queries(tmp_path / "train.jsonl", base, tmp_path, Reader(base).ask)
    assert (found.id, found.level, found.gold.people) == ("7", "hard", 2)
    assert judge(found.annotated, found, base).passed


def test_queries_of_another_kind(tmp_path: Path) -> None:
    """The file and the field that it lacks are named; so is a file that is not there."""
    path = tmp_path / "queries.jsonl"
    path.write_text('{"idx": 1}\n', "utf-8")
    read = Reader(database()).ask
    with pytest.raises(SettingsError, match=r"has not the fields.*'local_constraint'"):
        read_queries(path, database(), tmp_path, read)
    path.write_text("no", "utf-8")
    with pytest.raises(SettingsError, match="is not JSON lines"):
        read_queries(path, database(), tmp_path, read)
    with pytest.raises(SettingsError, match="cannot read"):
        read_queries(tmp_path / "none.jsonl", database(), tmp_path, read)
    with pytest.raises(SettingsError, match="expected the tables of TravelPlanner"):
        build(tmp_path, path, "gold")


def test_a_speaker_of_we_is_two() -> None:
    """Where no number is told, "we" are two, and nobody in particular is one."""
    read = Reader(database()).ask
    trip = f"Plan a 3-day trip from {HOME} to {ALBA}, March 16th to 18th, 2022."
    several, one = read(f"{trip} We like bridges."), read(trip)
    assert isinstance(several, Ask)
    assert isinstance(one, Ask)
    assert (several.people, one.people) == (2, 1)


def test_queries_without_a_reference_can_be_left_out(files: tuple[Path, Path]) -> None:
    """They have no flights on file."""
    data, path = files
    rows = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    rows[1]["reference_information"] = None
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
    assert [case.id for case in build(data, path, "gold").cases] == ["0", "1"]
    assert [case.id for case in build(data, path, "gold", with_reference=True).cases] == ["0"]
    assert query(reference=False).reference is None


@needs_data
def test_plans_by_people_pass() -> None:
    """Of the 45 annotated plans all keep every rule but one, which sees sights of other cities."""
    tables = load(DATA / "database")
    queries = read_queries(
        DATA / "train_queries.jsonl", tables, DATA / "database", Reader(tables).ask
    )
    scores = [judge(query.annotated, query, tables) for query in queries]
    failed = [score for score in scores if not score.passed]
    assert len(scores) == 45
    assert len(failed) == 1
    assert failed[0].explanation[0].startswith("within_city")


@needs_data
@pytest.mark.parametrize("track", ["gold", "text"])
def test_the_first_queries_pass(track: str) -> None:
    """A dozen of the development queries, planned and scored."""
    task = build(DATA, DATA / "queries_dev.jsonl", track, with_reference=True)
    outcomes = [execute(task, case, 0) for case in task.cases[::4]]
    assert [outcome.case for outcome in outcomes if not outcome.passed] == []
