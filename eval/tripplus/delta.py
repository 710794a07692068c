"""The nine kinds of change that a turn of Trip-Plus makes to what the traveller wants."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field


class Loose(BaseModel):
    """Part of a dialogue: fields that nothing here reads are left out."""

    model_config = ConfigDict(frozen=True, extra="ignore")


class AddAttraction(Loose):
    """A sight to add on a day, counted from 1; ``required_tag`` says what is loved of it."""

    kind: Literal["add_attraction"]
    name: str
    insert_day: int
    required_tag: str | None = None


class ScheduleUpdate(Loose):
    """A day that ends early, or rests around noon.

    Attributes:
        day: counted from 1.
        latest_formal_end_minutes: of ``early_finish``: minutes after midnight.
        rest_window: of ``midday_rest``: from and to, in minutes after midnight.
        min_rest_minutes: how long the rest in that window is at least.
    """

    kind: Literal["schedule_update"]
    schedule_subtype: str
    day: int
    latest_formal_end_minutes: int | None = None
    rest_window: tuple[int, int] | None = None
    min_rest_minutes: int | None = None


class PartyUpdate(Loose):
    """Somebody more, or fewer: ``friend_added``, ``elder_added`` or ``member_removed``."""

    kind: Literal["party_update"]
    party_subtype: str
    new_people_number: int
    new_room_number: int
    added_member: str | None = None
    added_elders: int = 0
    removed_members: int = 0
    adaptation_requirements: tuple[str, ...] = ()


class LateStart(Loose):
    """A day, counted from 1, that begins no earlier than these minutes after midnight."""

    kind: Literal["late_start_request"]
    day: int
    earliest_start_minutes: int


class Candidate(Loose):
    """What is on file about the restaurant or hotel asked for, and what does as well."""

    name: str
    price: str | None = None
    price_per_person: str | None = None
    requirement_type: str | None = None
    required_service_label: str | None = None
    acceptable_restaurant_names: tuple[str, ...] = ()
    acceptable_hotel_names: tuple[str, ...] = ()


class RestaurantRequirement(Loose):
    """A meal at a restaurant by name, near a sight, on a day counted from 1."""

    kind: Literal["restaurant_requirement"]
    restaurant_name: str
    anchor: str
    meal_day: int
    meal_type: str
    cuisine_type: str = ""
    required_tag_label: str | None = None
    candidate_reference: Candidate | None = None


class DietaryUpdate(Loose):
    """What is not eaten, and the words that give such a kitchen away."""

    kind: Literal["dietary_update"]
    restriction: str
    banned_keywords: tuple[str, ...] = ()


class BudgetUpdate(Loose):
    """A new limit of the whole trip's cost, in yuan."""

    kind: Literal["budget_update"]
    new_max_budget: float
    old_max_budget: float | None = None
    minimum_feasible_budget: float | None = None


class RoutePreference(Loose):
    """How to get about in the city."""

    kind: Literal["route_preference"]
    preference: str
    preferred_modes: tuple[str, ...] = ()
    avoid: tuple[str, ...] = ()


class HotelRequirement(Loose):
    """Another kind of hotel, or one with a service."""

    kind: Literal["hotel_requirement"]
    hotel_name: str
    candidate_reference: Candidate | None = None


Delta = Annotated[
    AddAttraction
    | ScheduleUpdate
    | PartyUpdate
    | LateStart
    | RestaurantRequirement
    | DietaryUpdate
    | BudgetUpdate
    | RoutePreference
    | HotelRequirement,
    Field(discriminator="kind"),
]


def named(data: Any) -> Any:
    """``{kind: {...}}``, as deltas are written, with the kind among the fields."""
    if isinstance(data, dict) and len(data) == 1:
        ((kind, fields),) = data.items()
        if isinstance(fields, dict):
            return {**fields, "kind": kind}
    return data
