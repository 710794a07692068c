"""What each reply of a dialogue is worth: its mode, what was asked, what had to stay, its plan."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from eval.checker import check
from eval.tripplus.constraints import CONSTRAINTS
from eval.tripplus.demands import DELTAS
from eval.tripplus.events import CHECKS
from eval.tripplus.feasible import RULES, Frame
from eval.tripplus.resolutions import RESOLUTIONS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from eval.checker import CatalogueDirectory
    from eval.tripplus.database import Database
    from eval.tripplus.delta import Delta
    from eval.tripplus.dialogue import Dialogue, DialogueTurn, Event, State
    from eval.tripplus.replay import Reply
    from eval.tripplus.trip import Trip
    from planner.facts import World

    #: A sentence for each demand that is not met, None for each that is.
    Findings = dict[str, str | None]

NO_PLAN = "there is no plan"
INITIAL, ENVIRONMENT = "initial_plan", "environment_aware_replanning"


class TurnVerdict(NamedTuple):
    """What one reply is worth.

    Attributes:
        mode: what is wrong with the kind of answer; None where nothing is.
        updates: what the turn asks for.
        kept: what was asked before and has to stay.
        hard: the hard constraints that hold; empty where no plan is due.
        faults: why the plan cannot be made as it is written; None where no plan is due.
    """

    mode: str | None
    updates: Findings
    kept: Findings
    hard: Findings
    faults: tuple[str, ...] | None

    @property
    def sentences(self) -> Iterator[str]:
        """Everything that is wrong, each thing once."""
        if self.mode is not None:
            yield f"mode: {self.mode}"
        for part in ("updates", "kept", "hard"):
            for name, told in getattr(self, part).items():
                if told is not None and (part != "hard" or name not in self.kept):
                    yield f"{part}: {name}: {told}"
        yield from (f"plan: {fault}" for fault in self.faults or ())


class Judge:
    """Judges the replies of dialogues to one city.

    Args:
        world, directory: of the catalogue that Wayplan planned in.
    """

    def __init__(self, database: Database, world: World, directory: CatalogueDirectory) -> None:
        self._database, self._world, self._directory = database, world, directory

    def verdicts(self, dialogue: Dialogue, replies: Sequence[Reply]) -> Iterator[TurnVerdict]:
        """A verdict on each turn."""
        before: State | None = None
        for turn, reply in zip(dialogue.turns, replies, strict=True):
            yield self._verdict(dialogue, turn, reply, before)
            before = turn.oracle_state_after_turn

    def _verdict(
        self, dialogue: Dialogue, turn: DialogueTurn, reply: Reply, before: State | None
    ) -> TurnVerdict:
        expected, state = turn.response_expectation, turn.oracle_state_after_turn
        mode = None if reply.mode == expected else f"{reply.mode}, not {expected}"
        specs, trip = specs_of(dialogue, state), reply.trip
        due = expected == "plan"
        faults = None
        if due:
            faults = (NO_PLAN,) if mode is not None else tuple(self._faults(dialogue, reply))
        kept = constraints(turn.must_preserve, specs, trip)
        if before is not None:
            kept |= self._deltas(_both(before, state), trip) | self._events(
                [event for event in before.active_environment_events
                 if event in state.active_environment_events], trip
            )  # fmt: skip
        return TurnVerdict(
            mode,
            self._updates(turn, before, specs, trip, mode),
            kept,
            constraints(state.active_hard_constraints, specs, trip) if due else {},
            faults,
        )

    def _updates(
        self,
        turn: DialogueTurn,
        before: State | None,
        specs: Mapping[str, Any],
        trip: Trip | None,
        mode: str | None,
    ) -> Findings:
        """What the turn asks for; where that shows in no plan, the kind of answer counts."""
        state, found = turn.oracle_state_after_turn, {}
        old = before.active_environment_events if before is not None else ()
        new = [event for event in state.active_environment_events if event not in old]
        for name in turn.must_update:
            told: Findings = {name: mode}
            if mode is None and name == INITIAL:
                told = constraints(state.active_hard_constraints, specs, trip)
            elif mode is None and name == ENVIRONMENT:
                told = self._events(new, trip)
            elif mode is None and name in DELTAS:
                same = [d for d in state.active_user_state_deltas if d.kind == name]
                told = self._deltas(same[-1:], trip)
            elif mode is None and name in RESOLUTIONS:
                resolved = [r[name] for r in state.active_request_resolutions if name in r]
                rule = RESOLUTIONS[name]
                told = {name: _held(trip, rule, resolved[-1], self._database)}
            failing = [f"{key}: {why}" if key != name else why for key, why in told.items() if why]
            found[name] = "; ".join(failing) or None
        return found

    def _deltas(self, deltas: Iterable[Delta], trip: Trip | None) -> Findings:
        return {d.kind: _held(trip, DELTAS[d.kind], d, self._database) for d in deltas}

    def _events(self, events: Iterable[Event], trip: Trip | None) -> Findings:
        return {
            f"{event.type}.{due.check}": _held(trip, CHECKS[due.check], due, self._database)
            for event in events
            for due in event.expected_adjustments
        }

    def _faults(self, dialogue: Dialogue, reply: Reply) -> Iterator[str]:
        """Why a plan cannot be made as it is written: by the database, and by Wayplan's rules."""
        base = dialogue.base
        frame = Frame(base.org, base.depart_date, base.return_date)
        if reply.trip is None:
            yield NO_PLAN
            return
        for name, rule in RULES.items():
            yield from (f"{name}: {told}" for told in rule(reply.trip, frame, self._database))
        if reply.plan is not None:
            for finding in check(reply.plan, self._world, self._directory):
                yield f"{finding.rule}: {finding.sentence}"


def constraints(names: Iterable[str], specs: Mapping[str, Any], trip: Trip | None) -> Findings:
    """The hard constraints of these names."""
    return {
        name: NO_PLAN if trip is None else CONSTRAINTS[name](trip, specs[name]) for name in names
    }


def specs_of(dialogue: Dialogue, state: State) -> dict[str, dict[str, Any]]:
    """The hard constraints with their values as they are after later turns changed them."""
    specs = {name: dict(spec) for name, spec in dialogue.base.hard_constraints.items()}
    for delta in state.active_user_state_deltas:
        if delta.kind == "party_update":
            specs["party_size_required"]["people_number"] = delta.new_people_number
            specs["room_count_required"]["room_number"] = delta.new_room_number
        elif delta.kind == "budget_update" and "budget_constraint" in specs:
            specs["budget_constraint"]["max_budget"] = delta.new_max_budget
        elif delta.kind == "hotel_requirement":
            _widen(specs, delta.hotel_name)
    return specs


def _widen(specs: dict[str, dict[str, Any]], hotel: str) -> None:
    """The hotel asked for later will do for every earlier wish for a hotel."""
    for name, spec in specs.items():
        if name.startswith("hotel_"):
            spec["acceptable_hotel_names"] = [*spec["acceptable_hotel_names"], hotel]


def _both(before: State, after: State) -> list[Delta]:
    """The deltas of a state that a later one still has."""
    return [d for d in before.active_user_state_deltas if d in after.active_user_state_deltas]


def _held(
    trip: Trip | None, rule: Callable[[Trip, Any, Database], str | None], due: Any, base: Database
) -> str | None:
    return NO_PLAN if trip is None else rule(trip, due, base)
