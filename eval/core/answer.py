"""The planner's answer to a question of the core suite; a change is met in mid-trip."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random
from typing import TYPE_CHECKING, Any

from eval.changes import CHANGES
from eval.core.planners import WAYPLAN
from eval.core.question import drawn
from planner.change import Change
from planner.itinerary import Infeasible, Itinerary, Meal, Visit
from planner.request import Lock

if TYPE_CHECKING:
    import datetime as dt

    from eval.core.planners import Planner
    from eval.core.question import Question
    from eval.scenarios import Scenario
    from eval.trial import Bench

#: Changes that need a place to eat in the plan, or a sight; without one the day is cut short.
NEEDS = {"closed_kitchen": Meal, "closed_sight": Visit, "drop": Visit, "swap": Visit}
INSTEAD = "early_end"


@dataclass(frozen=True)
class Answer:
    """What was asked and what became of it.

    Attributes:
        before, change: of a change, the plan that it befell, and what it was.
    """

    scenario: Scenario
    plan: Itinerary | Infeasible
    before: Itinerary | None = None
    change: Change | None = None

    def as_json(self) -> dict[str, Any]:
        """Request, change, verdict and reason."""
        request = self.plan.request.model_dump(mode="json", exclude_unset=True)
        told: dict[str, Any] = {"status": self.plan.status, "request": request}
        if self.change is not None:
            told["change"] = self.change.model_dump(mode="json", exclude_unset=True)
        if isinstance(self.plan, Infeasible):
            told["reason"] = self.plan.reason
        return told


def answered(question: Question, bench: Bench, seed: int, planner: Planner = WAYPLAN) -> Answer:
    """Plan what is asked; then, where it is about a change, meet the change."""
    scenario = drawn(question, bench)
    plan = planner.plan(scenario.request, bench, seed)
    if question.kind != "change" or isinstance(plan, Infeasible):
        return Answer(scenario, plan)
    change = _befalls(question, plan, bench)
    again = planner.replan(plan, change, bench, seed)
    return Answer(scenario, again, before=plan, change=change)


def _befalls(question: Question, plan: Itinerary, bench: Bench) -> Change:
    """The change, with all that lies before its day locked: what is past stays as it was."""
    needed = NEEDS.get(question.about)
    stops = [stop for day in plan.days for stop in day.stops]
    lacking = needed is not None and not any(isinstance(stop, needed) for stop in stops)
    (store,) = (s for s in bench.stores if s.city.id == plan.days[0].city)
    draw = CHANGES[INSTEAD if lacking else question.about]
    change = Change.model_validate(draw(Random(question.seed), plan, store))
    return change.model_copy(update={"lock": tuple(_past(plan, _day_of(change)))})


def _day_of(change: Change) -> dt.date | None:
    """The day that a change is about; None where it is about the whole trip."""
    dates = [*(day.date for day in change.days), *(shut.date for shut in change.close if shut.date)]
    return min(dates, default=None)


def _past(plan: Itinerary, today: dt.date | None) -> list[Lock]:
    return [
        Lock(place=stop.place_id, date=day.date, start=stop.start.time())
        for day in plan.days
        if today is not None and day.date < today
        for stop in day.stops
        if isinstance(stop, Meal | Visit)
    ]
