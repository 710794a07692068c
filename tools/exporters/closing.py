"""What ends a plan, line by line: its costs, what to know, what to book."""

from __future__ import annotations

import datetime as dt
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from planner.money import figure
from planner.notes import lead_days, tells_no_price, tells_usual_price
from tools.exporters import wording as w

if TYPE_CHECKING:
    from collections.abc import Sequence

    from planner.itinerary import Itinerary, Note

#: Headings of the lists.
KNOW, BOOK = "Good to know", "Book ahead"
#: What a note of the trip begins with; one to book says so itself.
_NOTES = {
    "assumption": "Assumed: ",
    "unverified": "Not verified: ",
    "estimate": "Estimate: ",
    "book": "",
    "warning": "Warning: ",
}


class Cost(NamedTuple):
    """One line of the cost table; ``budget`` and ``left`` are empty where no limit was set."""

    name: str
    cost: str
    budget: str
    left: str


def costs(plan: Itinerary) -> list[Cost]:
    """The cost table, its total last."""
    names = ("lodging", "food", "activities", "transport", "total")
    return [_cost(plan, name) for name in names]


def _cost(plan: Itinerary, name: str) -> Cost:
    spent, currency = getattr(plan.costs, name), plan.costs.currency
    most = getattr(plan.request.budget, name, None)
    if most is None:
        return Cost(name.capitalize(), figure(spent, currency), "", "")
    amounts = (figure(amount, currency) for amount in (spent, most, most - spent))
    return Cost(name.capitalize(), *amounts)


def limited(table: Sequence[Cost]) -> bool:
    """Whether any line of a cost table has a budget."""
    return any(line.budget for line in table)


def cost_cells(plan: Itinerary) -> list[tuple[str, ...]]:
    """The heads of the cost table, then its lines; budgets only where there are any."""
    table = costs(plan)
    columns = 4 if limited(table) else 2
    return [line[:columns] for line in (("", "Cost", "Budget", "Left"), *table)]


def costs_heading(plan: Itinerary) -> str:
    """The heading of the cost table."""
    return f"Costs for the whole party, in {plan.costs.currency}"


def note_line(note: Note) -> str:
    """A note with the word that says how to take it."""
    return f"{_NOTES[note.kind]}{w.clean(note.text)}"


def good_to_know(plan: Itinerary) -> list[str]:
    """What holds for the whole trip, with a sentence on prices that are not the places' own."""
    nights = [day.stay for day in plan.days if day.stay]
    items = [*chain.from_iterable(day.stops for day in plan.days), *nights]
    lines = [note_line(note) for note in plan.notes]
    if any(tells_usual_price(note) for item in items for note in item.notes):
        lines.append("Prices marked 'about' are what is usual for their kind.")
    unknown = len({item.name for item in items if any(map(tells_no_price, item.notes))})
    if unknown:
        are = "price is" if unknown == 1 else "prices are"
        lines.append(f"{unknown} {are} unknown and counted as 0.")
    return lines


def bookings(plan: Itinerary) -> list[str]:
    """What to book by which date, the earliest first."""
    due = [
        (day.date - dt.timedelta(days=ahead), stop.start, ahead, w.clean(stop.name))
        for day in plan.days
        for stop in day.stops
        for ahead in map(lead_days, stop.notes)
        if ahead is not None
    ]
    return [
        f"by {_deadline(date, plan)}: {name} ({w.count(ahead, 'day')} ahead)"
        for date, _, ahead, name in sorted(due)
    ]


def _deadline(date: dt.date, plan: Itinerary) -> str:
    """The date, with its year where that is not the year in which the trip begins."""
    year = "" if date.year == plan.request.start.year else f" {date.year}"
    return w.weekday(date) + year
