"""How long plans take: ``python -m eval.speed``, cold (new process, to the printed plan) and warm.

Cold runs start ``python -m agents.cli plan`` as a user's shell would; the first one, which may
compile, is not counted.
"""

from __future__ import annotations

import argparse
import json
import statistics
import subprocess
import sys
import time
from pathlib import Path

from agents import app
from tools import starter

START, NIGHTS = "2027-06-08", 2
COMMAND = "from agents.cli import main; main()"


def cold(city: str) -> float:
    """Seconds from the start of a process to its exit with a printed plan of three days."""
    arguments = ["plan", "--city", city, "--start", START, "--nights", str(NIGHTS)]
    begin = time.perf_counter()
    subprocess.run([sys.executable, "-c", COMMAND, *arguments], check=True, capture_output=True)
    return time.perf_counter() - begin


def warm(city: str, seed: int) -> float:
    """Seconds of one ``plan`` in this process."""
    request = {"destinations": [{"city": city, "nights": NIGHTS}], "start": START}
    begin = time.perf_counter()
    app.plan(request, seed=seed)
    return time.perf_counter() - begin


def measure(repeats: int) -> dict[str, float]:
    """Figures over all starter cities, in seconds."""
    cities = starter.city_ids()
    cold(cities[0])
    warm(cities[0], 0)
    colds = [cold(city) for city in cities for _ in range(max(1, repeats // 4))]
    warms = [warm(city, seed) for city in cities for seed in range(repeats)]
    return {
        "cold_p50": statistics.median(colds),
        "cold_max": max(colds),
        "warm_p50": statistics.median(warms),
        "warm_max": max(warms),
    }


def main(arguments: list[str] | None = None) -> None:
    """Measure, print, and write the figures where asked."""
    parser = argparse.ArgumentParser(prog="python -m eval.speed", description=__doc__)
    parser.add_argument("--repeats", type=int, default=8, help="warm plans a city (8)")
    parser.add_argument("--out", type=Path, help="write the figures there as JSON")
    options = parser.parse_args(arguments)
    figures = measure(options.repeats)
    for name, seconds in figures.items():
        print(f"{name:<10}{seconds:7.2f} s")
    if options.out is not None:
        options.out.write_text(json.dumps({"figures": figures}, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
