"""Proof that no plan exists: CP-SAT on a relaxation of the hard rules.

Whatever ``planner.bounds`` leaves possible may still be impossible; what it rules out is.
"""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING, NamedTuple

from planner.attempt import ANYWHERE, Lead, supplied
from planner.kernel import APPOINTMENT, VISIT
from planner.legs import UNREACHABLE
from planner.roster import MEALS
from planner.survey import surveyed

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ortools.sat.python.cp_model import CpModel, CpSolver, IntVar, LinearExprT, LiteralT

    from planner.bounds import Bounds, DayBounds
    from planner.chance import Chance
    from planner.request import TripRequest
    from planner.survey import Survey
    from planner.terrain import Atlas

    #: Chances of each day, in order.
    Chances = Sequence[Sequence[Chance]]

#: Work allowed for one proof, in CP-SAT's deterministic seconds, up to three times as long as real
#: ones.
EFFORT = 1.0
#: Most places of a city that a proof is sought for: the work grows with their square.
MAX_PLACES = 1_200
#: Effort that each leg of a model takes.
LEG = 5e-5
#: What an amount of money may be off by from rounding, and its units a unit of currency.
_ROUNDING, _CENTS = 0.01, 100


class Verdict(Enum):
    """What is known of a request."""

    IMPOSSIBLE = "impossible"
    OPEN = "open"
    UNKNOWN = "unknown"


class Proof(NamedTuple):
    """What a search for a proof came to.

    Attributes:
        verdict: ``IMPOSSIBLE`` if no plan exists, ``OPEN`` if the relaxation has one, ``UNKNOWN``
            if the effort did not suffice.
        lead: if open, the relaxation's plan: beds that are not ruled out, and the stops of each day
            in its order, with those that are made on the way.
    """

    verdict: Verdict
    lead: Lead = ANYWHERE


def prove(request: TripRequest, atlas: Atlas, effort: float = EFFORT) -> Proof:
    """Try to prove that no plan grants a request, by all that ``proofs`` tries; repeatable."""
    *_, last = proofs(request, atlas, effort)
    return last


def proofs(request: TripRequest, atlas: Atlas, effort: float = EFFORT) -> Iterator[Proof]:
    """Proofs that no plan grants a request: a quick one and, if that is open, a closer one.

    A plan here is made of the places supplied, each in a role that ``planner.roster`` gives it.
    Bounds that hold for all beds at once mix the best of each, so where these leave a plan
    possible the beds of a destination are looked at one by one; closely, stop by stop. The lead of
    a closer look can be made as it is, but for ways that are quick, cheap and short at once.
    """
    survey = surveyed(request, atlas)
    if any(len(places) > MAX_PLACES for places in supplied(request, atlas.supplies)):
        yield Proof(Verdict.UNKNOWN)
    elif survey is None:
        yield Proof(Verdict.IMPOSSIBLE)
    else:
        yield from _proofs(survey, effort)


def _proofs(survey: Survey, effort: float) -> Iterator[Proof]:
    prover = _Prover(effort)
    verdict, _ = prover.solved(survey)
    if verdict is Verdict.OPEN:
        survey = survey.by_the_hour()
        verdict, _ = prover.solved(survey)
    if verdict is not Verdict.OPEN:
        yield Proof(verdict)
        return
    proof = prover.by_bed(survey)
    yield proof
    if proof.verdict is Verdict.OPEN:
        yield _Prover(effort, closely=True).by_bed(survey)


