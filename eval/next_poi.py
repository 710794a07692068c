"""How well the last visit of each held-out trajectory is ranked among all places of train.

    wayplan eval nextpoi --train NYC_train.csv.gz --val NYC_val.csv --model DIR --out report.json

Two tracks are reported. *train*: a user's history ends with train, as published results have it.
*all*: every visit before the trajectory is history, as it is for a live system.
"""

from __future__ import annotations

import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from eval.command import parser_of, write
from planner.errors import SettingsError, UserError
from tools.next_poi.baselines import BASELINES
from tools.next_poi.checkpoint import Checkpoint
from tools.next_poi.crowd import Crowd
from tools.next_poi.engine import Engine
from tools.next_poi.metrics import Figures, Tally
from tools.next_poi.scene import Scene
from tools.next_poi.training.data import Columns, index_like, index_rows, join, read_rows
from tools.next_poi.training.samples import protocol_samples

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from tools.next_poi.baselines import Scorer
    from tools.next_poi.proposal import Proposal, Proposer
    from tools.next_poi.visits import CheckIns, FloatArray, Query, Sample

#: Passes of the SASRec baseline over train.
SASREC_EPOCHS = 20
_SHOWN = (
    "acc@1",
    "acc@5",
    "acc@10",
    "acc@20",
    "mrr",
    "ndcg@10",
    "return_acc@1",
    "discovery_acc@10",
    "coverage",
)


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
    def read(cls, train: Path, val: Path | None, test: Path | None, columns: Columns) -> Exam:
        """The samples of ``test`` where it is given, else those of ``val``.

        Raises:
            ImportFileError: a file is not a check-in file.
            UserError: neither file is given, or nothing in it can be asked.
        """
        seen = index_rows(read_rows(train, columns))
        later = [read_rows(path, columns) for path in (val, test) if path is not None]
        held_out = [index_like(rows, seen) for rows in later]
        if not held_out:
            raise UserError("Expected --val or --test, got neither.")
        tracks = {
            "train": protocol_samples(seen, held_out[-1]),
            "all": protocol_samples(join(seen, *held_out), held_out[-1]),
        }
        if not tracks["train"]:
            raise UserError(
                f"Expected trajectories of two known places in {str(test or val)!r}, found none."
            )
        return cls(seen, tracks)


def score(scorer: Scorer, samples: Sequence[Sample], crowd: Crowd, seen: CheckIns) -> Figures:
    """Figures of one ranking on ``samples``.

    A return is a target that its user visited in ``seen``.
    """
    tally = Tally(crowd.visitors)
    returns = set(zip(seen.user.tolist(), seen.place.tolist(), strict=True))
    for sample in samples:
        tally.add(
            scorer(sample.query), sample.target, (sample.query.user, sample.target) in returns
        )
    return tally.figures()


def examine(exam: Exam, scorers: Mapping[str, Scorer], crowd: Crowd) -> dict[str, Any]:
    """Figures, and milliseconds per query, of every scorer: {track: {scorer: figures}}."""
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
            lines.append(
                f"{track:6} {name:16} " + " ".join(f"{figures[key]:16.4f}" for key in _SHOWN)
            )
    return "\n".join(lines)


def main(arguments: Sequence[str] | None = None) -> int:
    """Score, print a table; 0."""
    parser = parser_of("nextpoi", __doc__)
    parser.add_argument(
        "--train", type=Path, required=True, help="check-ins to learn from, CSV or CSV.gz"
    )
    parser.add_argument("--val", type=Path, help="held-out check-ins to develop on")
    parser.add_argument(
        "--test", type=Path, help="held-out check-ins to report on; --val then is history only"
    )
    parser.add_argument(
        "--model", type=Path, help="checkpoint folder; without it only the baselines are scored"
    )
    parser.add_argument(
        "--column",
        action="append",
        default=[],
        metavar="KIND=NAME",
        help="how the files name a column, such as user=uid",
    )
    parser.add_argument(
        "--sasrec-epochs",
        type=int,
        default=SASREC_EPOCHS,
        help="training of the SASRec baseline, which needs torch; 0 leaves it out",
    )
    given = parser.parse_args(arguments)
    columns = Columns.named_by(given.column)
    report = run(given.train, given.val, given.test, given.model, columns, given.sasrec_epochs)
    print(table(report["tracks"]))
    write(report, given.out)
    return 0


def run(
    train: Path,
    val: Path | None,
    test: Path | None,
    model: Path | None,
    columns: Columns | None = None,
    sasrec_epochs: int = 0,
) -> dict[str, Any]:
    """The report: ``figures`` of the last ranking on the published track, ``tracks`` of all.

    Raises:
        UserError: a file or the checkpoint cannot be used, or they do not belong together.
    """
    exam = Exam.read(train, val, test, columns or Columns())
    checkpoint = None if model is None else Checkpoint.load(model)
    if checkpoint is not None and checkpoint.encoding.places != exam.train.places.ids:
        raise SettingsError(
            f"Expected {str(model)!r} to rank the places of {str(train)!r}; it ranks others."
        )
    crowd = Crowd.of(exam.train)
    scorers = {name: make(exam.train.places, crowd) for name, make in BASELINES.items()}
    if sasrec_epochs:
        scorers["SASRec"] = _sasrec(exam.train, sasrec_epochs)
    parameters = 0
    if checkpoint is not None:
        scorers |= learned(checkpoint, Engine(checkpoint))
        parameters = int(checkpoint.manifest["parameters"])
    tracks = examine(exam, scorers, crowd)
    best = next(reversed(scorers))
    figures = {**tracks["train"][best], "parameters": parameters}
    figures |= {f"all_{name}": value for name, value in tracks["all"][best].items()}
    return {"suite": "nextpoi", "ranking": best, "figures": figures, "tracks": tracks}


def _sasrec(train: CheckIns, epochs: int) -> Scorer:
    try:
        from tools.next_poi.training import sasrec
    except ImportError as error:
        raise SettingsError(
            f"SASRec needs torch (--sasrec-epochs 0 goes on without): {error}."
        ) from error
    return sasrec.fit_sasrec(train, sasrec.Plan(epochs=epochs))


def learned(checkpoint: Checkpoint, engine: Proposer) -> dict[str, Scorer]:
    """The parts of a checkpoint as rankings, the whole of it last."""
    ranker, encoding, size = checkpoint.ranker, checkpoint.encoding, len(checkpoint.encoding.places)

    def proposal(query: Query) -> Proposal:
        return engine.propose([encoding.prompt(query)])[0]

    def remembered(query: Query) -> FloatArray:
        recalled = ranker.recollection.recall(query, ranker.places)
        scores = ranker.crowd.log_popularity - 100.0
        scores[recalled.places] = recalled.log_share
        return scores

    def foreseen(query: Query) -> FloatArray:
        scene = Scene.of([query], ranker.city.without(query))
        return np.asarray(ranker.foresight.log_probabilities(scene)[0])

    return {
        "model": lambda query: proposal(query).full(size),
        "learned memory": remembered,
        "foresight": foreseen,
        "without model": ranker.scores,
        "whole": lambda query: ranker.scores(query, proposal(query)),
    }
