"""Dialogues of Trip-Plus: what is said turn by turn, and the state that it should leave."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Annotated, Any, Literal

from pydantic import BeforeValidator, Field, ValidationError

from eval.tripplus.delta import Delta, Loose, named
from planner.errors import ImportFileError

if TYPE_CHECKING:
    from pathlib import Path

#: What a turn calls for: a plan, a question asked back, or word that nothing fits.
Expectation = Literal["plan", "clarification", "no_solution"]
#: Minutes after midnight, from and to.
Window = tuple[int, int]


class Adjustment(Loose):
    """What a plan has to do about an event; ``check`` says which of the fields hold.

    Attributes:
        day: counted from 1.
        part: of the day, in words.
        target: the place that is not to be visited.
    """

    check: str
    day: int | None = None
    part: str | None = None
    target: str | None = None
    target_attractions: tuple[str, ...] = ()
    time_window: Window | None = None
    peak_window: Window | None = None
    max_outdoor_minutes: int | None = None
    min_buffer_minutes: int | None = None
    min_rest_minutes: int | None = None
    max_first_day_attractions: int | None = None
    requires_buffer_or_hotel_after_intercity: bool = False


class Event(Loose):
    """Something that happens to the trip: a closure, the weather, crowds, traffic, a delay."""

    factor: str
    type: str
    city: str
    message: str = ""
    unavailable_entity: str | None = None
    deactivates_hard_constraints: tuple[str, ...] = ()
    expected_adjustments: tuple[Adjustment, ...] = ()


class State(Loose):
    """What holds after a turn.

    Attributes:
        active_request_resolutions: as they are written: each has keys of its own.
    """

    active_hard_constraints: tuple[str, ...]
    active_user_state_deltas: tuple[Annotated[Delta, BeforeValidator(named)], ...]
    active_environment_events: tuple[Event, ...] = ()
    active_request_resolutions: tuple[dict[str, Any], ...] = ()


class DialogueTurn(Loose):
    """One turn: what is said, and what should come of it.

    Attributes:
        must_preserve: names of the hard constraints and kinds of delta that have to stay.
        blocking_constraints: what stands in the way where no plan is expected.
    """

    turn_id: int
    utterance: str
    must_preserve: tuple[str, ...]
    must_update: tuple[str, ...]
    response_expectation: Expectation
    oracle_state_after_turn: State
    blocking_constraints: tuple[str, ...] = ()
    unsolved_reason: str | None = None


class Member(Loose):
    """A child or an elder by age, in years."""

    age: int


class Composition(Loose):
    """Who travels."""

    adults: int
    children: tuple[Member, ...] = ()
    elders: tuple[Member, ...] = ()


class Observed(Loose):
    """What is known of the travellers beyond the words, in the tags of the benchmark."""

    party_composition: Composition
    budget_range: tuple[float, float]
    accommodation_style: str
    mobility_constraints: tuple[str, ...] = ()
    physical_rules: tuple[str, ...] = ()
    schedule_rules: tuple[str, ...] = ()
    interest_tags: tuple[str, ...] = ()
    hate_tags: tuple[str, ...] = ()
    transport_preferences: tuple[str, ...] = ()
    rest_preferences: tuple[str, ...] = ()


class Base(Loose):
    """The trip of the first turn, in data.

    Attributes:
        days: first and last included.
        route_mode: ``flight`` or ``train``.
        hard_constraints: by name, as they are written.
    """

    org: str
    dest: tuple[str, ...] = Field(min_length=1)
    days: int
    depart_date: dt.date
    return_date: dt.date
    people_number: int
    room_number: int
    route_mode: str
    observable_profile: Observed
    hard_constraints: dict[str, dict[str, Any]]


class Meta(Loose):
    """What goes with a dialogue."""

    base_query_meta: Base


class Dialogue(Loose):
    """One dialogue; its first turn is the query.

    Attributes:
        interaction_type: ``user_state_evolution``, ``request_resolution``,
            ``environment_driven_replanning`` or ``long_horizon_alignment``.
    """

    id: str
    query: str
    interaction_type: str
    turns: tuple[DialogueTurn, ...] = Field(min_length=1)
    meta_info: Meta

    @property
    def base(self) -> Base:
        """The trip of the first turn, in data."""
        return self.meta_info.base_query_meta


def read_dialogues(path: Path) -> list[Dialogue]:
    """The dialogues of a file of JSON lines, in its order.

    Raises:
        ImportFileError: the file cannot be read, or a line is no dialogue: the line and its fault.
    """
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise ImportFileError(f"Cannot read dialogues from {path}: {error}.") from error
    return [_dialogue(line, f"{path}, line {n}") for n, line in enumerate(lines, 1) if line.strip()]


def _dialogue(line: str, where: str) -> Dialogue:
    try:
        return Dialogue.model_validate_json(line)
    except ValidationError as error:
        fault = error.errors(include_url=False)[0]
        field = ".".join(str(part) for part in fault["loc"])
        message = f"{where}: {field + ': ' if field else ''}{fault['msg']}."
        raise ImportFileError(message) from error
