"""The one taxonomy of places: what kinds there are and what is usual for each.

Minutes, settings and hours of the day are *category defaults*: they fill what a place does not
state about itself, and whatever they fill is named in ``Place.defaulted`` so that it is never
mistaken for a fact.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Group(StrEnum):
    """The role a place plays in a trip."""

    SIGHT = "sight"
    FOOD = "food"
    STAY = "stay"
    HUB = "hub"


class Setting(StrEnum):
    """Where a visit happens, which decides how much rain and darkness matter."""

    INDOOR = "indoor"
    OUTDOOR = "outdoor"
    MIXED = "mixed"


class Daypart(StrEnum):
    """A stretch of the local day; bounds in ``DAYPART_MINUTES``."""

    MORNING = "morning"
    MIDDAY = "midday"
    AFTERNOON = "afternoon"
    EVENING = "evening"
    NIGHT = "night"


#: Daypart -> (first minute, last minute) after local midnight.
DAYPART_MINUTES: dict[Daypart, tuple[int, int]] = {
    Daypart.MORNING: (6 * 60, 11 * 60),
    Daypart.MIDDAY: (11 * 60, 14 * 60),
    Daypart.AFTERNOON: (14 * 60, 17 * 60 + 30),
    Daypart.EVENING: (17 * 60 + 30, 22 * 60),
    Daypart.NIGHT: (22 * 60, 30 * 60),
}


class Category(StrEnum):
    """What a place is. Every place has exactly one; finer shades go into its tags."""

    MUSEUM = "museum"
    GALLERY = "gallery"
    PALACE = "palace"
    MONUMENT = "monument"
    HISTORIC_SITE = "historic_site"
    RELIGIOUS_SITE = "religious_site"
    SQUARE = "square"
    LANDMARK = "landmark"
    VIEWPOINT = "viewpoint"
    PARK = "park"
    GARDEN = "garden"
    NATURE = "nature"
    BEACH = "beach"
    WATERFRONT = "waterfront"
    ZOO = "zoo"
    THEME_PARK = "theme_park"
    MARKET = "market"
    SHOPPING = "shopping"
    NEIGHBOURHOOD = "neighbourhood"
    PERFORMANCE = "performance"
    NIGHTLIFE = "nightlife"
    BATH = "bath"
    SPORT = "sport"
    TOUR = "tour"
    RESTAURANT = "restaurant"
    CAFE = "cafe"
    BAKERY = "bakery"
    STREET_FOOD = "street_food"
    FOOD_HALL = "food_hall"
    FAST_FOOD = "fast_food"
    BAR = "bar"
    HOTEL = "hotel"
    HOSTEL = "hostel"
    GUESTHOUSE = "guesthouse"
    APARTMENT = "apartment"
    CAMP_SITE = "camp_site"
    LODGING_AREA = "lodging_area"
    AIRPORT = "airport"
    STATION = "station"
    BUS_STATION = "bus_station"
    FERRY_TERMINAL = "ferry_terminal"

    @property
    def traits(self) -> CategoryTraits:
        """What is usual for places of this category."""
        return TRAITS[self]

    @property
    def group(self) -> Group:
        """The role places of this category play in a trip."""
        return TRAITS[self].group


@dataclass(frozen=True, slots=True)
class CategoryTraits:
    """What is usual for a category.

    Attributes:
        group: the role in a trip.
        label: singular name for people.
        minutes: visit length as (shortest sensible, usual, longest sensible).
        setting: indoor, outdoor or mixed.
        daylight: whether a visit makes sense only between sunrise and sunset.
        dayparts: when a visit is at its best; empty means any time.
        plausible: span of local minutes in which a place with no hours on file may be assumed to
            receive visitors at all.
        always_open: whether a public place of this kind is open by its nature (a square, a street,
            a shore).
    """

    group: Group
    label: str
    minutes: tuple[int, int, int]
    setting: Setting
    daylight: bool = False
    dayparts: tuple[Daypart, ...] = ()
    plausible: tuple[int, int] = (10 * 60, 17 * 60)
    always_open: bool = False


_M, _D, _A, _E, _N = (
    Daypart.MORNING,
    Daypart.MIDDAY,
    Daypart.AFTERNOON,
    Daypart.EVENING,
    Daypart.NIGHT,
)
_IN, _OUT, _MIX = Setting.INDOOR, Setting.OUTDOOR, Setting.MIXED
_S, _F, _H, _T = Group.SIGHT, Group.FOOD, Group.STAY, Group.HUB
_DAY, _LONG, _ALL = (10 * 60, 17 * 60), (8 * 60, 21 * 60), (0, 24 * 60)

TRAITS: dict[Category, CategoryTraits] = {
    Category.MUSEUM: CategoryTraits(_S, "museum", (45, 100, 180), _IN, dayparts=(_M, _A)),
    Category.GALLERY: CategoryTraits(_S, "gallery", (30, 60, 120), _IN, dayparts=(_M, _A)),
    Category.PALACE: CategoryTraits(_S, "palace or castle", (45, 90, 150), _IN, dayparts=(_M, _A)),
    Category.MONUMENT: CategoryTraits(
        _S, "monument", (10, 20, 40), _OUT, plausible=_ALL, always_open=True
    ),
    Category.HISTORIC_SITE: CategoryTraits(
        _S, "historic site", (30, 60, 120), _MIX, True, (_M, _A)
    ),
    Category.RELIGIOUS_SITE: CategoryTraits(
        _S, "church, temple or shrine", (15, 35, 75), _MIX, dayparts=(_M, _A)
    ),
    Category.SQUARE: CategoryTraits(
        _S, "square or street", (15, 25, 60), _OUT, False, (), _LONG, True
    ),
    Category.LANDMARK: CategoryTraits(_S, "landmark", (15, 30, 75), _MIX),
    Category.VIEWPOINT: CategoryTraits(
        _S, "viewpoint", (15, 30, 60), _OUT, True, (_M, _A, _E), _LONG
    ),
    Category.PARK: CategoryTraits(_S, "park", (30, 60, 120), _OUT, True, (_M, _A), _LONG, True),
    Category.GARDEN: CategoryTraits(_S, "garden", (30, 60, 110), _OUT, True, (_M, _A)),
    Category.NATURE: CategoryTraits(
        _S, "natural sight or trail", (45, 90, 180), _OUT, True, (_M, _A), _LONG, True
    ),
    Category.BEACH: CategoryTraits(_S, "beach", (45, 120, 240), _OUT, True, (_D, _A), _LONG, True),
    Category.WATERFRONT: CategoryTraits(
        _S, "waterfront", (20, 40, 80), _OUT, True, (_A, _E), _LONG, True
    ),
    Category.ZOO: CategoryTraits(_S, "zoo or aquarium", (90, 150, 240), _MIX, True, (_M, _A)),
    Category.THEME_PARK: CategoryTraits(_S, "theme park", (120, 240, 420), _OUT, dayparts=(_A, _E)),
    Category.MARKET: CategoryTraits(_S, "market", (25, 50, 90), _MIX, dayparts=(_M, _D)),
    Category.SHOPPING: CategoryTraits(_S, "shopping", (30, 60, 120), _MIX, dayparts=(_A,)),
    Category.NEIGHBOURHOOD: CategoryTraits(
        _S, "neighbourhood walk", (45, 75, 120), _OUT, False, (_M, _A), _LONG, True
    ),
    Category.PERFORMANCE: CategoryTraits(
        _S, "performance", (60, 120, 180), _IN, dayparts=(_E,), plausible=(18 * 60, 23 * 60)
    ),
    Category.NIGHTLIFE: CategoryTraits(
        _S, "nightlife", (45, 90, 180), _IN, dayparts=(_E, _N), plausible=(20 * 60, 26 * 60)
    ),
    Category.BATH: CategoryTraits(_S, "bath or spa", (60, 100, 180), _IN, dayparts=(_A, _E)),
    Category.SPORT: CategoryTraits(_S, "sport", (45, 90, 180), _MIX, dayparts=(_M, _A)),
    Category.TOUR: CategoryTraits(
        _S, "guided tour or boat trip", (45, 75, 180), _OUT, True, (_M, _A)
    ),
    Category.RESTAURANT: CategoryTraits(
        _F, "restaurant", (50, 75, 130), _IN, plausible=(12 * 60, 22 * 60)
    ),
    Category.CAFE: CategoryTraits(_F, "cafe", (25, 45, 75), _IN, plausible=(9 * 60, 18 * 60)),
    Category.BAKERY: CategoryTraits(_F, "bakery", (15, 30, 45), _IN, plausible=(8 * 60, 17 * 60)),
    Category.STREET_FOOD: CategoryTraits(
        _F, "street food", (20, 40, 60), _OUT, plausible=(11 * 60, 20 * 60)
    ),
    Category.FOOD_HALL: CategoryTraits(
        _F, "food hall", (30, 55, 90), _IN, plausible=(11 * 60, 20 * 60)
    ),
    Category.FAST_FOOD: CategoryTraits(
        _F, "quick bite", (20, 35, 50), _IN, plausible=(11 * 60, 21 * 60)
    ),
    Category.BAR: CategoryTraits(
        _F, "bar", (40, 75, 150), _IN, dayparts=(_E, _N), plausible=(17 * 60, 24 * 60)
    ),
    Category.HOTEL: CategoryTraits(_H, "hotel", (0, 0, 0), _IN, plausible=_ALL),
    Category.HOSTEL: CategoryTraits(_H, "hostel", (0, 0, 0), _IN, plausible=_ALL),
    Category.GUESTHOUSE: CategoryTraits(_H, "guesthouse", (0, 0, 0), _IN, plausible=_ALL),
    Category.APARTMENT: CategoryTraits(_H, "apartment", (0, 0, 0), _IN, plausible=_ALL),
    Category.CAMP_SITE: CategoryTraits(_H, "camp site", (0, 0, 0), _OUT, plausible=_ALL),
    Category.LODGING_AREA: CategoryTraits(_H, "area to stay in", (0, 0, 0), _OUT, plausible=_ALL),
    Category.AIRPORT: CategoryTraits(_T, "airport", (0, 0, 0), _IN, plausible=_ALL),
    Category.STATION: CategoryTraits(_T, "railway station", (0, 0, 0), _IN, plausible=_ALL),
    Category.BUS_STATION: CategoryTraits(_T, "bus station", (0, 0, 0), _IN, plausible=_ALL),
    Category.FERRY_TERMINAL: CategoryTraits(_T, "ferry terminal", (0, 0, 0), _IN, plausible=_ALL),
}
