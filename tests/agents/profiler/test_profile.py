"""From check-ins, trips and words to a profile that its owner can change."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from agents.entries import CheckIn, Edit, Instruction, Outing, PastTrip, Remark, Stop
from agents.language import Context, read
from agents.memory.standing import read_standing
from agents.profiler import profile_of
from agents.profiler.checkins import read_outings
from agents.profiler.habits import Habits
from planner.errors import ImportFileError, SettingsError
from planner.profile import GREATEST, LEAST, TRAITS, Tastes
from planner.taxonomy import Category
from tests.agents.memory.harness import NAMES
from tests.agents.profiler.harness import HEAD, ROWS
from tests.tiny_places import PLACES

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from agents.entries import Entry
    from planner.profile import Claim

AT = dt.datetime(2027, 1, 1, tzinfo=dt.UTC)
MONDAY = dt.date(2026, 3, 2)


def _outings(*visits: tuple[str, Category | None, int], days: int = 10) -> list[Entry]:
    """The same visits (label, kind, minute) on so many days, to another place each day."""
    return [
        Outing(
            at=AT,
            text="day",
            day=MONDAY + dt.timedelta(days=day),
            visits=tuple(
                CheckIn(minute=minute, place=f"{label} {day}", label=label, category=kind)
                for label, kind, minute in visits
            ),
        )
        for day in range(days)
    ]


def _remark(text: str, day: int = 1) -> Remark:
    at = dt.datetime(2027, 1, day, tzinfo=dt.UTC)
    return Remark(at=at, text=text, items=read(text, Context(at.date(), NAMES)).items)


def _texts(claims: Sequence[Claim]) -> list[str]:
    return [claim.text for claim in claims]


def test_nothing_known_claims_nothing() -> None:
    """Of a stranger there is no claim, no taste, and five traits without a level."""
    found = profile_of([])
    assert found.claims == () and found.paragraph == ""
    assert [(trait.name, trait.level) for trait in found.traits] == [(t, None) for t in TRAITS]
    assert found.tastes == Tastes()


def test_check_ins_tell_likings_hours_and_three_traits() -> None:
    """Each claim carries its counts; no visit tells agreeableness or emotional stability."""
    found = profile_of(
        _outings(("Art Museum", Category.MUSEUM, 600), ("Pub", Category.BAR, 1260), days=20)
    )
    assert "Often seeks out museum." in _texts(found.preferences)
    museum = next(c for c in found.preferences if c.id == "likes:museum")
    assert museum.evidence == "20 of 40 places checked in at"
    assert museum.date == MONDAY + dt.timedelta(days=19)
    assert "Is usually out and about on weekdays from 10:00." in _texts(found.routines)
    assert "Art Museum: in the morning on weekdays." in _texts(found.routines)
    levels = {trait.name: trait.level for trait in found.traits}
    assert levels["openness"] == "high" and levels["extraversion"] == "high"
    assert levels["agreeableness"] is None and levels["emotional stability"] is None
    assert found.tastes.novelty == 1.0


def test_likings_are_within_their_group_and_shrunk() -> None:
    """Eating out says nothing of museums, and few visits tell less than many."""
    few, many = (
        Habits(_outings(("Art Museum", Category.MUSEUM, 600), days=days)).likings()["museum"]
        for days in (2, 40)
    )
    with_meals = Habits(
        _outings(("Art Museum", Category.MUSEUM, 600), ("Diner", Category.RESTAURANT, 720), days=2)
    ).likings()
    assert 0 < few < many
    assert with_meals["museum"] == few


def test_one_place_gone_to_every_day_is_a_routine_and_no_taste() -> None:
    """Likings count places, routines count visits."""
    days = _outings(("Art Museum", Category.MUSEUM, 600), days=20)
    same = [
        day.model_copy(update={"visits": (day.visits[0].model_copy(update={"place": "x"}),)})
        for day in days
        if isinstance(day, Outing)
    ]
    often, found = profile_of(days), profile_of(same)
    assert found.tastes.likings["museum"] < often.tastes.likings["museum"] / 2
    assert [claim.id for claim in found.preferences] == ["goes:art museum"]
    assert "Art Museum: in the morning on weekdays." in _texts(found.routines)


def test_attributes_are_only_what_was_told() -> None:
    """Diet and children come of words, with the words; a diet given up is gone."""
    found = profile_of([_remark("We are vegetarian and travel with our kids of 6 and 9.")])
    assert [c.id for c in found.attributes] == ["diet:vegetarian", "company:children"]
    assert "said 'We are vegetarian" in found.attributes[0].evidence
    later = [_remark("I'm vegetarian."), _remark("I'm no longer vegetarian.", 5)]
    assert profile_of(later).attributes == ()


def test_the_last_word_on_a_taste_counts_and_goes_before_check_ins() -> None:
    """Loved, then hated: hated, whatever is visited."""
    seen = _outings(("Art Museum", Category.MUSEUM, 600), days=20)
    found = profile_of([*seen, _remark("I love museums"), _remark("I hate museums", 9)])
    assert found.tastes.likings["museum"] == -0.8
    assert [c.text for c in found.preferences if c.id == "likes:museum"] == ["Wants no museum."]


def test_what_holds_for_some_trips_is_no_trait_of_the_traveller() -> None:
    """An instruction with a scope makes neither a claim nor a taste."""
    scoped = read_standing("With the kids never museums.", Context(AT.date(), NAMES), AT)
    general = read_standing("Never museums.", Context(AT.date(), NAMES), AT)
    assert isinstance(scoped.instructions[0], Instruction)
    assert profile_of(scoped.instructions).claims == ()
    assert profile_of(general.instructions).tastes.likings["museum"] < 0


def test_stops_taken_out_of_plans_tell_against_their_kind() -> None:
    """Two churches taken out are told; kept stops only hold against it."""
    stops = [
        Stop(place_id=f"c{i}", name="Church", category=Category.RELIGIOUS_SITE, dropped=i < 2)
        for i in range(4)
    ]
    trip = PastTrip(at=AT, text="trip", trip="t", cities=("rome",), start=MONDAY, days=2,
                    stops=tuple(stops))  # fmt: skip
    found = profile_of([trip])
    assert found.tastes.likings["religious_site"] < 0
    (claim,) = found.preferences
    assert claim.evidence == "took 2 of 4 out of 1 plans"
    assert found.tastes.been == {"c2", "c3"}


def test_the_owner_has_the_last_word() -> None:
    """A claim struck is gone with its effect; one reworded stands so, and its taste counts."""
    seen = _outings(("Art Museum", Category.MUSEUM, 600), days=20)
    struck = Edit(at=AT, text="not", claim="likes:museum", words=None)
    found = profile_of([*seen, struck])
    assert "likes:museum" not in {claim.id for claim in found.claims}
    assert "museum" not in found.tastes.likings
    words = "I hate museums"
    items = read(words, Context(AT.date())).items
    own = Edit(at=AT, text=words, claim="likes:museum", words=words, items=items)
    found = profile_of([*seen, own])
    assert [c.source for c in found.claims if c.id == "likes:museum"] == ["owner"]
    assert found.tastes.likings["museum"] == -0.8
    no_trait = Edit(at=AT, text="not", claim="trait:openness", words=None)
    traits = profile_of([*_outings(("Pub", Category.BAR, 1260), days=40), no_trait]).traits
    assert [(t.level, t.claim) for t in traits if t.name == "openness"] == [(None, None)]


def test_a_writer_writes_the_paragraph_and_nothing_else() -> None:
    """The claims stay as they are; without an answer of the writer they are strung together."""

    class Poet:
        def __init__(self, answer: str | None) -> None:
            self.answer = answer

        def paragraph(self, claims: Sequence[Claim]) -> str | None:
            return self.answer

    told = [_remark("I love museums")]
    written, plain = (profile_of(told, Poet(answer)) for answer in ("A poem.", None))
    assert written.paragraph == "A poem."
    assert plain.paragraph == "Loves museum."
    assert written.claims == plain.claims


def test_taste_is_a_factor_on_a_place_within_bounds() -> None:
    """Likings of kind and tags multiply; where one has been counts for who seeks the new."""
    place = PLACES[0]
    assert Tastes().factor(place) == 1.0
    kind = place.category.value
    assert 1.0 < Tastes(likings={kind: 0.3}).factor(place) < GREATEST
    assert Tastes(likings={kind: 9.0}).factor(place) == GREATEST
    assert Tastes(likings={kind: -9.0}).factor(place) == LEAST
    been = frozenset((place.id,))
    assert Tastes(been=been, novelty=1.0).factor(place) == 0.5
    assert Tastes(been=been, novelty=0.0).factor(place) == 2.0


def test_check_ins_are_read_by_local_day_and_kind(tmp_path: Path) -> None:
    """Kinds are ours where they are something on a trip; a restaurant has its cuisine."""
    path = tmp_path / "visits.csv"
    path.write_text(HEAD + ROWS)
    first, second = read_outings(path)
    assert (first.day, [v.minute for v in first.visits]) == (MONDAY, [600, 1200])
    assert [v.category for v in first.visits] == [Category.MUSEUM, Category.RESTAURANT]
    assert first.visits[1].cuisine == "thai"
    assert second.visits[0].category is None


def test_a_column_map_names_columns_and_kinds(tmp_path: Path) -> None:
    """A table of any layout is read with a map of its own."""
    path, layout = tmp_path / "visits.csv", tmp_path / "map.toml"
    path.write_text("who,where,what,y,x,when\nme,a,Kunsthalle,40.7,-74,2026-03-02T10:00:00\n")
    layout.write_text(
        '[columns]\nuser="who"\nplace="where"\ncategory="what"\nlat="y"\nlon="x"\ntime="when"\n'
        '[categories]\n"Kunst*"="gallery"\n'
    )
    ((visit,),) = (outing.visits for outing in read_outings(path, layout))
    assert visit.category is Category.GALLERY


def test_what_cannot_be_read_is_told(tmp_path: Path) -> None:
    """Several persons and none named, no such person, no such column, a map that is none."""
    path = tmp_path / "visits.csv"
    path.write_text(HEAD + ROWS + ROWS.replace("7,", "8,"))
    with pytest.raises(SettingsError, match="--only: expected one of the 2 persons"):
        read_outings(path)
    with pytest.raises(SettingsError, match="got '9'"):
        read_outings(path, only="9")
    lame, wrong = tmp_path / "lame.toml", tmp_path / "wrong.toml"
    lame.write_text('[columns]\nuser="u"\n')
    with pytest.raises(ImportFileError, match="names no column for place"):
        read_outings(path, lame)
    wrong.write_text("not toml at all")
    with pytest.raises(ImportFileError, match="is not a column map"):
        read_outings(path, wrong)
    with pytest.raises(ImportFileError, match="Cannot read the column map"):
        read_outings(path, tmp_path / "none.toml")
