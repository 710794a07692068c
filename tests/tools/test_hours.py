"""Opening hours on a date: the rules, holidays, nights, clock changes, and what is unknown."""

from __future__ import annotations

import datetime as dt
import json
import time
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from opening_hours import OpeningHours

from planner.facts import DayHours, Span
from planner.taxonomy import Category
from tests.tools.facts_builders import a_city, a_place
from tools.hours import OpeningHoursBook, explain_hours, normalise, opening

CHRISTMAS = dt.date(2026, 12, 25)  # a Friday
OSM_DATA = Path(__file__).parents[3] / "shared" / "data" / "osm"


def spans(spec: str, day: str, city_id: str = "copenhagen") -> list[tuple[float, float]]:
    """Open hours of the day as (open, close) in hours."""
    city = a_city(city_id)
    answer = opening(a_place(spec, city), city, dt.date.fromisoformat(day))
    assert answer.known, answer.note
    return [(span.open / 60, span.close / 60) for span in answer.spans]


@pytest.mark.parametrize(
    ("spec", "day", "expected"),
    [
        ("Mo-Fr 09:00-17:00", "2026-06-01", [(9, 17)]),
        ("Mo-Fr 09:00-17:00", "2026-06-06", []),
        ("Tu-Su 10:00-12:00,14:00-18:00", "2026-06-02", [(10, 12), (14, 18)]),
        ("10:00-18:00; We off", "2026-06-03", []),
        ("10:00-18:00; Jun-Aug 10:00-22:00", "2026-06-03", [(10, 22)]),
        ("Mo-Fr 10:00-18:00; Jun 03 off", "2026-06-03", []),
        ("Mo-Fr 10:00-18:00, Mo-Fr 12:00-13:00 off", "2026-06-03", [(10, 12), (13, 18)]),
        ("Su[1] 10:00-12:00", "2026-06-07", [(10, 12)]),
        ("Su[1] 10:00-12:00", "2026-06-14", []),
        ("Mo 10:00-12:00; Mo 11:00-15:00", "2026-06-01", [(11, 15)]),
        ("Mo 10:00-12:00, Mo 11:00-15:00", "2026-06-01", [(10, 15)]),
        ("Mo, We 10:00-12:00", "2026-06-01", [(10, 12)]),
        ("24/7; Su off", "2026-06-07", []),
        ("Mo", "2026-06-01", [(0, 24)]),
        ("24/7", "2026-06-01", [(0, 30)]),
    ],
)
def test_rules_give_their_spans(spec: str, day: str, expected: list[tuple[float, float]]) -> None:
    """Weekdays, months, dates, lists, additions and overrides are read by the book."""
    assert spans(spec, day) == expected


def test_an_evening_runs_past_midnight_and_shows_on_both_days() -> None:
    """A bar open Friday night is open early on Saturday too, and past 1440 on Friday."""
    assert spans("Fr 20:00-03:00", "2026-06-05") == [(20, 27)]
    assert spans("Fr 20:00-03:00", "2026-06-06") == [(0, 3)]
    assert spans("Fr 20:00-27:00", "2026-06-06") == [(0, 3)]


def test_the_next_day_s_rule_does_not_cut_the_night() -> None:
    """Friday's small hours belong to Friday, whatever Saturday's rule says."""
    spec = "Mo-Th 17:00-01:00; Fr-Sa 17:00-03:00; Su off"
    assert spans(spec, "2026-06-04") == [(0, 1), (17, 25)]
    assert spans(spec, "2026-06-06") == [(0, 3), (17, 27)]
    assert spans(spec, "2026-06-07") == [(0, 3)]


def test_an_evening_called_off_leaves_no_small_hours() -> None:
    """When Friday evening is off, Saturday's first hours are closed."""
    assert spans("Mo-Sa 20:00-02:00; Jun 05 off", "2026-06-06") == [(20, 26)]


