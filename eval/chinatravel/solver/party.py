"""How many tickets, cars and rooms a party takes, where the programs do not say otherwise."""

from __future__ import annotations

from math import ceil
from typing import TYPE_CHECKING, NamedTuple

from eval.chinatravel.condition import tests
from eval.chinatravel.formula import Ban

if TYPE_CHECKING:
    from collections.abc import Iterable

    from eval.chinatravel.formula import Wish

#: People in a taxi.
SEATS = 4


class Party(NamedTuple):
    """Counts of what is bought.

    Attributes:
        tickets: for trips and attractions.
        rides: tickets of the metro.
        cars: taxis.
        rooms: of the hotel; None: as many as its beds ask for.
    """

    people: int
    tickets: int
    rides: int
    cars: int
    rooms: int | None = None

    def rooms_of(self, beds: int) -> int:
        """Rooms with so many beds."""
        return ceil(self.people / beds) if self.rooms is None else self.rooms


def party_of(people: int, wishes: Iterable[Wish]) -> Party:
    """The counts that wishes such as "no activity has other than 2 tickets" leave."""
    asked: dict[str, int] = {}
    for wish in wishes:
        if isinstance(wish, Ban):
            for test in tests(wish.condition):
                if test.op == "!=" and isinstance(test.value, int):
                    asked.setdefault(test.field.name, test.value)
    return Party(
        people,
        asked.get("activity_tickets", people),
        asked.get("metro_tickets", people),
        asked.get("taxi_cars", ceil(people / SEATS)),
        asked.get("room_count"),
    )
