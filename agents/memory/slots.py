"""What an instruction is about, so that two can contradict each other, and a request both.

A slot is ``topic`` or ``topic:value``; two clash where they are equal, or one is the other's topic.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from agents.language import Item

#: Field of an item -> its slot.
_SLOTS = {
    "day_start": "start of the day",
    "later": "start of the day",
    "sooner": "start of the day",
    "day_end": "end of the day",
    "earlier": "end of the day",
    "pace": "pace",
    "less_walking": "walking",
    "more_walking": "walking",
    "max_walk_day": "walking:day",
    "max_sights": "sights a day",
    "any_sights": "sights a day",
    "max_walk_leg": "walking:leg",
    "modes_only": "mode",
    "unknown_hours": "unknown hours",
    "hotel": "lodging",
    "lodging_kind": "lodging:kind",
    "lodging_area": "lodging:area",
    "stars": "lodging:stars",
    "wheelchair": "access:wheelchair",
    "stroller": "access:stroller",
}
#: Field of an item whose value names what it is about -> the slot's topic.
_BY_VALUE = {
    "diet": "diet",
    "no_diet": "diet",
    "cuisine": "taste",
    "no_cuisine": "taste",
    "mode_in": "mode",
    "mode_out": "mode",
    "must": "place",
    "must_not": "place",
    "area_in": "area",
    "area_out": "area",
    "no_meal": "meal",
}
#: As above, where one key of the value names it.
_BY_KEY = {"interest": ("taste", "name"), "meal": ("meal", "meal"), "budget": ("budget", "for")}
#: Field of a request -> the slots that it settles as a whole.
_OF_FIELD = {
    "day_window": ("start of the day", "end of the day"),
    "pace": ("pace",),
    "max_walk_day": ("walking:day",),
    "max_sights_day": ("sights a day",),
    "max_walk_leg": ("walking:leg",),
    "modes": ("mode",),
    "meals": ("meal",),
    "lodging": ("lodging",),
    "budget": ("budget",),
    "unknown_hours": ("unknown hours",),
}
#: Field of a request that is a list -> the topic that its values are slots of.
_OF_LIST = {"diets": "diet", "must": "place", "must_not": "place", "areas_in": "area",
            "areas_out": "area", "interests": "taste"}  # fmt: skip


def slot_of(item: Item) -> str | None:
    """What an item is about; None where no later trip can be bound by it."""
    value: Any = item.value
    if isinstance(value, dict) and {"date", "day"} & set(value):
        return None
    if item.field in _BY_VALUE:
        return f"{_BY_VALUE[item.field]}:{value}"
    if item.field in _BY_KEY:
        topic, key = _BY_KEY[item.field]
        return f"{topic}:{value.get(key)}"
    slot = _SLOTS.get(item.field)
    weekday = value.get("weekday") if isinstance(value, dict) else None
    return slot if slot is None or weekday is None else f"{slot} on weekday {weekday}"


def slots_of(items: Iterable[Item]) -> frozenset[str]:
    """What items are about, of those by which a later trip can be bound."""
    return frozenset(slot for item in items if (slot := slot_of(item)) is not None)


def said_slots(request: Mapping[str, Any], spoken: Iterable[Item]) -> frozenset[str]:
    """What a request settles itself, and so no instruction may.

    Args:
        request: the fields it states, in JSON.
        spoken: what was understood, where it came in words: then a window that is only begun
            later says nothing of its end. Fields that no item speaks of count as a whole.
    """
    items = list(spoken)
    slots = {*slots_of(items)}
    topics = {topic_of(slot) for slot in slots}
    for field, whole in _OF_FIELD.items():
        if field in request and not topics & {topic_of(slot) for slot in whole}:
            slots.update(whole)
    for field, topic in _OF_LIST.items():
        if field in request:
            slots.update(f"{topic}:{value}" for value in request[field])
            slots.update(() if request[field] else (topic,))
    for name in ("wheelchair", "stroller"):
        if not items and name in (request.get("party") or {}):
            slots.add(f"access:{name}")
    return frozenset(slots)


def speaks_of(field: str, slots: Iterable[str]) -> bool:
    """Whether any of these slots is of what a field of a request settles as a whole."""
    return any(clash(slot, other) for slot in slots for other in _OF_FIELD[field])


def topic_of(slot: str) -> str:
    """The slot without its value."""
    return slot.partition(":")[0]


def clash(one: str, other: str) -> bool:
    """Whether two slots speak of the same thing."""
    return one == other or one == topic_of(other) or other == topic_of(one)