@pytest.mark.parametrize(
    ("city_id", "holiday", "ordinary", "name"),
    [
        ("copenhagen", "2026-04-02", "2026-04-09", "Maundy Thursday"),
        ("rome", "2026-06-02", "2026-06-09", "Republic Day"),
        ("tokyo", "2026-11-03", "2026-11-10", "Culture Day"),
        ("new-york", "2026-11-26", "2026-11-19", "Thanksgiving Day"),
        ("helsinki", "2026-01-06", "2026-01-13", "Epiphany"),
        ("ulm", "2026-06-04", "2026-06-11", "Corpus Christi"),
        ("monaco", "2026-11-19", "2026-11-26", "Prince's Day"),
    ],
)
def test_public_holidays_gate_their_rules(
    city_id: str, holiday: str, ordinary: str, name: str
) -> None:
    """``PH off`` closes and ``PH 12:00-14:00`` replaces on the country's holidays only."""
    assert spans("Mo-Su 09:00-17:00; PH off", holiday, city_id) == []
    assert spans("Mo-Su 09:00-17:00; PH off", ordinary, city_id) == [(9, 17)]
    assert spans("Mo-Su 09:00-17:00; PH 12:00-14:00", holiday, city_id) == [(12, 14)]
    assert spans("Su,PH 10:00-11:00", holiday, city_id) == [(10, 11)]
    assert spans("Su,PH 10:00-11:00", ordinary, city_id) == []
    city = a_city(city_id)
    answer = opening(a_place("09:00-17:00; PH off", city), city, dt.date.fromisoformat(holiday))
    assert name in answer.note


def test_a_subdivision_has_holidays_of_its_own() -> None:
    """Corpus Christi closes in Ulm and not in Hamburg."""
    assert spans("Mo-Su 09:00-17:00; PH off", "2026-06-04", "ulm") == []
    assert spans("Mo-Su 09:00-17:00; PH off", "2026-06-04", "hamburg") == [(9, 17)]


def test_hours_silent_on_holidays_say_so() -> None:
    """Where nothing is said about holidays the usual hours stand, with a warning in the note."""
    note = "Christmas Day: hours on public holidays are not stated"
    answer = opening(a_place("Mo-Fr 09:00-17:00"), a_city(), CHRISTMAS)
    assert answer == DayHours(True, (Span(540, 1020),), note, unstated=True)
    assert not opening(a_place("24/7"), a_city(), CHRISTMAS).unstated
    assert not opening(a_place("Mo-Fr,PH 09:00-17:00"), a_city(), CHRISTMAS).unstated


def test_rules_that_contradict_themselves_on_a_holiday_are_unknown_then() -> None:
    """A later weekday rule that would reopen a holiday makes that date unknown, others not."""
    place, city = a_place("PH off; Mo-Fr 09:00-17:00"), a_city()
    assert not opening(place, city, CHRISTMAS).known
    assert opening(place, city, dt.date(2026, 12, 18)).spans == (Span(540, 1020),)


@pytest.mark.parametrize(
    ("spec", "expected"),
    [
        ("Tu-Su 10:00-17:30; PH 10:00-17:30; Dec 28-Jan 04 off", []),
        ("PH off; Jan 01 10:00-12:00", [(10, 12)]),
        ("Mo-Su 10:00-17:30; PH 10:00-12:00; Jan-Feb off", []),
        ("Th-Fr 10:00-17:00; PH off; Th 10:00-17:00; Jan 01 off", []),
        ("PH 10:00-12:00; Sa 09:00-18:00", [(10, 12)]),
    ],
)
def test_a_later_rule_for_its_own_dates_overrides_a_holiday(
    spec: str, expected: list[tuple[float, float]]
) -> None:
    """On Thursday 1 January 2026 dates of their own and shut seasons have the last word."""
    if spec.startswith("Th-Fr"):
        assert not opening(a_place(spec), a_city(), dt.date(2026, 4, 2)).known  # a Thursday too
    assert spans(spec, "2026-01-01") == expected


@pytest.mark.parametrize(
    "later", ["Th off", "Mo-Fr 09:00-17:00", "Jan-Mar 11:00-15:00", "week 1-10 11:00-15:00"]
)
def test_a_later_rule_on_weekdays_or_seasons_contradicts_a_holiday(later: str) -> None:
    """Whether such a rule means the holiday too cannot be told."""
    answer = opening(a_place(f"PH 10:00-12:00; {later}"), a_city(), dt.date(2026, 1, 1))
    assert not answer.known
    assert "contradict" in answer.note


