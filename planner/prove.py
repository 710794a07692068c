"""Proof that no plan exists: CP-SAT on a relaxation of the hard rules.

Whatever ``planner.bounds`` leaves possible may still be impossible; what it rules out is.
"""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING, NamedTuple

from planner.attempt import ANYWHERE, Lead, supplied
from planner.bounds import surveyed
from planner.kernel import APPOINTMENT, VISIT
from planner.legs import UNREACHABLE
from planner.roster import MEALS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ortools.sat.python.cp_model import CpModel, CpSolver, IntVar, LinearExprT, LiteralT

    from planner.bounds import Bounds, DayBounds, Survey
    from planner.chance import Chance
    from planner.order import Role
    from planner.request import TripRequest
    from planner.terrain import Atlas

#: Work allowed for one proof, in CP-SAT's deterministic seconds, about as long as real ones.
EFFORT = 1.0
#: Most places of a city that a proof is sought for: the work grows with their square.
MAX_PLACES = 1_200
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
        lead: if open, the relaxation's plan: the wanted stops of each day in its order, and beds
            that are not ruled out.
    """

    verdict: Verdict
    lead: Lead = ANYWHERE


def prove(request: TripRequest, atlas: Atlas, effort: float = EFFORT) -> Proof:
    """Try to prove that no plan grants a request; repeatable.

    A plan here is made of the places supplied, each in a role that ``planner.roster`` gives it.
    Bounds that hold for all beds at once mix the best of each, so where these leave a plan
    possible the beds of a destination are looked at one by one.
    """
    if any(len(places) > MAX_PLACES for places in supplied(request, atlas.supplies)):
        return Proof(Verdict.UNKNOWN)
    survey = surveyed(request, atlas)
    return Proof(Verdict.IMPOSSIBLE) if survey is None else _Prover(effort).proof(survey)


class _Prover:
    """Looks for proofs until its effort is spent."""

    def __init__(self, effort: float) -> None:
        self._left = effort

    def proof(self, survey: Survey) -> Proof:
        """The verdict on all beds together and then, if that is open, on each by itself."""
        whole = self._verdict(survey)
        if whole.verdict is not Verdict.OPEN:
            return whole
        settled = survey
        for stay in range(len(survey.beds)):
            number = self._open_bed(survey, stay)
            if number is None:
                return Proof(Verdict.IMPOSSIBLE)
            settled = settled.settled(stay, number)
        lodgings = tuple(bed for (bed,) in settled.beds)
        return Proof(Verdict.OPEN, Lead(self._verdict(settled).lead.order, lodgings))

    def _open_bed(self, survey: Survey, stay: int) -> int | None:
        """The number of the first bed of a destination that is not ruled out; None if all are."""
        beds = range(len(survey.beds[stay]))
        if len(beds) == 1:
            return 0
        verdicts = ((bed, self._verdict(survey.settled(stay, bed)).verdict) for bed in beds)
        return next((bed for bed, v in verdicts if v is not Verdict.IMPOSSIBLE), None)

    def _verdict(self, survey: Survey) -> Proof:
        """The verdict on the beds of a survey as a whole."""
        relaxation = _Relaxation(survey.bounds())
        proof = relaxation.solve(self._left)
        self._left -= relaxation.spent
        return proof


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
        for number, chance in enumerate(day.chances, start=1):
            here = self._model.new_bool_var("")
            begin = self._begin(day, number, chance)
            if begin is None:
                self._model.add(here == 0)
                begin = self._model.new_constant(0)
            taken.append(here)
            starts.append(begin)
            self._price(chance, here)
        self._eat(day, taken)
        self._travel(day, taken, starts)
        return _Day(taken, starts)

    def _begin(self, day: DayBounds, number: int, chance: Chance) -> IntVar | None:
        """When a chance begins; None if it cannot be reached in time, or left in time."""
        first = day.free + int(day.minutes[0, number])
        last = day.back - int(day.minutes[number, 0]) - chance.minutes
        within = [(max(a, first), min(b, last)) for a, b in chance.starts]
        open_at = [[a, b] for a, b in within if a <= b]
        if not open_at:
            return None
        return self._model.new_int_var_from_domain(self._sat.Domain.from_intervals(open_at), "")

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
                    if there > other.starts[-1][1]:
                        continue
                yield i, j

    def _cap(self) -> None:
        """Keep every category, and the whole, within what may be spent."""
        total = [term for terms in self._spent.values() for term in terms]
        for name, cap in self._bounds.caps.items():
            terms = total if name == "total" else self._spent[name]
            self._model.add(sum(terms) <= int((cap + _ROUNDING) * _CENTS // 1))

    def solve(self, effort: float) -> Proof:
        """Ask for a verdict."""
        solver = self._sat.CpSolver()
        solver.parameters.num_workers = 1
        solver.parameters.random_seed = 0
        # All linear, kitchens that do not go round are counted at once, where branching never ends.
        solver.parameters.linearization_level = 2
        solver.parameters.max_deterministic_time = max(0.0, effort)
        status = solver.solve(self._model)
        self.spent = solver.response_proto.deterministic_time
        if status == self._sat.INFEASIBLE:
            return Proof(Verdict.IMPOSSIBLE)
        if status in (self._sat.OPTIMAL, self._sat.FEASIBLE):
            order = tuple(self._order(solver, day) for day in range(len(self._days)))
            return Proof(Verdict.OPEN, Lead(order))
        return Proof(Verdict.UNKNOWN)

    def _order(self, solver: CpSolver, index: int) -> tuple[Role, ...]:
        """The stops of one day that are at a place known, in order."""
        day = self._days[index]
        made = sorted(
            (solver.value(begin), number)
            for number, (here, begin) in enumerate(zip(day.taken, day.starts, strict=True))
            if solver.value(here)
        )
        chances = [self._bounds.days[index].chances[number] for _, number in made]
        return tuple((c.key, c.kind) for c in chances if c.key is not None)


def _cents(amount: float) -> int:
    """Money in whole hundredths, never too much."""
    return int(amount * _CENTS + 1e-6)
