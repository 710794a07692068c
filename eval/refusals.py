"""Refusals of impossible requests held to their word: is what they blame real, minimal, proved.

    wayplan eval refusals --count 300 --out report.json

Requests are drawn by seed until so many have been refused (``eval.clashes``). Of each refusal the
judge asks anew, with another seed and a longer search: can the wishes of a conflict really not be
granted, can they without any one of them, and does the nearest plan keep every rule.
"""

from __future__ import annotations

import time
import traceback
from concurrent.futures import as_completed
from dataclasses import asdict, dataclass
from random import Random
from typing import TYPE_CHECKING, Literal

from agents import app
from agents.resolve import resolve
from agents.supplies import gather
from eval.clashes import clashing
from eval.command import parser_of, positive, write
from eval.report import spread
from eval.sweep import open_bench
from eval.workers import pool
from planner.attempt import attempt
from planner.itinerary import Infeasible, Itinerary
from planner.prove import Verdict, prove
from planner.relax import Questions
from planner.solve import solve
from planner.stop import MaxRounds
from planner.terrain import Atlas

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from eval.trial import Bench
    from planner.itinerary import Conflict
    from planner.request import TripRequest

#: Rounds of the judge's own search for a plan that grants a conflict, where that is said to be
#: proved and where not; and its effort for a proof.
LONG, LONGER, HEAVIER = 24, 120, 10.0


@dataclass(frozen=True, slots=True)
class Refused:
    """One request and what became of it.

    Attributes:
        clashes: what was meant to make it impossible.
        conflicts: fields of the wishes of each conflict told.
        faults: what the refusal claims wrongly, in sentences that begin with ``real``,
            ``minimal``, ``lone`` or ``nearest``.
        cpu_seconds: from request to answer.
    """

    seed: int
    clashes: tuple[str, ...]
    status: Literal["refused", "planned", "crashed"]
    conflicts: tuple[tuple[str, ...], ...] = ()
    proved: tuple[bool, ...] = ()
    smallest: bool = False
    lone: bool = False
    reason: str = ""
    faults: tuple[str, ...] = ()
    cpu_seconds: float = 0.0
    error: str = ""


class Judge:
    """Plans requests and holds refusals to their word."""

    def __init__(self, bench: Bench) -> None:
        self.bench = bench

    def refusal(self, seed: int) -> Refused:
        """Draw the request of a seed, plan it and judge the answer."""
        drawn = clashing(Random(seed), self.bench.stores, self.bench.world)
        started = time.process_time()
        try:
            answer = app.plan(drawn.request, seed=seed)
            cpu = round(time.process_time() - started, 3)
            if isinstance(answer, Itinerary):
                return Refused(seed, drawn.clashes, "planned", cpu_seconds=cpu)
            faults = tuple(self.faults(answer, seed))
        except Exception:  # the report has to tell of every crash and go on
            return Refused(seed, drawn.clashes, "crashed", error=traceback.format_exc())
        return Refused(
            seed,
            drawn.clashes,
            "refused",
            conflicts=tuple(tuple(w.field for w in c.wishes) for c in answer.conflicts),
            proved=tuple(conflict.proved for conflict in answer.conflicts),
            smallest=answer.smallest,
            lone=answer.lone,
            reason=answer.reason,
            faults=faults,
            cpu_seconds=cpu,
        )

    def faults(self, answer: Infeasible, seed: int) -> Iterator[str]:
        """What a refusal claims wrongly, and what is wrong with its nearest plan."""
        yield from self.claims(answer, seed)
        if answer.nearest is not None:
            for fault in self.bench.judged(answer.nearest):
                yield f"nearest: {fault.judge} {fault.rule}: {fault.sentence}"

    def claims(self, answer: Infeasible, seed: int) -> Iterator[str]:
        """What a refusal claims wrongly."""
        stores = {store.city.id: store for store in self.bench.stores}
        request, _, _ = resolve(answer.request, self.bench.files)
        atlas = Atlas(gather(request, stores))
        questions = Questions(request, atlas)
        for conflict in answer.conflicts:
            yield from self._conflict(questions, conflict, seed)
        if answer.lone:
            for wish in _members(questions, answer.conflicts[0]):
                if not self._planned(questions, questions.everything - {wish}):
                    yield f"lone: without {questions.options[wish].wish.field} it is still refused"
        if answer.nearest is None and self._planned(questions, frozenset()):
            yield "nearest: there is none, and the bare trip can be planned"

    def _conflict(self, questions: Questions, conflict: Conflict, seed: int) -> Iterator[str]:
        """What is wrong with a conflict: that it can be granted, or not without some member."""
        members = _members(questions, conflict)
        if not members:
            return
        names = " + ".join(wish.field for wish in conflict.wishes)
        if len(members) < len(conflict.wishes):
            yield f"real: {names} blames what the request does not ask for"
        asked = questions.relaxed(members)
        rounds = LONG if conflict.proved else LONGER
        if attempt(asked, questions.supplies, seed + 1_000, rounds).granted:
            yield f"real: {names} can be granted"
        elif conflict.proved and not self._proved(asked, questions.atlas):
            yield f"real: {names} is not proved again"
        for wish in members:
            if not self._planned(questions, members - {wish}):
                yield f"minimal: {names} is refused without {questions.options[wish].wish.field}"

    def _proved(self, request: TripRequest, atlas: Atlas) -> bool:
        return prove(request, atlas, HEAVIER).verdict is Verdict.IMPOSSIBLE

    def _planned(self, questions: Questions, kept: frozenset[int]) -> bool:
        """Whether these wishes are planned, with no fault that either judge finds."""
        answer = solve(questions.relaxed(kept), questions.supplies, MaxRounds(0), seed=7)
        return isinstance(answer, Itinerary) and not list(self.bench.judged(answer))