def test_holidays_not_on_file_make_their_rules_unknown() -> None:
    """Where no calendar of holidays is on file, rules that need one are not guessed at."""
    city = a_city("nowhere").model_copy(update={"country": "ZZ"})
    assert not opening(a_place("09:00-17:00; PH off", city), city, CHRISTMAS).known
    assert opening(a_place("09:00-17:00", city), city, CHRISTMAS).known


def test_the_sun_sets_by_the_place_s_own_sky() -> None:
    """Sunrise and sunset follow coordinates, date and clock, in polar day and night too."""
    (winter,) = spans("sunrise-sunset", "2026-12-21")
    (summer,) = spans("sunrise-sunset", "2026-06-21")
    assert winter[0] == pytest.approx(8.62, abs=0.1)
    assert winter[1] == pytest.approx(15.63, abs=0.1)
    assert summer[1] == pytest.approx(21.97, abs=0.1)
    assert spans("08:00-sunset", "2026-12-21")[0][0] == 8
    assert spans("sunrise-sunset", "2026-12-21", "tromso") == []
    assert spans("sunrise-sunset", "2026-06-21", "tromso")[0][0] == 0


@pytest.mark.parametrize("day", ["2026-03-29", "2026-10-25"])
def test_hours_are_the_wall_clock_s_when_clocks_change(day: str) -> None:
    """On the days of clock changes, opening hours still read as the door says."""
    assert spans("Mo-Su 10:00-18:00", day) == [(10, 18)]
    assert spans("Sa-Su 20:00-05:00", day) == [(0, 5), (20, 29)]


@pytest.mark.parametrize(
    ("spec", "reason"),
    [
        ("Mo-Fr 10:00-18:00; SH off", "school"),
        ("18:00+", "open end"),
        ("sunset+", "open end"),
        ('Mo-Fr 10:00-18:00 || "on call"', "fallback"),
        ("Mo-Fr unknown", "unknown"),
        ("Feb 30 10:00-12:00", "does not exist"),
        ("Apr 31 10:00-12:00", "does not exist"),
        ("10:00-16:00/01:30", "departures"),
        ("PH Mo 10:00-12:00", "ambiguously"),
        ("PH -1 day 10:00-12:00", "count days"),
        ("Mo-Su 10:00-10:00", "same minute"),
        ("9:00-5:00", "12-hour"),
        ("Mo-Sa 12:00-14:00; 19:00-22:00", "without days"),
        ("", "empty"),
        ("x" * 2000, "longer"),
        ("whenever I like", "cannot be read"),
    ],
)
def test_what_the_evaluator_misjudges_is_unknown(spec: str, reason: str) -> None:
    """Such texts give plausible spans with known=False and the reason, never a hard answer."""
    assert reason in (explain_hours(spec) or "")
    answer = opening(a_place(spec), a_city(), dt.date(2026, 6, 1))
    assert not answer.known
    assert answer.spans == (Span(600, 1020),)
    assert reason in answer.note


def test_a_comment_makes_only_its_own_dates_unknown() -> None:
    """Saturdays by appointment leave weekdays known; a comment on a closing closes."""
    place = a_place('Mo-Fr 10:00-18:00; Sa 10:00-12:00 "by appointment"; Su off "family"')
    assert opening(place, a_city(), dt.date(2026, 6, 5)).known
    assert not opening(place, a_city(), dt.date(2026, 6, 6)).known
    assert opening(place, a_city(), dt.date(2026, 6, 7)) == DayHours(True, ())


def test_an_open_end_after_a_stated_close_is_understated() -> None:
    """``18:00-22:00+`` is open until 22:00 at least, and that much is relied on."""
    assert spans("18:00-22:00+", "2026-06-01") == [(18, 22)]


def test_no_hours_are_unknown_unless_the_kind_never_shuts() -> None:
    """A museum without hours is unknown; a square is open by its nature; stated hours win."""
    city, day = a_city(), dt.date(2026, 6, 1)
    assert opening(a_place(None), city, day).known is False
    square = opening(a_place(None, category=Category.SQUARE), city, day)
    assert square == DayHours(True, (Span(0, 1440),), "open by its nature")
    assert opening(a_place("Tu 10:00-12:00", category=Category.PARK), city, day).spans == ()


