"""Visits from a file, and what they change about a plan."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from agents.visited import prior_of, read_visits
from planner.errors import ImportFileError
from planner.request import Destination, TripRequest
from tools.catalogue import Catalogue
from tools.next_poi.predictor import Visit

if TYPE_CHECKING:
    from pathlib import Path

HEADER = "place,category,time\n"


def test_lines_are_visits(tmp_path: Path) -> None:
    """A place, a kind of place, or both, each with its time."""
    path = tmp_path / "visits.csv"
    path.write_text(f"{HEADER}rome:pantheon,,2026-05-04T18:30+02:00\n,bar,2026-05-05T22:00Z\n")
    first, second = read_visits(path)
    assert (first.place, first.category, first.at.hour) == ("rome:pantheon", "", 18)
    assert (second.place, second.category) == ("", "bar")


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("place,time\n", "category"),
        (f"{HEADER}x,bar,yesterday\n", "Line 2 .*'yesterday'"),
        (f"{HEADER}x,bar,2026-05-04T18:30\n", "with its zone"),
        (f"{HEADER}x\n", "with its zone"),
    ],
)
def test_what_cannot_be_read_is_named(tmp_path: Path, text: str, complaint: str) -> None:
    """The line, what it holds, and what was expected."""
    path = tmp_path / "visits.csv"
    path.write_text(text)
    with pytest.raises(ImportFileError, match=complaint):
        read_visits(path)


def test_an_absent_file_is_named(tmp_path: Path) -> None:
    """It is the user's to mend."""
    with pytest.raises(ImportFileError, match=r"none\.csv"):
        read_visits(tmp_path / "none.csv")


def test_visits_tell_a_taste_for_kinds() -> None:
    """Who went to museums gets museums, told by place or by kind, and the more visits the surer."""
    kyoto, start = Catalogue.starter("kyoto"), dt.date(2027, 4, 2)
    trip = TripRequest(destinations=(Destination(city="kyoto", nights=2),), start=start)
    at = dt.datetime(2026, 5, 4, 15, tzinfo=dt.UTC)
    museum = next(p.id for p in Catalogue.starter("rome").places() if p.category == "museum")

    def factors(*visits: Visit) -> dict[str, float]:
        found = prior_of(trip, [kyoto.places()], {"kyoto": kyoto}, visits)
        return {p.category: found[p.id] for p in kyoto.places() if p.group == "sight"}

    by_kind = factors(Visit("", at, "museum"))
    by_place = factors(Visit(museum, at))
    assert all(told["museum"] > 1 > told["park"] for told in (by_kind, by_place))
    assert factors(*[Visit("", at, "museum")] * 2)["museum"] > by_kind["museum"]
    assert prior_of(trip, [kyoto.places()], {"kyoto": kyoto}, []) == {}


def test_words_of_a_request_are_not_counted_twice() -> None:
    """The planner weighs them as interests; the factors are of the visits alone."""
    kyoto, start = Catalogue.starter("kyoto"), dt.date(2027, 4, 2)
    visits = [Visit("", dt.datetime(2026, 5, 4, 15, tzinfo=dt.UTC), "museum")]
    silent, told = (
        TripRequest(
            destinations=(Destination(city="kyoto", nights=2),), start=start, interests=interests
        )
        for interests in ({}, {"museum": 1.0, "garden": 0.7})
    )
    for known in (visits, []):
        one, other = (
            prior_of(trip, [kyoto.places()], {"kyoto": kyoto}, known) for trip in (silent, told)
        )
        assert one == other
