"""Training: ``python -m tools.next_poi.training --checkins FILE --val FILE --out DIR``."""

from __future__ import annotations

import argparse
import sys
import time
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from planner.errors import UserError

if TYPE_CHECKING:
    from collections.abc import Sequence


def main(arguments: Sequence[str] | None = None) -> int:
    """Train a checkpoint; returns the exit code, 2 for what the user can mend."""
    parser = argparse.ArgumentParser(
        prog="tools.next_poi.training", description="Train a next-POI checkpoint."
    )
    parser.add_argument(
        "--checkins", type=Path, required=True, help="check-ins to learn from, CSV or CSV.gz"
    )
    parser.add_argument(
        "--val", type=Path, required=True, help="later check-ins, which decide when to stop"
    )
    parser.add_argument(
        "--out", type=Path, required=True, help="checkpoint folder; an unfinished run there goes on"
    )
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--threads", type=int, default=1, help="of torch and LightGBM")
    options = parser.parse_args(arguments)
    from tools.next_poi.training.recipe import Plan, build

    start = time.monotonic()

    def say(line: str) -> None:
        print(f"{time.monotonic() - start:6.0f} s  {line}", flush=True)

    try:
        plan = replace(Plan(), seed=options.seed, threads=options.threads)
        checkpoint = build(options.checkins, options.val, options.out, plan, say)
    except UserError as error:
        print(error, file=sys.stderr)
        return 2
    for track, figures in checkpoint.manifest["figures"].items():
        say(f"{track}: " + ", ".join(f"{name} {value:.4f}" for name, value in figures.items()))
    return 0


if __name__ == "__main__":
    sys.exit(main())
