"""Days that words stand for: weekdays, weekends, feasts, parts of months, relative to a date."""

from __future__ import annotations

import calendar
import datetime as dt

DAY = dt.timedelta(days=1)
MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan", "february feb", "march mar", "april apr", "may", "june jun", "july jul",
            "august aug", "september sept sep", "october oct", "november nov", "december dec",
        ),
        1,
    )
    for name in names.split()
}  # fmt: skip
WEEKDAYS = {
    name: number
    for number, names in enumerate(
        (
            "monday mon", "tuesday tues tue", "wednesday wed", "thursday thurs thur thu",
            "friday fri", "saturday sat", "sunday sun",
        )
    )
    for name in names.split()
}  # fmt: skip
#: Seasons as the northern half of the world has them -> first month; three months each.
SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12}


def next_date(month: int, day: int, today: dt.date) -> dt.date | None:
    """The first such day from ``today`` on; None where no year has it."""
    for year in range(today.year, today.year + 9):
        try:
            found = dt.date(year, month, day)
        except ValueError:
            continue
        if found >= today:
            return found
    return None


def next_weekday(weekday: int, today: dt.date) -> dt.date:
    """The first such weekday after ``today``."""
    return today + DAY * ((weekday - today.weekday() - 1) % 7 + 1)


def month_year(month: int, today: dt.date) -> int:
    """The year of the next such month that is not over."""
    return today.year + (month < today.month)


def month_days(year: int, month: int) -> int:
    """How many days a month has."""
    return calendar.monthrange(year, month)[1]


def part_of_month(part: str, year: int, month: int) -> tuple[dt.date, dt.date]:
    """First and last day of the early, mid or late part of a month, or of all of it."""
    last = month_days(year, month)
    first, end = {"early": (1, 10), "mid": (11, 20), "late": (21, last)}.get(part, (1, last))
    return dt.date(year, month, first), dt.date(year, month, end)


def quarter(year: int, month: int) -> tuple[dt.date, dt.date]:
    """First and last day of the three months that begin with this one."""
    over, last = divmod(month + 1, 12)
    end = year + over, last + 1
    return dt.date(year, month, 1), dt.date(*end, month_days(*end))


def week_of_month(number: int, year: int, month: int) -> tuple[dt.date, dt.date]:
    """The n-th seven days of a month; -1 is the last seven."""
    last = month_days(year, month)
    first = last - 6 if number == -1 else 7 * (number - 1) + 1
    return dt.date(year, month, first), dt.date(year, month, min(first + 6, last))


def weekend_of_month(number: int, year: int, month: int) -> tuple[dt.date, dt.date]:
    """The n-th weekend whose Saturday is in a month; -1 is the last."""
    days = range(1, month_days(year, month) + 1)
    saturdays = [day for day in (dt.date(year, month, d) for d in days) if day.weekday() == 5]
    saturday = saturdays[-1] if number == -1 else saturdays[min(number, len(saturdays)) - 1]
    return saturday, saturday + DAY


def easter(year: int) -> dt.date:
    """Easter Sunday of the western churches (anonymous Gregorian computus)."""
    a, b, c = year % 19, year // 100, year % 100
    h = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    k = (32 + 2 * (b % 4) + 2 * (c // 4) - h - c % 4) % 7
    m = (a + 11 * h + 22 * k) // 451
    month, day = divmod(h + k - 7 * m + 114, 31)
    return dt.date(year, month, day + 1)


def feast(name: str, year: int) -> tuple[dt.date, dt.date]:
    """The days off around a feast."""
    if name.startswith("easter"):
        sunday = easter(year)
        return sunday - 2 * DAY, sunday + DAY
    if name.startswith("new year"):
        return dt.date(year, 12, 30), dt.date(year + 1, 1, 2)
    return dt.date(year, 12, 24), dt.date(year, 12, 26)
