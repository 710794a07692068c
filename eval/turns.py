"""How long a turn of a conversation takes, and how much of it is LangGraph's and the store's.

    wayplan eval turn --out report.json

Each conversation has a new thread in one SQLite file; no language model is asked. A first turn
plans three days in a city that ships. *First word* is the first that is told of progress; *cpu* is
what all threads of this process took, whatever else the machine does meanwhile.
*Overhead* is what a first turn takes beyond the time spent in its nodes. One conversation in each
city, which may compile and reads the catalogue, is not counted.
"""

from __future__ import annotations

import datetime as dt
import statistics
import time
from collections import defaultdict
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, NamedTuple

from rich.console import Console
from rich.table import Table

from agents.context import Deps
from agents.graph import build
from agents.session import Session
from agents.threads import open_threads
from agents.turn import Turn
from eval.command import parser_of, positive, write
from planner.itinerary import Visit
from tools import starter

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

TODAY = dt.date(2027, 3, 1)
FIRST = "three days in {city} from 8 June 2027 for two"


class Timed(NamedTuple):
    """One turn: its kind, its seconds, those of the processor, and those until the first word."""

    kind: str
    seconds: float
    cpu: float
    first_word: float


def deps_of(paths: int) -> Deps:
    """What a conversation depends on here."""
    return Deps(today=lambda: TODAY, paths=paths)


def conversation(file: Path, thread: str, city: str, paths: int) -> Iterator[Timed]:
    """A trip is planned, changed, taken back and asked about."""
    with Session(thread, deps_of(paths), file) as session:
        yield timed(session, "plan", FIRST.format(city=city))
        assert session.plan is not None
        visits = [s for day in session.plan.days for s in day.stops if isinstance(s, Visit)]
        yield timed(session, "change", f"drop {visits[0].name}")
        yield timed(session, "undo", "undo")
        yield timed(session, "question", f"closest restaurant to {visits[-1].name}?")


def timed(session: Session, kind: str, text: str) -> Timed:
    """Say something and hold the clock."""
    began, worked = time.perf_counter(), time.process_time()
    events = session.stream(text)
    next(events)
    first = time.perf_counter() - began
    *_, turn = events
    assert isinstance(turn, Turn) and turn.mode != "clarify", (text, turn)
    return Timed(kind, time.perf_counter() - began, time.process_time() - worked, first)


def overhead(file: Path, thread: str, city: str, paths: int) -> float:
    """Seconds of a first turn in which no node was at work."""
    threads = open_threads(file)
    config: Any = {"configurable": {"thread_id": thread}, "max_concurrency": 3}
    at_work, running, since, began = 0.0, 0, 0.0, time.perf_counter()
    for told in build(threads.saver).stream(
        {"said": FIRST.format(city=city)},
        config,
        context=deps_of(paths),
        stream_mode="tasks",
        durability="sync",
    ):
        now = time.perf_counter()
        if "triggers" in told:
            since = now if running == 0 else since
            running += 1
        else:
            running -= 1
            at_work += now - since if running == 0 else 0.0
    whole = time.perf_counter() - began
    threads.close()
    return whole - at_work


def measure(file: Path, repeats: int, paths: int) -> dict[str, float]:
    """Medians and worst cases over all cities that ship."""
    turns: dict[str, list[Timed]] = defaultdict(list)
    idle = []
    for city in starter.city_ids():
        for number in range(repeats + 1):
            rows = list(conversation(file, f"{city} {number}", city, paths))
            beyond = overhead(file, f"{city} {number} again", city, paths)
            if number:
                idle.append(beyond)
                for row in rows:
                    turns[row.kind].append(row)
    figures: dict[str, float] = {}
    for kind, all_ in turns.items():
        seconds = [row.seconds for row in all_]
        figures[f"{kind}_p50"] = statistics.median(seconds)
        figures[f"{kind}_max"] = max(seconds)
        figures[f"{kind}_cpu_p50"] = statistics.median(row.cpu for row in all_)
    words = [row.first_word for all_ in turns.values() for row in all_]
    figures |= {"first_word_p50": statistics.median(words), "first_word_max": max(words)}
    return figures | {"overhead_p50": statistics.median(idle)}


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, print, and write the figures where asked."""
    parser = parser_of("turn", __doc__)
    parser.add_argument("--repeats", type=positive, default=5, help="conversations a city (5)")
    parser.add_argument("--paths", type=positive, default=5, help="paths of a new trip (5)")
    given = parser.parse_args(arguments)
    with TemporaryDirectory() as folder:
        figures = measure(Path(folder) / "trips.db", given.repeats, given.paths)
    table = Table("figure", "seconds", title="Turns of a conversation")
    for name, value in figures.items():
        table.add_row(name, f"{value:.3f}")
    Console().print(table)
    write({"figures": figures}, given.out)
    return 0