def _members(questions: Questions, conflict: Conflict) -> frozenset[int]:
    """The numbers of a conflict's wishes; none where the trip itself is blamed."""
    blamed = {(wish.field, wish.text) for wish in conflict.wishes}
    return frozenset(
        number
        for number, option in enumerate(questions.options)
        if (option.wish.field, option.wish.text) in blamed
    )


def judged(count: int, seed: int, workers: int, cities: Sequence[str] = ()) -> list[Refused]:
    """Judge requests from ``seed`` on until ``count`` have been refused, in so many processes."""
    from rich.console import Console
    from rich.progress import Progress

    done: dict[int, Refused] = {}
    with (
        pool(workers, _open, tuple(cities)) as processes,
        Progress(console=Console(stderr=True), transient=True) as progress,
    ):
        task = progress.add_task("refusals", total=count)
        waiting = {processes.submit(_judge, seed + number) for number in range(count)}
        following = seed + count
        while waiting:
            future = next(as_completed(waiting))
            waiting.remove(future)
            found = future.result()
            done[found.seed] = found
            if found.status == "refused":
                progress.advance(task)
            else:
                waiting.add(processes.submit(_judge, following))
                following += 1
    return [done[number] for number in sorted(done)]


_judges: list[Judge] = []


def _open(cities: Sequence[str]) -> None:
    _judges.append(Judge(open_bench(cities)))


def _judge(seed: int) -> Refused:
    return _judges[-1].refusal(seed)


def figures(found: Sequence[Refused]) -> dict[str, float]:
    """The figures of a report; shares are of the refusals, or of all conflicts they tell."""
    refused = [one for one in found if one.status == "refused"]
    cpu = spread([one.cpu_seconds for one in refused]) or {"p50": 0.0, "p95": 0.0, "max": 0.0}

    def kept(claim: str) -> int:
        return sum(not any(f.startswith(claim) for f in one.faults) for one in refused)

    def share(values: Sequence[bool]) -> float:
        return round(sum(values) / max(1, len(values)), 4)

    return {
        "requests": len(found),
        "refused": len(refused),
        "planned": sum(one.status == "planned" for one in found),
        "crashes": sum(one.status == "crashed" for one in found),
        "real": kept("real"),
        "minimal": kept("minimal"),
        "nearest_ok": kept("nearest"),
        "proved_share": share([proved for one in refused for proved in one.proved]),
        "smallest_share": share([one.smallest for one in refused]),
        "lone": sum(one.lone for one in refused),
        "lone_kept": sum(
            one.lone and not any(f.startswith("lone") for f in one.faults) for one in refused
        ),
        "side_by_side": sum(len(one.conflicts) > 1 for one in refused),
        "cpu_p50": cpu["p50"],
        "cpu_p95": cpu["p95"],
        "cpu_max": cpu["max"],
    }


def main(arguments: Sequence[str] | None = None) -> int:
    """Judge, print a table; 0 where every refusal keeps its word, else 1."""
    parser = parser_of("refusals", __doc__)
    parser.add_argument("--count", type=positive, default=300, help="how many refusals")
    parser.add_argument("--seed", type=int, default=0, help="seed of the first request")
    parser.add_argument("--city", action="append", default=[], help="id of a city to draw from")
    parser.add_argument("--workers", type=positive, default=2, help="processes")
    given = parser.parse_args(arguments)
    open_bench(given.city)  # tells of a wrong name before the processes begin
    found = judged(given.count, given.seed, given.workers, given.city)
    told = figures(found)
    _print(told, found)
    write({"figures": told, "rows": [asdict(one) for one in found]}, given.out)
    return 1 if any(one.faults or one.error for one in found) else 0


def _print(told: dict[str, float], found: Sequence[Refused]) -> None:
    from rich.console import Console
    from rich.table import Table

    console, table = Console(), Table("figure", "value")
    for name, value in told.items():
        table.add_row(name, f"{value:g}")
    console.print(table)
    for one in found:
        for fault in (*one.faults, *one.error.splitlines()[-1:]):
            console.print(f"seed {one.seed} ({' + '.join(one.clashes)}): {fault}", markup=False)


if __name__ == "__main__":
    raise SystemExit(main())