class _Prover:
    """Looks for proofs until its effort is spent."""

    def __init__(self, effort: float, *, closely: bool = False) -> None:
        self._left, self._closely = effort, closely

    def by_bed(self, survey: Survey) -> Proof:
        """The verdict on each bed of each destination, by the hour."""
        settled = survey
        made: list[Sequence[Chance]] = [()] * survey.request.days
        for stay in range(len(survey.beds)):
            found = self._open_bed(survey, stay)
            if found is None:
                return Proof(Verdict.IMPOSSIBLE)
            number, days = found
            settled = settled.settled(stay, number)
            for day, chances in enumerate(days):
                if survey.request.city_index(day) == stay:
                    made[day] = chances
        return Proof(Verdict.OPEN, Lead(settled.order(made), tuple(bed for (bed,) in settled.beds)))

    def _open_bed(self, survey: Survey, stay: int) -> tuple[int, Chances] | None:
        """The first bed of a destination that is not ruled out, by number, and what is made there.

        None if all are.
        """
        for bed in range(len(survey.beds[stay])):
            settled = survey.settled(stay, bed)
            verdict, made = self.solved(settled)
            if verdict is Verdict.OPEN and self._closely:
                verdict, closer = self.solved(settled.stop_by_stop(stay))
                made = closer or made
            if verdict is not Verdict.IMPOSSIBLE:
                return bed, made
        return None

    def solved(self, survey: Survey) -> tuple[Verdict, Chances]:
        """The verdict on the beds of a survey as a whole; if open, what is made on each day."""
        bounds = survey.bounds()
        self._left -= LEG * sum(int((day.minutes < UNREACHABLE).sum()) for day in bounds.days)
        if self._left <= 0.0:
            return Verdict.UNKNOWN, ()
        relaxation = _Relaxation(bounds)
        solved = relaxation.solve(self._left)
        self._left -= relaxation.spent
        return solved


class _Day(NamedTuple):
    """The variables of one day: of each chance, whether it is taken and when it begins."""

    taken: list[IntVar]
    starts: list[IntVar]


