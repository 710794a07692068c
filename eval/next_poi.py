"""How well the next visit is ranked: every place of train for the last visit of each held-out trajectory.

    python -m eval.next_poi --train NYC_train.csv.gz --val NYC_val.csv --out report.json

Two tracks are reported. *train*: a user's history ends with train, as published results have it. *all*: every visit before
the trajectory is history, as it is for a live system.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from planner.errors import UserError
from tools.next_poi.baselines import BASELINES
from tools.next_poi.crowd import Crowd
from tools.next_poi.metrics import Figures, Tally
from tools.next_poi.training.data import index_like, index_rows, join, protocol_samples, read_rows

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from tools.next_poi.baselines import Scorer
    from tools.next_poi.visits import CheckIns, Sample

_SHOWN = ("acc@1", "acc@5", "acc@10", "acc@20", "mrr", "ndcg@10", "return_acc@1", "discovery_acc@10", "coverage")


@dataclass(frozen=True)
class Exam:
    """What is asked, and what may be known.

    Attributes:
        train: the check-ins that everything is learned from.
        tracks: samples by name of the track.
    """

    train: CheckIns
    tracks: Mapping[str, Sequence[Sample]]

    @classmethod
    def read(cls, train: Path, val: Path | None, test: Path | None) -> Exam:
        """The samples of ``test`` where it is given, else those of ``val``.

        Raises:
            ImportFileError: a file is not a check-in file.
            UserError: neither file is given, or nothing in it can be asked.
        """
        seen = index_rows(read_rows(train))
        held_out = [index_like(read_rows(path), seen) for path in (val, test) if path is not None]
        if not held_out:
            raise UserError("Expected --val or --test, got neither.")
        tracks = {
            "train": protocol_samples(seen, held_out[-1]),
            "all": protocol_samples(join(seen, *held_out), held_out[-1]),
        }
        if not tracks["train"]:
            raise UserError(f"Expected trajectories of two known places in {str(test or val)!r}, found none.")
        return cls(seen, tracks)


def score(scorer: Scorer, samples: Sequence[Sample], crowd: Crowd, seen: CheckIns) -> Figures:
    """Figures of one ranking on ``samples``; a return is a target that its user visited in ``seen``."""
    tally = Tally(crowd.visitors)
    returns = set(zip(seen.user.tolist(), seen.place.tolist(), strict=True))
    for sample in samples:
        tally.add(scorer(sample.query), sample.target, (sample.query.user, sample.target) in returns)
    return tally.figures()


def examine(exam: Exam, scorers: Mapping[str, Scorer], crowd: Crowd) -> dict[str, Any]:
    """Figures of every scorer on every track, with milliseconds per query: {track: {scorer: figures}}."""
    found: dict[str, Any] = {}
    for track, samples in exam.tracks.items():
        found[track] = {}
        for name, scorer in scorers.items():
            start = time.perf_counter()
            figures = score(scorer, samples, crowd, exam.train).report()
            figures["ms"] = 1000 * (time.perf_counter() - start) / len(samples)
            found[track][name] = figures
    return found


def table(tracks: Mapping[str, Mapping[str, Mapping[str, float]]]) -> str:
    """The figures as text, a line per track and scorer."""
    lines = [f"{'track':6} {'ranking':16} " + " ".join(f"{name:>16}" for name in _SHOWN)]
    for track, rows in tracks.items():
        for name, figures in rows.items():
            lines.append(f"{track:6} {name:16} " + " ".join(f"{figures[key]:16.4f}" for key in _SHOWN))
    return "\n".join(lines)


def main(arguments: Sequence[str] | None = None) -> int:
    """Command line; returns the exit code, 2 for what the user can mend."""
    parser = argparse.ArgumentParser(prog="eval.next_poi", description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--train", type=Path, required=True, help="check-ins to learn from, CSV or CSV.gz")
    parser.add_argument("--val", type=Path, help="held-out check-ins to develop on")
    parser.add_argument("--test", type=Path, help="held-out check-ins to report on; --val then is history only")
    parser.add_argument("--out", type=Path, help="where to write the report as JSON")
    options = parser.parse_args(arguments)
    try:
        exam = Exam.read(options.train, options.val, options.test)
    except UserError as error:
        print(error, file=sys.stderr)
        return 2
    crowd = Crowd.of(exam.train)
    tracks = examine(exam, {name: make(exam.train.places, crowd) for name, make in BASELINES.items()}, crowd)
    print(table(tracks))
    if options.out:
        report = {"suite": "nextpoi", "samples": len(exam.tracks["train"]), "tracks": tracks}
        options.out.write_text(json.dumps(report, indent=2) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
