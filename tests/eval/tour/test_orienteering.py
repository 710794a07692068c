"""Readers of TOPTW, TTDP and reference values: what is read, and files named for their fault."""

from __future__ import annotations

from pathlib import Path

import pytest

from eval.tour.orienteering import READERS, Reference, read_references, read_toptw, read_ttdp
from eval.tour.run_orienteering import REFERENCES
from planner.errors import ImportFileError

TOPTW = """4 10 2 1
 0 200
  0 40.00 50.00 0.00 0.00 0 0 0 123.5
  1 43.00 54.00 90.00 10.00 1 1 1 91.2 96
  2 41.00 51.00 5.00 20.00 1 2 1 3 0 96
"""
TTDP = """20 2 5 2 9 250 10 10 10 10 10 10 10 10 10 10
0 43 78 0 0 510 1210
1 43.03 78.04 10 7 4 0 1439 0 1439 0 1439 0 1439 0 1439 0 1439 0 1439 0
2 39.65 33.2 64 27 2 510 990 510 990 0 0 510 990 520 990 530 990 540 990 36
"""
DATA = Path(__file__).parents[4] / "shared" / "data" / "orienteering"
needs_data = pytest.mark.skipif(not DATA.is_dir(), reason=f"there is no {DATA}")


def _file(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_a_toptw_file(tmp_path: Path) -> None:
    """Solomon's count in tenths; windows are for the start, and the depot's close ends the day."""
    instance = read_toptw(_file(tmp_path, "c101.txt", TOPTW), 2)
    assert (instance.name, instance.size, instance.days) == ("c101", 2, 2)
    assert instance.minutes.tolist() == [[0, 50, 14], [50, 0, 36], [14, 36, 0]]
    assert instance.service.tolist() == [0, 900, 50]
    assert instance.value.tolist() == [0, 10, 20]
    assert instance.windows[1, 1].tolist() == [[912, 960, 1235]]
    assert (instance.start.tolist(), instance.end.tolist()) == ([0, 0], [1235, 1235])


def test_cordeaus_distances_keep_two_decimals(tmp_path: Path) -> None:
    """The name tells how travel times are rounded down: root of two is 1.41."""
    instance = read_toptw(_file(tmp_path, "pr01.txt", TOPTW), 1)
    assert instance.minutes[0].tolist() == [0, 500, 141]


def test_a_ttdp_file(tmp_path: Path) -> None:
    """Tours begin on the start day, Saturday here, and go on into the next week; 0 0 is closed."""
    instance = read_ttdp(_file(tmp_path, "t101.txt", TTDP), 5)
    assert instance.minutes[0, 1] == 5
    assert [tuple(span) for (span,) in instance.windows[2].tolist()] == [
        (53_000, 99_000, 121_000),
        (54_000, 99_000, 121_000),
        (51_000, 99_000, 121_000),
        (51_000, 99_000, 121_000),
        (0, -1, -1),
    ]
    assert (instance.start[0], instance.end[0]) == (51_000, 121_000)


@pytest.mark.parametrize(
    ("name", "text", "fault"),
    [
        ("c101.txt", "", "expected a head and nodes, got 0 lines"),
        ("c101.txt", TOPTW.replace("10 2 1", "10 3 1"), "expected the depot and 3 nodes"),
        ("c101.txt", TOPTW.replace("4 10 2 1", "four"), "line 1: expected a whole number"),
        ("c101.txt", TOPTW.replace("43.00", "x"), "line 4: expected a number, got 'x'"),
        ("c101.txt", TOPTW.replace("43.00", "nan"), "line 4: expected at most 3 decimals"),
        ("c101.txt", TOPTW.replace("10.00", "10.5"), "line 4: expected at most 0 decimals"),
        ("c101.txt", TOPTW.replace("91.2", "-1"), "line 4: expected a time >= 0, got '-1'"),
        ("c101.txt", TOPTW.replace(" 1 1 1 91.2 96", ""), "line 4: expected 8 fields or more"),
        ("x1.txt", TOPTW, "the name tells how travel times are rounded"),
        ("t101.txt", TTDP.replace("20 2 5", "20 2 7"), "start day from 0 to 6, got 7"),
        ("t101.txt", TTDP.replace(" 36", ""), "line 4: expected 21 fields, got 20"),
        ("t101.txt", TTDP.replace(" 510 1210", ""), "line 2: expected 7 fields, got 5"),
    ],
)
def test_a_broken_file_is_named_for_its_fault(
    tmp_path: Path, name: str, text: str, fault: str
) -> None:
    """The file, the line, what was expected and what is there."""
    read = READERS["ttdp" if name.startswith("t") else "toptw"]
    with pytest.raises(ImportFileError, match=fault) as caught:
        read(_file(tmp_path, name, text), 1)
    assert name in str(caught.value)


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    """Its name is in the message."""
    with pytest.raises(ImportFileError, match=r"c999\.txt"):
        read_toptw(tmp_path / "c999.txt", 1)
    with pytest.raises(ImportFileError, match=r"values\.csv"):
        read_references(tmp_path / "values.csv")


def test_references(tmp_path: Path) -> None:
    """The proven optimum counts where there is one; a table without its columns is refused."""
    head = "instance,m,best_kuleuven_xls,proven_optimum_m1_righini_salani\n"
    table = _file(tmp_path, "values.csv", f"{head}c101,1,310.0,320\nc101,2,590.0,\n")
    assert read_references(table) == {
        ("c101", 1): Reference(320.0, proven=True),
        ("c101", 2): Reference(590.0, proven=False),
    }
    with pytest.raises(ImportFileError, match="proven_optimum"):
        read_references(_file(tmp_path, "values.csv", "instance,m\nc101,1\n"))


@needs_data
def test_the_libraries_can_be_read() -> None:
    """All 76 TOPTW instances with 304 reference values, 35 proven, and 50 of TTDP."""
    toptw = [read_toptw(path, 1) for path in (DATA / "toptw").glob("*.txt")]
    references = read_references(DATA / REFERENCES)
    assert len(toptw) == 76
    assert len(references) == 304
    assert sum(reference.proven for reference in references.values()) == 35
    assert all((instance.name, 4) in references for instance in toptw)
    ttdp = [read_ttdp(path, 4) for path in (DATA / "ttdp").glob("t*.txt")]
    assert len(ttdp) == 50
    assert {instance.days for instance in ttdp} == {4}
