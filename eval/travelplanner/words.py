"""What a query's words ask for, as the language rules of ``agents.language`` understand them."""

from __future__ import annotations

import datetime as dt
import math
from typing import TYPE_CHECKING

from agents.language import Context, Gazetteer, read
from eval.language.queries import slots
from eval.travelplanner.query import Ask

if TYPE_CHECKING:
    from eval.travelplanner.database import Database

#: The date the queries are read on; all trips of the benchmark are in the month after.
TODAY = dt.date(2022, 2, 1)


class Reader:
    """Reads queries with the names of the cities and states of a database."""

    def __init__(self, database: Database) -> None:
        self._gazetteer = Gazetteer.of_cities(
            sorted({*database.states, *database.states.values(), *database.restaurants})
        )
        self._cuisines = {cuisine.casefold(): cuisine for cuisine in database.cuisines}

    def ask(self, text: str) -> Ask | str:
        """What a text asks for; or, in a sentence, what it was not understood to say."""
        heard = read(text, Context(TODAY, self._gazetteer))
        told = slots(heard)
        for needed in ("org", "dest", "days", "dates"):
            if told[needed] is None:
                return f"not understood from the text: {needed}"
        days = told["days"]
        return Ask(
            origin=told["org"],
            destination=told["dest"],
            start=dt.date.fromisoformat(told["dates"][0]),
            days=days,
            stops=heard.last("cities") or max(1, (days - 1) // 2),
            people=told["people"] or (2 if heard.last("speaker") == "we" else 1),
            budget=told["budget"] or math.inf,
            rule=told["house rule"],
            cuisines=tuple(
                self._cuisines[name] for name in told["cuisine"] if name in self._cuisines
            ),
            room=told["room type"],
            transport=told["transportation"],
        )
