"""What a larger catalogue costs: time and memory of its import and of plans from it.

    python -m eval.growth import 10000 FOLDER
    python -m eval.growth plan FOLDER/numeria-10000.db

Memory is the most that a fresh process held, so each measurement is a process of its own.
"""

from __future__ import annotations

import json
import resource
import statistics
import subprocess
import sys
import time
from pathlib import Path

from eval.settling import whole_plan
from eval.synthetic import NAME, write_city

SIZES = (100, 1_000, 10_000, 100_000)
NIGHTS, PLANS = 2, 5


def growth(folder: Path, sizes: tuple[int, ...] = SIZES) -> dict[str, float]:
    """Seconds and MB by number of places: of the import, and of plans in a fresh process."""
    figures: dict[str, float] = {}
    for size in sizes:
        for what, argument in (("import", str(size)), ("plan", str(folder / f"numeria-{size}.db"))):
            told = _in_a_process([what, argument, str(folder)])
            figures |= {f"{name}_{size}": value for name, value in told.items()}
    return figures


def _in_a_process(arguments: list[str]) -> dict[str, float]:
    command = [sys.executable, "-m", "eval.growth", *arguments]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    found: dict[str, float] = json.loads(done.stdout)
    return found


def imported(size: int, folder: Path) -> dict[str, float]:
    """Seconds and MB to write an extract and import it."""
    begin = time.perf_counter()
    write_city(folder, size)
    return {"import_seconds": time.perf_counter() - begin, "import_mb": _most_mb()}


def planned(path: Path) -> dict[str, float]:
    """Seconds of the first plan and the median of later ones, and the MB that they took in all."""
    first, *later = (whole_plan(path, NAME, NIGHTS) for _ in range(PLANS + 1))
    return {
        "plan_first": first,
        "plan_p50": statistics.median(later),
        "plan_mb": _most_mb(),
    }


def _most_mb() -> float:
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most / (1024 * 1024 if sys.platform == "darwin" else 1024)


def main(arguments: list[str]) -> None:
    """Measure one thing and print it as JSON."""
    what, argument, *folder = arguments
    told = imported(int(argument), Path(folder[0])) if what == "import" else planned(Path(argument))
    print(json.dumps(told))


if __name__ == "__main__":
    main(sys.argv[1:])
