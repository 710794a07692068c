"""Who books the ways there and back of a conversation: Wayplan plans from arrival to departure.

It listens with Wayplan's own language rules, picks a service there and one back on the dates that
the trip has after each message, and hands them over as arrival and departure. The tickets are paid
from the budget: what is left of it is what Wayplan may spend.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import TYPE_CHECKING, Any, NamedTuple

from agents.language import Mode, Understanding, read
from planner.request import Budget

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from agents.language import Context
    from eval.tripplus.database import Database
    from eval.tripplus.timetable import Service
    from planner.profile import Claim
    from planner.request import TripRequest

#: Yuan a head that an hour more in the city, and one less on the way, is worth.
HOUR = 40.0
#: Yuan a head that a night in bed is worth: nobody travels through it who need not.
NIGHT = 1_000.0
#: A ticket without a seat is booked for nobody.
STANDING = "No Seat"
WAYS = ("flight", "train")


def _alike(service: Service) -> float:
    """No service goes before another."""
    return 0.0


#: What a service is chosen by: the least of it wins.
ORDERS: Mapping[str, Callable[[Service], float]] = {
    "cheapest": lambda service: service.price,
    "shortest": lambda service: service.minutes,
    "latest": lambda service: -service.arrives.timestamp(),
    "earliest": lambda service: service.arrives.timestamp(),
}


class Journey(NamedTuple):
    """What is to be booked."""

    origin: str
    start: dt.date
    end: dt.date
    people: int


class Booking:
    """Understands messages for one conversation; implements ``agents.context.Speaker``.

    Attributes:
        tickets: there and back, as booked last; none before the first.
    """

    def __init__(self, database: Database) -> None:
        self.tickets: tuple[Service, ...] = ()
        self._database = database
        self._means: str | None = None
        self._wishes: dict[tuple[str, str], Any] = {}
        self._budget: Budget | None = None

    def begin(self) -> None:
        """Nothing has to be counted from here."""

    def word(self, sentences: Sequence[str]) -> tuple[str, ...]:
        """The same sentences."""
        return tuple(sentences)

    def paragraph(self, claims: Sequence[Claim]) -> str | None:
        """None: nothing is held of who travels."""
        return None

    def interpret(self, message: str, context: Context) -> Understanding:
        """What the language rules make of a message, with the ways there and back booked for it."""
        standing = context.standing
        if standing is not None:
            standing = standing.model_copy(update={"budget": self._budget})
        heard = read(message, replace(context, standing=standing))
        self._note(heard)
        if heard.mode not in (Mode.PLAN, Mode.CHANGE):
            return heard
        fields = {**_fields(standing), **heard.change.request}
        journey = _journey(fields)
        if journey is None:
            return heard
        before, self.tickets = self.tickets, self._picked(journey)
        anew = standing is None or self.tickets != before
        return self._booked(heard, journey, fields.get("budget"), anew=anew)

    def _note(self, heard: Understanding) -> None:
        """Keep what is wished for the ways there and back; what is said later goes before."""
        for value in heard.values("intercity"):
            if value["wanted"] and value["mode"] in WAYS:
                self._means = value["mode"]
        for value in heard.values("journey"):
            self._means = value.get("means", self._means)
            for way in ("out", "back") if value["way"] == "both" else (value["way"],):
                self._wishes |= {(way, key): wish for key, wish in value.items() if key != "way"}

    def _booked(
        self,
        heard: Understanding,
        journey: Journey,
        budget: Mapping[str, Any] | None,
        *,
        anew: bool,
    ) -> Understanding:
        """The message with what the tickets leave of the budget.

        Arrival and departure go with it where the tickets are new: a delay of old ones stays.
        """
        self._budget = Budget.model_validate(budget) if budget and budget.get("currency") else None
        request = dict(heard.change.request)
        if anew and self.tickets:
            there, back = self.tickets
            request["arrival"] = self._terminal(there, there.target, there.arrives)
            request["departure"] = self._terminal(back, back.origin, back.leaves)
        if self._budget is not None:
            spent = sum(ticket.price for ticket in self.tickets) * journey.people
            request["budget"] = _less(self._budget, spent).model_dump(mode="json")
        change = heard.change.model_copy(update={"request": request})
        return heard.model_copy(update={"change": change})

    def _picked(self, journey: Journey) -> tuple[Service, ...]:
        """The service there and the one back that are worth most; none where one is not on file.

        Both are by the same means.
        """
        table, city = self._database.timetable, self._database.city
        there = [
            one
            for one in table.services(journey.origin, city, journey.start)
            if one.arrives.date() == journey.start and self._wished(one, "out")
        ]
        back = [
            one
            for one in table.services(city, journey.origin, journey.end)
            if self._wished(one, "back")
        ]
        pairs: list[tuple[Service, Service]] = []
        for means in WAYS if self._means is None else (self._means,):
            outward, homeward = ([s for s in found if s.way == means] for found in (there, back))
            if outward and homeward:
                pairs.append((self._best(outward, "out"), self._best(homeward, "back")))
        return min(pairs, key=_pair_cost, default=())

    def _wished(self, service: Service, way: str) -> bool:
        """Whether a service has seats of the class, and lands in the hours, wished for."""
        if service.seat_class == STANDING:
            return False
        seat, lands = (self._wishes.get((way, key)) for key in ("seat", "lands"))
        if seat is not None and seat not in service.seat_class.casefold():
            return False
        return lands is None or _within(service.arrives.time(), *lands)

    def _best(self, services: Sequence[Service], way: str) -> Service:
        """The service that comes first by what is wished, then the one that is worth most."""
        order = ORDERS.get(self._wishes.get((way, "order"), ""), _alike)
        return min(services, key=lambda service: (order(service), _cost(service, way), service))

    def _terminal(self, ticket: Service, station: str, time: dt.datetime) -> dict[str, Any]:
        on_file = self._database.where(station) is not None
        at = {"at": station} if on_file else {}
        return {"mode": ticket.way, "time": f"{time:%H:%M}", **at}


def _fields(standing: TripRequest | None) -> dict[str, Any]:
    return {} if standing is None else standing.model_dump(mode="json")


def _journey(fields: Mapping[str, Any]) -> Journey | None:
    """What is to be booked for a trip; None while it has no origin or no dates."""
    stops = fields.get("destinations") or ()
    nights = [stop.get("nights") for stop in stops]
    if "start" not in fields or not fields.get("origin") or not nights or None in nights:
        return None
    start = dt.date.fromisoformat(fields["start"])
    party = fields.get("party") or {}
    people = party.get("adults", 2) + party.get("seniors", 0) + len(party.get("children", ()))
    return Journey(fields["origin"], start, start + dt.timedelta(days=sum(nights)), people)


def _less(budget: Budget, spent: float) -> Budget:
    """What is left of a budget once the tickets are paid."""
    left = {
        name: max(0.0, cap - spent)
        for name in ("total", "transport")
        if (cap := getattr(budget, name)) is not None
    }
    return budget.model_copy(update=left)


def _cost(service: Service, way: str) -> float:
    """Yuan of a ticket, and of the hours that are lost to it: on the way, and in the city."""
    lost = _hour(service.arrives) if way == "out" else 24 - _hour(service.leaves)
    through_the_night = service.arrives.date() > service.leaves.date()
    return service.price + HOUR * (service.minutes / 60 + lost) + NIGHT * through_the_night


def _pair_cost(pair: tuple[Service, Service]) -> float:
    return _cost(pair[0], "out") + _cost(pair[1], "back")


def _within(time: dt.time, first: str, last: str) -> bool:
    """Whether a time lies in a stretch of the day, over midnight if it ends before it begins."""
    begins, ends = map(dt.time.fromisoformat, (first, last))
    return begins <= time <= ends if begins <= ends else time >= begins or time <= ends


def _hour(time: dt.datetime) -> float:
    return time.hour + time.minute / 60
