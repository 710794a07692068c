"""The next-POI report on a small town; baselines on the research data where it is at hand."""

from __future__ import annotations

import csv
import datetime as dt
import json
from pathlib import Path

import pytest

from eval.next_poi import main, run
from planner.errors import SettingsError, UserError

DATA = Path(__file__).resolve().parents[3] / "shared" / "data" / "nyc_checkins"
#: Without the baseline that has to be trained.
PLAIN = ("--sasrec-epochs", "0")
HEADER = [
    *("user_id", "POI_id", "POI_catname", "latitude", "longitude"),
    *("UTC_time", "local_time", "trajectory_id"),
]


def write_days(path: Path, first: int, count: int) -> Path:
    """Days of one person who goes from home to work to the bar and home."""
    with path.open("w", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(HEADER)
        for day in range(first, first + count):
            for hour, place in ((8, "home"), (9, "work"), (18, "bar"), (22, "home")):
                at = dt.datetime(2024, 1, 1, hour) + dt.timedelta(days=day)
                where = {"home": 0.0, "work": 0.02, "bar": 0.01}[place]
                writer.writerow(("ann", place, place, 50 + where, 8, at, at, f"day-{day}"))
    return path


def test_report_has_both_tracks_and_every_baseline(tmp_path: Path) -> None:
    """The steps of a creature of habit are all known to Markov; a flat popularity is not enough."""
    train, val = write_days(tmp_path / "train.csv", 0, 10), write_days(tmp_path / "val.csv", 10, 3)
    report = run(train, val, None, None)
    assert set(report["tracks"]) == {"train", "all"}
    assert report["tracks"]["train"]["Markov"]["acc@1"] == 1.0
    assert report["tracks"]["train"]["last place"]["acc@1"] == 0.0
    assert report["figures"]["parameters"] == 0


def test_command_writes_what_it_prints(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The table names every ranking, and the file holds the same figures."""
    train, val = write_days(tmp_path / "train.csv", 0, 10), write_days(tmp_path / "val.csv", 10, 3)
    out = tmp_path / "report.json"
    assert main(["--train", str(train), "--val", str(val), "--out", str(out), *PLAIN]) == 0
    printed = capsys.readouterr().out
    report = json.loads(out.read_text())
    assert all(name in printed for name in report["tracks"]["train"])


def test_nothing_to_ask_is_an_error(tmp_path: Path) -> None:
    """Neither file, or a file without a known trajectory, stops with a message."""
    train = write_days(tmp_path / "train.csv", 0, 2)
    with pytest.raises(UserError, match="got neither"):
        run(train, None, None, None)
    other = tmp_path / "val.csv"
    other.write_text(train.read_text().replace("ann", "eve"))
    with pytest.raises(UserError, match="found none"):
        run(train, other, None, None)


def test_absent_checkpoint_is_a_message(tmp_path: Path) -> None:
    """A folder that is not there is the user's to mend, by its name."""
    train, val = write_days(tmp_path / "train.csv", 0, 4), write_days(tmp_path / "val.csv", 4, 2)
    arguments = ["--train", str(train), "--val", str(val), "--model", str(tmp_path / "nowhere")]
    with pytest.raises(SettingsError, match="nowhere"):
        main(arguments)


def test_columns_go_by_other_names(tmp_path: Path) -> None:
    """A file that calls its users otherwise is read once that is said."""
    train, val = write_days(tmp_path / "train.csv", 0, 10), write_days(tmp_path / "val.csv", 10, 3)
    for path in (train, val):
        path.write_text(path.read_text().replace("user_id", "uid"))
    assert main(["--train", str(train), "--val", str(val), "--column", "user=uid", *PLAIN]) == 0
    with pytest.raises(SettingsError, match="'uid'"):
        main(["--train", str(train), "--val", str(val), "--column", "uid"])


def test_sasrec_learns_a_fixed_order(tmp_path: Path) -> None:
    """Who goes the same way every day is followed by it, as by Markov; it stands in the table."""
    torch = pytest.importorskip("torch")
    torch.set_num_threads(1)
    train, val = write_days(tmp_path / "train.csv", 0, 40), write_days(tmp_path / "val.csv", 40, 3)
    report = run(train, val, None, None, sasrec_epochs=60)
    assert list(report["tracks"]["all"])[-1] == report["ranking"] == "SASRec"
    assert report["figures"]["acc@1"] == 1.0


def test_baselines_on_new_york() -> None:
    """The user counter has the figure that an independent count of the same samples gives."""
    if not DATA.is_dir():
        pytest.skip(f"research check-ins are not at {DATA}")
    report = run(DATA / "NYC_train.csv.gz", DATA / "NYC_val.csv", None, None)
    assert report["tracks"]["train"]["user counter"]["acc@1"] == pytest.approx(0.2245, abs=5e-4)
