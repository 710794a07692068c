"""Reading check-ins and building samples like the test protocol."""

from __future__ import annotations

import gzip
from typing import TYPE_CHECKING

import numpy as np
import pytest

from planner.errors import ImportFileError, SettingsError
from tests.tools.next_poi.conftest import COLUMNS, write_town
from tools.next_poi.training.data import (
    Columns,
    Row,
    file_hash,
    index_like,
    index_rows,
    join,
    read_rows,
    split_rows,
)
from tools.next_poi.training.samples import protocol_samples
from tools.next_poi.visits import CheckIns, weekday

if TYPE_CHECKING:
    from pathlib import Path


def test_columns_are_mapped_and_times_are_seconds(town: CheckIns) -> None:
    """The town's first visit is bob's or ann's home at 8 o'clock local, 7 UTC, on a Monday."""
    assert len(town) == 20 * 13
    assert town.places.ids[town.place[0]] in {"home-a", "home-b"}
    assert town.local[0] - town.time[0] == 3600
    assert weekday(town.local)[0] == 0
    assert (np.diff(town.time) >= 0).all()


def test_compressed_file_reads_the_same(tmp_path: Path) -> None:
    """A gzipped file holds the same rows."""
    plain = write_town(tmp_path / "a.csv", 0, 2)
    packed = tmp_path / "a.csv.gz"
    packed.write_bytes(gzip.compress(plain.read_bytes()))
    assert read_rows(packed, COLUMNS) == read_rows(plain, COLUMNS)


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("who,where\na,b\n", "Expected columns"),
        ("who,where,kind,lat,lon,utc,local,trip\n", "only a header"),
        ("who,where,kind,lat,lon,utc,local,trip\na,b,c,95,0,2024-01-01,2024-01-01,t\n", "Line 2"),
        ("who,where,kind,lat,lon,utc,local,trip\na,b,c,5,0,yesterday,2024-01-01,t\n", "Line 2"),
        ("who,where,kind,lat,lon,utc,local,trip\na,b,c\n", "Line 2"),
    ],
)
def test_broken_files_are_named(tmp_path: Path, text: str, complaint: str) -> None:
    """Each fault is an ImportFileError that says where."""
    path = tmp_path / "broken.csv"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ImportFileError, match=complaint):
        read_rows(path, COLUMNS)


def test_absent_file_is_an_import_error(tmp_path: Path) -> None:
    """A file that is not there is the user's to mend."""
    with pytest.raises(ImportFileError, match="Cannot read"):
        read_rows(tmp_path / "none.csv")


def test_outings_are_made_from_gaps(tmp_path: Path) -> None:
    """Without a trajectory column a gap longer than asked for begins a new outing."""
    path = write_town(tmp_path / "town.csv", 0, 3)
    columns = Columns("who", "where", "kind", "lat", "lon", "utc", "local", None, gap_hours=8.5)
    checkins = index_rows(read_rows(path, columns))
    sizes = {(checkins.users[checkins.user[rows[0]]], len(rows)) for rows in checkins.outings()}
    assert sizes == {("ann", 5), ("bob", 5), ("bob", 4), ("bob", 1), ("cid", 3)} & sizes
    assert ("ann", 5) in sizes and ("cid", 3) in sizes


def test_late_outings_are_split_off_whole(town_rows: list[Row]) -> None:
    """A tenth of the visits, no outing cut in two, all the later ones after the split."""
    early, late = split_rows(town_rows)
    assert len(early) + len(late) == len(town_rows)
    assert {row.outing for row in early}.isdisjoint(row.outing for row in late)
    assert max(row.time for row in early) < min(row.time for row in late)
    assert 0.08 < len(late) / len(town_rows) < 0.12


def test_columns_are_named_by_pairs() -> None:
    """What is not named keeps its usual name; an empty outing is none, an empty user no name."""
    assert Columns.named_by(["user=uid", "outing="]) == Columns(user="uid", outing=None)
    for wrong in ("uid", "user=", "gap_hours=3"):
        with pytest.raises(SettingsError, match="KIND=NAME"):
            Columns.named_by([wrong])


def test_protocol_asks_for_the_last_known_visit(town_rows: list[Row], town: CheckIns) -> None:
    """Rows of unknown places are dropped, and of what remains the last is the target."""
    known = index_rows(row for row in town_rows if row.place != "bar")
    held_out = index_like(town_rows[-13:], known)
    samples = protocol_samples(known, held_out)
    asked = {known.users[s.query.user]: known.places.ids[s.target] for s in samples}
    assert asked == {"ann": "home-a", "bob": "home-b", "cid": "cafe"}
    bob = next(s for s in samples if known.users[s.query.user] == "bob")
    assert bob.query.prefix == 3
    assert all(sample.query.last for sample in samples)
    assert (np.diff(bob.query.time) >= 0).all()
    assert bob.query.time[-1] < bob.query.now


def test_history_ends_before_the_outing(town_rows: list[Row], town: CheckIns) -> None:
    """Neither the target nor anything at or after the outing's start is in the history."""
    split = 10 * 13
    train = index_rows(town_rows[:split])
    later = index_like(town_rows[split:], train)
    published, live = protocol_samples(train, later), protocol_samples(join(train, later), later)
    assert len(published) == len(live) == 30
    for short, full in zip(published, live, strict=True):
        start = full.query.time[len(full.query) - full.query.prefix]
        assert (full.query.time[: -full.query.prefix] < start).all()
        assert short.query.now == full.query.now
        assert len(short.query) <= len(full.query)
    assert len(live[-1].query) > len(published[-1].query)


def test_new_york_gives_the_protocols_samples(nyc: Path) -> None:
    """The published data has the sizes its authors state, and val gives 1,468 samples."""
    train = index_rows(read_rows(nyc / "NYC_train.csv.gz"))
    val = index_like(read_rows(nyc / "NYC_val.csv"), train)
    assert (len(train), len(train.users), len(train.places)) == (83_469, 1_047, 4_980)
    assert len(protocol_samples(train, val)) == 1_468


def test_hash_is_of_the_content(tmp_path: Path) -> None:
    """The SHA-256 of an empty file is the well-known one."""
    (tmp_path / "empty").touch()
    assert file_hash(tmp_path / "empty").startswith("e3b0c44298fc1c14")
