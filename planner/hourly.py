"""What an hour is worth: factors on a place's worth through one day, each with its reason.

All of it rests on typed facts: kind, renown, opening, weekday, climate and the sun. A reason is
told only of a stop it is true of, by the times the stop has in the plan.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from planner.kernel import SLOTS
from planner.taxonomy import DAYPART_MINUTES, Category, Daypart, Setting

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable

    from planner.city import ClimateMonth
    from planner.facts import Daylight, World
    from planner.kernel import Floats
    from planner.place import Place

#: Middle of each half-hour, in minutes after midnight.
CENTRES = np.arange(SLOTS) * 30.0 + 15.0
#: Share of a place's worth lost in the thick of the crowd, for the greatest sights; on weekends and
#: public holidays more.
CROWD, CROWD_BUSY = 0.15, 0.2
#: Renown from which a sight draws a crowd at all, and from which emptiness is worth telling.
KNOWN, RENOWNED = 0.6, 0.8
#: By half-hour from 0 to 1: how full a sight is, how hot a hot day is, how raw a cold one.
FULLNESS = np.interp(CENTRES, (360, 540, 660, 900, 1050, 1170), (0.0, 0.2, 1.0, 1.0, 0.5, 0.2))
NOON_HEAT = np.interp(CENTRES, (660, 750, 960, 1050), (0.0, 1.0, 1.0, 0.0))
RAWNESS = np.interp(CENTRES, (540, 660, 930, 1080), (1.0, 0.0, 0.0, 1.0))
#: What is left of the crowd in the first hour after opening.
FIRST_HOUR = 0.4
#: Kinds that live by their crowd, or seat everybody.
LIVELY = frozenset(
    {
        *(Category.PERFORMANCE, Category.NIGHTLIFE, Category.TOUR, Category.MARKET),
        *(Category.SHOPPING, Category.NEIGHBOURHOOD, Category.SPORT),
    }
)
#: Mean daily high, in degrees C, from which noon is too hot outdoors, and where it is at its worst;
#: below which mornings are raw, and where they are at their worst.
HOT, HOTTEST, RAW, RAWEST = 26.0, 34.0, 12.0, 2.0
#: Share of worth lost outdoors in the worst of the heat, in the rawest hours, and in the dark: in
#: parks, and in streets.
HEAT, CHILL, DARK_GREEN, DARK_STREET = 0.3, 0.15, 0.5, 0.1
#: Share of worth from which heat or cold avoided is worth telling, and minutes outdoors.
FELT, WHILE = 0.06, 40
#: Share of worth that the hour of sunset adds to a view.
SUNSET = 0.2
#: How much of the sky one is under.
EXPOSURE = {Setting.INDOOR: 0.0, Setting.MIXED: 0.5, Setting.OUTDOOR: 1.0}
GREEN = (Category.PARK, Category.GARDEN, Category.NATURE, Category.BEACH, Category.ZOO)
BATHING = (Category.BEACH, Category.BATH)


class Hourly(NamedTuple):
    """A factor through one day.

    Attributes:
        values: float (SLOTS,), by the half-hour in which the middle of a stop falls.
        reason: what there is to say of a stop that the factor favours, if anything.
        holds: whether the reason is true of a stop with this start and end, in minutes.
    """

    values: Floats
    reason: str = ""
    holds: Callable[[int, int], bool] = lambda start, end: False


#: A factor that changes nothing.
EVEN = Hourly(np.ones(SLOTS))


def part_of_day(place: Place) -> Hourly:
    """1 in the place's best parts of the day, less in others, next to nothing for a night out."""
    best = place.best_dayparts
    if not best:
        return EVEN
    night_out = place.category in (Category.PERFORMANCE, Category.NIGHTLIFE)
    curve = np.full(SLOTS, 0.1 if night_out and Daypart.EVENING in best else 0.75)
    for part in best:
        first, last = DAYPART_MINUTES[Daypart(part)]
        curve[first // 30 : last // 30 + 1] = 1.0
    return Hourly(curve)


def crowding(place: Place, opens: int, busy: bool) -> Hourly:
    """Great sights are fullest from eleven to three, emptiest in their first hour and late.

    Args:
        opens: minute at which the place first opens that day; 0 for what never shuts.
        busy: whether it is a weekend or a public holiday.
    """
    renown = (place.popularity - KNOWN) / (1.0 - KNOWN)
    if renown <= 0.0 or place.category in LIVELY:
        return EVEN
    full = FULLNESS.copy()
    if opens > 0:
        full[(opens <= CENTRES) & (opens + 60 > CENTRES)] *= FIRST_HOUR

    def early(start: int, end: int) -> bool:
        return start < min(max(570, opens + 60), 660) and start + end < 2 * 660

    reason = "before the crowds" if place.popularity >= RENOWNED else ""
    return Hourly(1.0 - (CROWD_BUSY if busy else CROWD) * renown * full, reason, early)


def heat(place: Place, climate: ClimateMonth | None) -> Hourly:
    """In hot months the hours around noon are for shade."""
    exposure = EXPOSURE[place.setting]
    if climate is None or climate.high_c <= HOT or not exposure or place.category in BATHING:
        return EVEN
    lost = HEAT * min(1.0, (climate.high_c - HOT) / (HOTTEST - HOT)) * exposure
    felt = place.setting is Setting.OUTDOOR and lost >= FELT

    def cool(start: int, end: int) -> bool:
        return felt and end - start >= WHILE and (end <= 720 or 990 <= start < 1200)

    return Hourly(1.0 - lost * NOON_HEAT, "out of the midday heat", cool)


def chill(place: Place, climate: ClimateMonth | None) -> Hourly:
    """In cold months the hours around noon are the ones to be outdoors in."""
    exposure = EXPOSURE[place.setting]
    if climate is None or climate.high_c >= RAW or not exposure:
        return EVEN
    lost = CHILL * min(1.0, (RAW - climate.high_c) / (RAW - RAWEST)) * exposure
    felt = place.setting is Setting.OUTDOOR and lost >= FELT

    def mild(start: int, end: int) -> bool:
        return felt and end - start >= WHILE and start >= 630 and end <= 960

    return Hourly(1.0 - lost * RAWNESS, "in the mildest hours of the day", mild)


def darkness(place: Place, light: Daylight) -> Hourly:
    """By night parks and woods are no place to be; streets lose a little if not at their best."""
    green = place.category in GREEN or "nature" in place.tags
    lit = {Daypart.NIGHT} if green else {Daypart.EVENING, Daypart.NIGHT}
    if place.setting is not Setting.OUTDOOR or lit & {*place.best_dayparts}:
        return EVEN
    lost = DARK_GREEN if green else DARK_STREET
    rise, fall = light.sunrise, light.sunset
    dark = np.interp(CENTRES, (rise - 45, rise, fall, fall + 45), (1.0, 0.0, 0.0, 1.0))
    return Hourly(1.0 - lost * dark)


def sundown(place: Place, light: Daylight) -> Hourly:
    """A view is at its best as the sun sets."""
    if place.category is not Category.VIEWPOINT:
        return EVEN
    sunset = light.sunset
    glow = np.interp(CENTRES, (sunset - 75, sunset - 40, sunset + 10, sunset + 30), (0, 1, 1, 0))

    def there(start: int, end: int) -> bool:
        return start <= sunset <= end + 10

    return Hourly(1.0 + SUNSET * glow, "at sunset", there)


def hourly(place: Place, world: World, day: dt.date) -> tuple[Hourly, ...]:
    """Every factor on a place's worth through one day."""
    spans = world.hours(place.id, day).spans
    busy = day.weekday() >= 5 or world.holiday(place.city, day) is not None
    climate, light = world.climate(place.city, day.month), world.daylight(place.city, day)
    return (
        part_of_day(place),
        crowding(place, spans[0].open if spans else 0, busy),
        heat(place, climate),
        chill(place, climate),
        darkness(place, light),
        sundown(place, light),
    )


def by_slot(place: Place, world: World, day: dt.date) -> Floats:
    """Factor on the worth of a visit by half-hour of a day, (SLOTS,)."""
    curve = np.ones(SLOTS)
    for factor in hourly(place, world, day):
        if factor is not EVEN:
            curve *= factor.values
    return curve


def timely_reasons(
    place: Place, world: World, day: dt.date, start: int, end: int
) -> tuple[str, ...]:
    """What is good about visiting just then; ``start`` and ``end`` in minutes after midnight."""
    told = (f.reason for f in hourly(place, world, day) if f.reason and f.holds(start, end))
    return tuple(told)


def meal_by_slot(first: int, last: int) -> Floats:
    """Factor by half-hour of a meal's middle, (SLOTS,): best in the middle of its window."""
    middle, half = (first + last) / 2 + 30, max(30.0, (last - first) / 2)
    curve: Floats = 1.0 - 0.35 * np.clip(np.abs(CENTRES - middle) / half, 0.0, 1.5) ** 2
    return curve