class _Relaxation:
    """The bounds as a CP-SAT model.

    Attributes:
        spent: deterministic seconds, once solved.
    """

    def __init__(self, found: Bounds) -> None:
        from ortools.sat.python import cp_model

        self._sat = cp_model
        self._bounds = found
        self.spent = 0.0
        self._model: CpModel = cp_model.CpModel()
        self._spent: dict[str, list[LinearExprT]] = {
            "lodging": [], "food": [], "activities": [], "transport": []
        }  # fmt: skip
        self._made: dict[str, list[IntVar]] = {key: [] for key in found.wanted}
        self._days = [self._day(day) for day in found.days]
        for key, literals in self._made.items():
            if key in found.wanted:
                self._model.add_exactly_one(literals)
            else:
                self._model.add_at_most_one(literals)
        self._cap()

    def _day(self, day: DayBounds) -> _Day:
        """One day's chances, in an order and at times that its bounds allow."""
        taken, starts = [], []
        for chance in day.chances:
            here = self._model.new_bool_var("")
            begin = self._begin(chance)
            if begin is None:
                self._model.add(here == 0)
                begin = self._model.new_constant(0)
            taken.append(here)
            starts.append(begin)
            self._price(chance, here)
        self._eat(day, taken)
        self._see(day, taken)
        self._travel(day, taken, starts)
        return _Day(taken, starts)

    def _begin(self, chance: Chance) -> IntVar | None:
        """When a chance begins; None if it cannot be made."""
        if not chance.starts:
            return None
        domain = self._sat.Domain.from_intervals([[a, b] for a, b in chance.starts])
        return self._model.new_int_var_from_domain(domain, "")

    def _price(self, chance: Chance, here: IntVar) -> None:
        """Enter a chance where its place may be made once, and what it costs."""
        food = chance.kind in MEALS
        if chance.key is not None:
            self._made.setdefault(chance.key, []).append(here)
            self._spent["food" if food else "activities"].append(_cents(chance.cost) * here)
            return
        chosen = []
        for kitchen, price in chance.prices.items():
            choice = self._model.new_bool_var("")
            chosen.append(choice)
            self._made.setdefault(kitchen, []).append(choice)
            self._spent["food"].append(_cents(price) * choice)
        self._model.add(sum(chosen) == here)

    def _eat(self, day: DayBounds, taken: list[IntVar]) -> None:
        """Each due meal and rest once, any other at most once."""
        for kind in range(VISIT + 1, APPOINTMENT):
            served = [t for c, t in zip(day.chances, taken, strict=True) if c.kind == kind]
            if kind in day.due:
                self._model.add_exactly_one(served)
            else:
                self._model.add_at_most_one(served)

    def _see(self, day: DayBounds, taken: list[IntVar]) -> None:
        """No more visits than the day may have."""
        if day.sights is not None:
            seen = [t for c, t in zip(day.chances, taken, strict=True) if c.kind == VISIT]
            self._model.add(sum(seen) <= day.sights)

    def _travel(self, day: DayBounds, taken: list[IntVar], starts: list[IntVar]) -> None:
        """From start over all chances taken to the end, within time, feet and fares."""
        model, idle = self._model, self._model.new_bool_var("")
        arcs: list[tuple[int, int, LiteralT]] = [(0, 0, idle)]
        arcs += [(i, i, here.negated()) for i, here in enumerate(taken, start=1)]
        feet: list[LinearExprT] = []
        busy: list[LinearExprT] = [c.minutes * t for c, t in zip(day.chances, taken, strict=True)]
        for i, j in self._pairs(day):
            arc = model.new_bool_var("")
            arcs.append((i, j, arc))
            minutes = int(day.minutes[i, j])
            feet.append(int(day.walk[i, j]) * arc)
            busy.append(minutes * arc)
            self._spent["transport"].append(_cents(day.cost[i, j]) * arc)
            if i and j:
                leave = starts[i - 1] + day.chances[i - 1].minutes
                model.add(starts[j - 1] >= leave + minutes).only_enforce_if(arc)
                if day.soonest[i, j] > day.chances[j - 1].starts[0][0]:
                    model.add(starts[j - 1] >= int(day.soonest[i, j])).only_enforce_if(arc)
        model.add_circuit(arcs)
        model.add(sum(busy) <= max(0, day.back - day.free))
        model.add(sum(feet) <= max(0, int(day.feet)))
        for here in taken:
            model.add_implication(here, idle.negated())

    def _pairs(self, day: DayBounds) -> Iterator[tuple[int, int]]:
        """Chances that one may go between, 0 being where the day starts and ends."""
        for i in range(len(day.chances) + 1):
            for j in range(len(day.chances) + 1):
                if i == j or day.minutes[i, j] >= UNREACHABLE:
                    continue
                if i and j:
                    one, other = day.chances[i - 1], day.chances[j - 1]
                    if not one.starts or not other.starts:
                        continue
                    there = one.starts[0][0] + one.minutes + day.minutes[i, j]
                    if max(there, day.soonest[i, j]) > other.starts[-1][1]:
                        continue
                yield i, j

    def _cap(self) -> None:
        """Keep every category, and the whole, within what may be spent."""
        total = [term for terms in self._spent.values() for term in terms]
        for name, cap in self._bounds.caps.items():
            terms = total if name == "total" else self._spent[name]
            self._model.add(sum(terms) <= int((cap + _ROUNDING) * _CENTS // 1))

    def solve(self, effort: float) -> tuple[Verdict, Chances]:
        """The verdict; if open, what the model's plan makes on each day."""
        solver = self._sat.CpSolver()
        solver.parameters.num_workers = 1
        solver.parameters.random_seed = 0
        # All linear, kitchens that do not go round are counted at once, where branching never ends.
        solver.parameters.linearization_level = 2
        solver.parameters.max_deterministic_time = max(0.0, effort)
        status = solver.solve(self._model)
        self.spent = solver.response_proto.deterministic_time
        if status == self._sat.INFEASIBLE:
            return Verdict.IMPOSSIBLE, ()
        if status in (self._sat.OPTIMAL, self._sat.FEASIBLE):
            return Verdict.OPEN, [self._plan(solver, day) for day in range(len(self._days))]
        return Verdict.UNKNOWN, ()

    def _plan(self, solver: CpSolver, index: int) -> list[Chance]:
        """The chances of one day that are taken, in order."""
        day, chances = self._days[index], self._bounds.days[index].chances
        made = sorted(
            (solver.value(begin), number)
            for number, (here, begin) in enumerate(zip(day.taken, day.starts, strict=True))
            if solver.value(here)
        )
        return [chances[number] for _, number in made]


def _cents(amount: float) -> int:
    """Money in whole hundredths, never too much."""
    return int(amount * _CENTS + 1e-6)
