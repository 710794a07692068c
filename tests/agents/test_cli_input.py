"""Wrong input of every kind: a message that names it, exit code 2, nothing written."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from tests.agents.harness import FakeApp, refused, wayplan

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    ("args", "words"),
    [
        (["--start", "2026-02-30"], ["start", "--start"]),
        (["--start", "soon"], ["start", "--start"]),
        (["--budget", "-1", "--currency", "EUR"], ["budget.total", "--budget"]),
        (["--budget", "nan", "--currency", "EUR"], ["budget.total", "--budget"]),
        (["--budget", "much"], ["--budget"]),
        (["--budget", "5", "--currency", "euro"], ["budget.currency", "--currency"]),
        (["--adults", "0"], ["party", "--adults"]),
        (["--adults", "two"], ["--adults"]),
        (["--children", "six"], ["--children", "six"]),
        (["--children", "6,40"], ["party.children.1", "--children"]),
        (["--days", "0"], ["--days"]),
        (["--days", "1000"], ["destinations.0.nights", "--days"]),
        (["--days", "2", "--nights", "1"], ["--days", "--nights"]),
        (["--pace", "frantic"], ["pace", "--pace"]),
        (["--interest", "museum=lots"], ["--interest", "museum=lots"]),
        (["--interest", "museum=7"], ["interests.museum", "--interest"]),
        (["--modes", "walk,rocket"], ["modes", "--modes"]),
        (["--arrive", "@Somewhere"], ["--arrive", "@Somewhere"]),
        (["--arrive", "25:99"], ["arrival.time", "--arrive"]),
        (["--arrive", "rocket 10:00"], ["arrival.mode", "--arrive"]),
        (["--rest", "after lunch"], ["--rest", "HH:MM-HH:MM", "after lunch"]),
        (["--rest", "13:30-25:00"], ["rests.0.window.end", "--rest"]),
        (["--rest", "5@13:30-15:30"], ["rests.0.minutes", "--rest"]),
        (["--unknown-hours", "guess"], ["unknown_hours", "--unknown-hours"]),
        (["--max-walk-leg", "-5"], ["max_walk_leg", "--max-walk-leg"]),
        (["--city", "porta:1"], ["--city", "lumen:2"]),
        (["--city", "porta", "--days", "3"], ["--city"]),
        (["--format", "pdf"], ["--format", "pdf"]),
        (["--seed", "x"], ["--seed"]),
        (["--time-limit", "-1"], ["--time-limit"]),
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
    """A file that is absent, a folder, or no name at all is refused by each command."""
    path = f"{tmp_path}/{name}"
    refused(wayplan("plan", "--request", path), "Cannot read")
    refused(wayplan("check", path), "Cannot read")
    refused(wayplan("replan", path, "--change", "-", stdin="{}"), "Cannot read")


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
    refused(
        wayplan("plan", "--city", "lumen", "--start", "2027-06-09", "--out", out), "--out", "denied"
    )
    assert [path.name for path in tmp_path.iterdir()] == ["plan.txt"]
    assert out.read_text("utf-8") == "old"