@pytest.mark.parametrize(
    ("text", "osm"),
    [
        ("9am-5pm", "09:00-17:00"),
        ("Mon-Fri 9am\u20135pm", "Mo-Fr 09:00-17:00"),
        ("daily 09.00-18.00", "Mo-Su 09:00-18:00"),
        ("Tue-Sun 10-18, closed on Mondays", "Tu-Su 10:00-18:00; Mo off"),
        ("9am-5pm Mon-Fri, 10am-4pm Sat", "Mo-Fr 09:00-17:00; Sa 10:00-16:00"),
        ("every day except Tuesday 10am-6pm", "Mo-Su 10:00-18:00; Tu off"),
        ("Monday to Friday: 9:00 AM to 5:00 PM\nSat: Closed", "Mo-Fr 09:00-17:00; Sa off"),
        ("Mo - Sa 8:00 - 22:00", "Mo-Sa 08:00-22:00"),
        ("We-Fr 13:00-18:00 Sa 12:00-18:00", "We-Fr 13:00-18:00; Sa 12:00-18:00"),
        ("Mo-Fr 08:30-13:00, 14:30-18:30, Ph off", "Mo-Fr 08:30-13:00,14:30-18:30; PH off"),
        ("April to Oct: daily 10-18; Nov-Mar: closed", "Apr-Oct Mo-Su 10:00-18:00; Nov-Mar off"),
        ("lundi-vendredi 9h-18h30", "Mo-Fr 09:00-18:30"),
        ("täglich 9-18 Uhr", "Mo-Su 09:00-18:00"),
        ("noon-midnight", "12:00-24:00"),
        ("1-5pm", "13:00-17:00"),
        ("9-5pm", "09:00-17:00"),
        ("open 24 hours", "00:00-24:00"),
        ("Mo-Fr 0900-1700", "Mo-Fr 09:00-17:00"),
        ("Mo-Fr 10:00-13:00 , 14:00-18:00", "Mo-Fr 10:00-13:00, 14:00-18:00"),
        ("Mo-Fr 10:00-18:00;", "Mo-Fr 10:00-18:00"),
        ("Tu, Fr 10:00-18:00; Sa[1], PH off", "Tu,Fr 10:00-18:00; Sa[1],PH off"),
        ("Mo-Fr 10:00-18:00, Sa, Su 12:00-14:00", "Mo-Fr 10:00-18:00, Sa,Su 12:00-14:00"),
    ],
)
def test_plain_slips_are_normalised(text: str, osm: str) -> None:
    """What has one reading is rewritten in OSM syntax and usable."""
    assert normalise(text) == osm
    assert explain_hours(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "10-11pm",
        "9-5",
        "closed on Mondays",
        "closed Mondays, Tue-Sun 10-5pm",
        "Tue-Sun closed Mon 10-5pm",
        "Sat 12am - 11pm",
        "Mo-Fr 16:00-",
        "December 10-18 only",
        "Decembre 10-18",
        "9am",
        "5pm-9",
        "Mo-Fr 10:00-25:99",
        "Mon-Fri 9am-5pm last entry 4pm",
        "13pm-15pm",
        "Mon-Fri 9am-5pm; 6pm-8pm",
    ],
)
def test_what_has_two_readings_is_refused(text: str) -> None:
    """Nothing is guessed: such a text stays unread."""
    assert normalise(text) is None
    assert explain_hours(text) == "cannot be read"


PIECES = """
    Mo Fr Mon PH - , ; 9 10:00 17:00 02:00 5pm am closed except daily Dec 24/7 sunset + || off [1]
"""


@settings(max_examples=300, deadline=None)
@given(
    st.lists(
        st.sampled_from([*PIECES.split(), '"']),
        max_size=9,
    )
)
def test_any_text_gives_an_answer_in_order(parts: list[str]) -> None:
    """No text raises; spans are disjoint, in order, within the day and six hours beyond."""
    answer = opening(a_place(" ".join(parts)), a_city(), CHRISTMAS)
    assert all(0 <= span.open < span.close <= 1800 for span in answer.spans)
    assert all(a.close < b.open for a, b in zip(answer.spans, answer.spans[1:], strict=False))
    assert answer.known or answer.note


