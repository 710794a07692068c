"""How a traveller puts things: plain words, drawn from several ways of saying the same."""

from __future__ import annotations

from typing import TYPE_CHECKING

from eval.profiles.travellers import called
from planner.taxonomy import Category

if TYPE_CHECKING:
    import datetime as dt
    from random import Random

    from eval.dialogue.judge import Grievance, Ground, Opinion
    from eval.dialogue.traveller import Traveller
    from planner.city import City
    from planner.request import Party

#: Ways to complain; the fields are those of ``complaint``.
COMPLAINTS: dict[Ground, tuple[str, ...]] = {
    "kind": (
        "{I} don't like {kind}",
        "there are too many {kind}, {we}'re not interested in {kind}",
        "no {kind}, please",
        "{I} really can't stand {kind}",
    ),
    "place": ("drop {place}", "{we} don't want to go to {place}", "skip {place}, please"),
    "wish": ("{we}'d like to see some {kind}", "{I} love {kind}", "more {kind}, please"),
    "walking": (
        "that's too much walking",
        "less walking, please",
        "{we} can't walk that far",
        "at most {km} km on foot a day",
    ),
    "early": ("not before {time}, please", "that's too early, {we} never start before {time}"),
    "full": ("that's too much for one day", "a more relaxed pace, please", "less packed, please"),
    "thin": ("a more packed trip, please", "{we} want to see more", "fuller days, please"),
    "dear": ("that's too expensive", "under {euros} euros in all, please", "make it cheaper"),
    "diet": ("{Im} {diet}", "{we} always eat {diet}", "{diet} food only, please"),
}
PARTIES = {
    1: ("just me", "for one", "I travel alone"),
    2: ("for two", "my wife and I", "for the two of us"),
}
OPENINGS = (
    "{length} in {city} from {date}, {party}",
    "We'd like to spend {length} in {city} from {date}, {party}",
    "I'm thinking of {length} in {city} from {date}, {party}",
    "{length} somewhere nice from {date}, {party}",
)
LENGTHS = {1: "one day", 2: "two days", 3: "three days"}


def opening(who: Traveller, city: City, start: dt.date, days: int, rng: Random, first: bool) -> str:
    """The wish that a trip begins with, vague: the first one may tell what one loves or eats."""
    said = rng.choice(OPENINGS).format(
        length=LENGTHS[days],
        city=city.name,
        date=f"{start.day} {start:%B %Y}",
        party=company(who.party, rng),
    )
    told = [said]
    if first and who.loved and rng.random() < 0.5:
        told.append(f"we love {called(who.loved[0])}")
    if first and who.diet and rng.random() < 0.5:
        told.append(f"I'm {who.diet}")
    return ", ".join(told)


def company(party: Party, rng: Random) -> str:
    """Who travels."""
    if party.children:
        return f"my wife and I and our kids of {' and '.join(map(str, party.children))}"
    if party.seniors:
        return f"{party.seniors} seniors"
    return rng.choice(PARTIES[party.adults])


def complaint(grievance: Grievance, opinion: Opinion, rng: Random) -> str:
    """What a traveller says of a grievance."""
    who, world = opinion.traveller, opinion.world
    alone = who.party.size == 1
    place = world.place(grievance.about) if grievance.ground == "place" else None
    kind = called(Category(grievance.about)) if grievance.ground in ("kind", "wish") else ""
    return rng.choice(COMPLAINTS[grievance.ground]).format(
        I="I" if alone else rng.choice(("I", "we")),
        we="I" if alone else "we",
        Im="I'm" if alone else "we're",
        kind=kind,
        place=place.name if place is not None else "",
        km=who.walking // 1000,
        time=f"{who.rising // 60}:00",
        euros=round(opinion.purse * who.party.size * len(opinion.plan.days) / 10) * 10,
        diet=who.diet,
    )


def second_thought(kind: Category, rng: Random) -> str:
    """What one says who finds out in the middle of it that they love a kind."""
    name = called(kind)
    return rng.choice(
        (f"on second thoughts, we'd love to see {name}", f"actually, I'd like some {name} too")
    )
