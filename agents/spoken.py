"""Plain words in front of the app: what is said becomes a request or a change, and is told back."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any, NamedTuple

from agents.draft import Draft, draft
from agents.language import Context, Gazetteer, Mode, Understanding, read
from planner.errors import RequestError, UnknownNameError
from planner.itinerary import Note
from planner.taxonomy import Group
from tools.catalogue import city_names, resolve_city
from tools.catalogue.query import answer, price
from tools.exporters import wording
from tools.names import fold

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

    from planner.change import Change
    from planner.itinerary import Costs
    from planner.place import Place
    from planner.request import TripRequest
    from tools.catalogue import Catalogue, Near
    from tools.catalogue.query import PlaceQuery

#: What the options are called is nothing to who speaks.
_OPTION = re.compile(r" \(--[a-z-]+\)")


#: How a change begins that is only thought of.
_SUPPOSED = re.compile(
    r"\s*(?:and|but|so|ok|hm+)?,?\s*(?:what (?:if|about if|happens if|would (?:change|happen) if)"
    r"|suppos(?:e|ing)|imagine|hypothetically)\b",
    re.IGNORECASE,
)


def supposed(message: str) -> bool:
    """Whether a message only thinks of a change: ``what if it rains on Tuesday?``."""
    return _SUPPOSED.match(message) is not None


def answered(said: str, answer: str) -> str:
    """What was said, with the answer to what was asked back, as if it had been said at once."""
    return f"{said.rstrip(' .')}. {answer}"


def is_json(text: str) -> bool:
    """Whether a text is an object in JSON rather than something said."""
    return text.lstrip().startswith("{")


def hear(
    message: str,
    files: Sequence[Path | str],
    today: dt.date,
    standing: TripRequest | None = None,
    interpret: Callable[[str, Context], Understanding] = read,
    costs: Costs | None = None,
) -> Understanding:
    """Understand a message against the catalogues there are.

    Args:
        files: catalogue files, as in ``agents.app.plan``.
        today: the traveller's date.
        standing: the request of the plan that the message speaks of, resolved.
        interpret: who understands it; by default the built-in rules.
        costs: what that plan costs.
    """
    context = replace(context_of(message, files, today, standing), costs=costs)
    heard = interpret(message, context)
    if standing is not None:
        return heard
    known = {store.city.id for store in context.gazetteer.stores}
    stores = [resolve_city(name, files) for name in _cities(heard, context.gazetteer)]
    if {store.city.id for store in stores} <= known:
        return heard
    # Places can be named in a city that only ``interpret`` makes out.
    return interpret(message, Context(today, context.gazetteer.knowing(stores)))


def context_of(
    message: str, files: Sequence[Path | str], today: dt.date, standing: TripRequest | None = None
) -> Context:
    """What a message is read against: the names of the cities that it, or the trip, is about."""
    cities = Gazetteer(city_names(files))
    if standing is None:
        names = _cities(read(message, Context(today, cities)), cities)
    else:
        names = [stop.city for stop in standing.destinations]
    stores = [resolve_city(name, files) for name in dict.fromkeys(names)]
    return Context(today, cities.knowing(stores), standing)


def _cities(heard: Understanding, names: Gazetteer) -> list[str]:
    """The cities on file that a message is about."""
    stops = heard.change.request.get("destinations", ())
    return [stop["city"] for stop in stops if fold(stop["city"]) in names.cities]


def told(heard: Understanding) -> list[str]:
    """What the traveller has to know of how a message was understood, one sentence a line."""
    missed = ", ".join(repr(span.text) for span in heard.missed)
    return [
        *heard.assumptions,
        *heard.beyond,
        *([f"Not understood: {missed}."] if missed else []),
    ]


def courteous(heard: Understanding) -> bool:
    """Whether a message was all understood, and asks for nothing: a greeting, or thanks."""
    return heard.mode is Mode.NOTHING and not told(heard)


def spoken_request(
    heard: Understanding,
    files: Sequence[Path | str],
    params: Mapping[str, Any],
    today: dt.date,
    currency: str | None,
) -> Draft:
    """The request that a message asks for, with options laid over it, and what was assumed.

    Raises:
        RequestError: it asks for no trip, or something must be known first.
    """
    refuse_unclear(heard)
    base = dict(heard.change.request)
    stops = base.get("destinations", [])
    stores = [resolve_city(stop["city"], files) for stop in stops] if heard.picks else []
    picked = _picked(heard.picks, stores)
    if picked.must:
        base["must"] = [*base.get("must", ()), *picked.must]
    if picked.stay is not None:
        base["lodging"] = {**base.get("lodging", {}), "place": picked.stay}
    drafted = draft(base, params, today, currency, lenient=True)
    return Draft(drafted.data, (*picked.notes, *drafted.assumed))


def spoken_trip_data(
    heard: Understanding, files: Sequence[Path | str], today: dt.date, currency: str | None
) -> tuple[dict[str, Any], tuple[Note, ...]]:
    """The request that a message asks for, not yet checked, and how it was taken.

    Raises:
        RequestError: it asks for no trip, or something must be known first.
    """
    drafted = spoken_request(heard, files, {}, today, currency)
    assumed = [_OPTION.sub("", text) for text in drafted.assumed]
    return drafted.data, taken(heard, [f"Assumed: {text}." for text in assumed])


def taken(heard: Understanding, assumed: Sequence[str] = ()) -> tuple[Note, ...]:
    """How a message was taken, and what else was ``assumed``, as notes of a plan."""
    lost = told(heard)[len(heard.assumptions) :]
    return (
        *(Note(kind="assumption", text=text) for text in (*heard.assumptions, *assumed)),
        *(Note(kind="warning", text=text) for text in lost),
    )


def spoken_change(
    heard: Understanding, standing: TripRequest, files: Sequence[Path | str]
) -> Change:
    """The change that a message asks for.

    Raises:
        RequestError: it asks for none, or something must be known first.
    """
    refuse_unclear(heard, standing)
    stores = [resolve_city(stop.city, files) for stop in standing.destinations]
    picked = _picked(heard.picks, stores)
    update: dict[str, Any] = {"add": (*heard.change.add, *picked.must)}
    if picked.stay is not None:
        lodging = heard.change.request.get("lodging") or standing.lodging.model_dump(mode="json")
        update["request"] = heard.change.request | {"lodging": {**lodging, "place": picked.stay}}
    return heard.change.model_copy(update=update)


def refuse_unclear(heard: Understanding, standing: TripRequest | None = None) -> None:
    """Let only a message pass that asks for a trip, or for a change of the one that stands.

    Raises:
        RequestError: it asks for neither, or something must be known first.
    """
    wanted, what = (Mode.PLAN, "a trip") if standing is None else (Mode.CHANGE, "a change")
    if heard.mode is wanted:
        return
    if heard.questions:
        lines = [
            q.text + (f" Such as: {', '.join(q.answers)}." if q.answers else "")
            for q in heard.questions
        ]
        raise RequestError("\n".join((*lines, *told(heard))))
    if heard.refused:
        raise RequestError("\n".join((*heard.refused, *told(heard))))
    lines = [f"Expected {what} in words, got {wording.clean(heard.text)[:120]!r}."]
    raise RequestError("\n".join((*lines, *told(heard))))


class _Picked(NamedTuple):
    """What queries come to.

    Attributes:
        must: names of the places to visit.
        stay: name of the lodging, if one was asked for.
        notes: a sentence for each query.
    """

    must: tuple[str, ...]
    stay: str | None
    notes: tuple[str, ...]


def _picked(queries: Sequence[PlaceQuery], stores: Sequence[Catalogue]) -> _Picked:
    """For each query the first place that answers it."""
    must, stay, notes = list[str](), None, list[str]()
    for query in queries:
        found = _first(query, stores)
        if found is None:
            notes.append(f"Nothing on file answers {asked(query)!r}.")
            continue
        notes.append(f"For {asked(query)!r} {found.name} is taken.")
        if found.group is Group.STAY:
            stay = found.name
        else:
            must.append(found.name)
    return _Picked(tuple(must), stay, tuple(notes))


def _first(query: PlaceQuery, stores: Sequence[Catalogue]) -> Place | None:
    for store in stores:
        try:
            found = answer(store, query)
        except UnknownNameError:
            continue
        if found:
            return found[0].place
    return None


def asked(query: PlaceQuery) -> str:
    """A query in words."""
    kind = " ".join(filter(None, (query.diet, query.cuisine, query.kind))).replace("_", " ")
    return f"{query.order} {kind}" + (f" near {query.near}" if query.near else "")


def answer_lines(
    heard: Understanding, files: Sequence[Path | str], standing: TripRequest | None = None
) -> list[str]:
    """The answers to the questions of a message, a line a place.

    Args:
        standing: the request of the plan that the message speaks of.

    Raises:
        RequestError: the message names no city.
        UnknownNameError: a question is about what is near a place that is not on file.
    """
    cities = [stop["city"] for stop in heard.change.request.get("destinations", ())]
    if not cities and standing is not None:
        cities = [stop.city for stop in standing.destinations]
    if not cities:
        raise RequestError(f"Expected a city to look in, got {wording.clean(heard.text)[:120]!r}.")
    stores = [resolve_city(city, files) for city in cities]
    lines = []
    for query in heard.queries:
        found = _found(query, stores)
        phrase = asked(query)
        lines.append(f"{phrase[0].upper()}{phrase[1:]}:")
        for near in found:
            cost = price(near.place)
            code = near.place.currency or (near.place.admission and near.place.admission.currency)
            paid = f", {wording.money(cost, code)}" if cost is not None and code else ""
            lines.append(f"  {near.place.name}, {wording.distance(round(near.metres))}{paid}")
        if not found:
            lines.append("  nothing on file")
    return lines


def _found(query: PlaceQuery, stores: Sequence[Catalogue]) -> list[Near]:
    """What answers a question in each city that knows the place which it is about.

    Raises:
        UnknownNameError: no city does; the nearest names are those of the first.
    """
    found: list[Near] = []
    unknown = []
    for store in stores:
        try:
            found += answer(store, query)
        except UnknownNameError as error:
            unknown.append(error)
    if len(unknown) == len(stores):
        raise unknown[0]
    return found