@given(st.dates(dt.date(2020, 1, 1), dt.date(2035, 12, 31)), st.integers(0, 6), st.integers(0, 23))
def test_yesterday_s_night_is_today_s_morning(day: dt.date, weekday: int, start: int) -> None:
    """What runs past 1440 on one date is what the next date begins with."""
    name = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")[weekday]
    place, city = a_place(f"{name} {start:02d}:30-{start:02d}:10; PH off"), a_city()
    today = opening(place, city, day)
    tomorrow = opening(place, city, day + dt.timedelta(days=1))
    runs_on = [min(span.close - 1440, 360) for span in today.spans if span.close > 1440]
    begins = [min(span.close, 360) for span in tomorrow.spans if span.open == 0]
    assert runs_on == begins


def test_a_week_of_four_hundred_places_is_quick() -> None:
    """Of 2,800 answers the second asking takes less than a fifth of the first."""
    places = [a_place(f"Mo-Fr 09:{i % 60:02d}-17:{i // 60:02d}; PH off") for i in range(400)]
    city, book = a_city(), OpeningHoursBook()
    days = [dt.date(2026, 6, 1) + dt.timedelta(days=i) for i in range(7)]
    started = time.process_time()
    first = [book.opening(place, city, day) for place in places for day in days]
    cold = time.process_time() - started
    again = [book.opening(place, city, day) for place in places for day in days]
    warm = time.process_time() - started - cold
    assert first == again
    assert warm < cold / 5


def test_a_full_book_starts_afresh(monkeypatch: pytest.MonkeyPatch) -> None:
    """It remembers so many answers at most, and gives the same ones after as before."""
    monkeypatch.setattr("tools.hours._REMEMBERED", 2)
    city, book = a_city(), OpeningHoursBook()
    place = a_place("Mo-Fr 09:00-17:00", city)
    days = [dt.date(2026, 6, number) for number in range(1, 8)]
    first = [book.opening(place, city, day) for day in days]
    assert [book.opening(place, city, day) for day in days] == first
    assert 0 < len(book._answers) <= 2


@pytest.fixture(scope="module")
def real_hours() -> list[str]:
    """Opening hours as mapped in Ulm and Copenhagen."""
    if not OSM_DATA.is_dir():
        pytest.skip("no OpenStreetMap extracts at ../shared/data/osm")
    root = ET.parse(OSM_DATA / "ulm_osm" / "ulm_opening_hours.osm.xml").getroot()
    found = [tag.get("v", "") for tag in root.iter("tag") if tag.get("k") == "opening_hours"]
    features = json.loads((OSM_DATA / "copenhagen_osm" / "cleaned_data.geojson").read_text())
    return found + [f["properties"].get("opening_hours") or "24/7" for f in features["features"]]


def test_real_hours_are_mostly_known(real_hours: list[str]) -> None:
    """At least 95 % of mapped opening hours can carry a hard rule, and none raises."""
    city = a_city("ulm")
    answers = [opening(a_place(spec, city), city, dt.date(2026, 6, 3)) for spec in real_hours]
    assert sum(answer.known for answer in answers) >= 0.95 * len(answers)


def test_real_days_agree_with_the_evaluator(real_hours: list[str]) -> None:
    """Where no night is involved, folding the rules by date gives what the evaluator gives."""
    city, day, compared = a_city("ulm"), dt.date(2026, 6, 3), 0
    start = dt.datetime.combine(day, dt.time())
    for spec in dict.fromkeys(real_hours):
        answer, osm = opening(a_place(spec, city), city, day), normalise(spec)
        if not answer.known or osm is None or "sun" in osm:
            continue
        if any(span.open == 0 or span.close > 1440 for span in answer.spans):
            continue
        intervals = OpeningHours(osm).intervals(start, start + dt.timedelta(days=1))
        expected = [
            ((begin - start).seconds // 60, (end - start) // dt.timedelta(minutes=1))
            for begin, end, state, _ in intervals
            if str(state) == "open"
        ]
        merged = [span for span in expected if span[0] not in {end for _, end in expected}]
        if len(merged) == len(expected):
            assert [tuple(span) for span in answer.spans] == expected, spec
            compared += 1
    assert compared > 1000
