"""What is asked back of a trip that leaves much open: only what much of the plan hangs on."""

from __future__ import annotations

from tests.agents.talk import talk


def test_what_changes_the_plan_most_is_asked_first() -> None:
    """When one goes to Rome changes more than how long; what is not answered is assumed."""
    with talk(time_limit=0.05) as session:
        season, length = session.say("a trip to Rome for two").questions
        assert season.text == "When do you want to go?"
        assert length.text == "How many days do you have?"
        assert "5 days" in length.answers
        plan = session.say(length.answers[0]).plan
        assert plan is not None
        assert len(plan.days) == 2
        assert any(note.text.startswith("Assumed: start on") for note in plan.notes)


def test_who_does_not_care_is_not_asked_again() -> None:
    """Two questions at most, once; what is then still open is assumed."""
    with talk(time_limit=0.05) as session:
        assert len(session.say("a trip to Copenhagen").questions) == 2
        plan = session.say("whatever you like").plan
        assert plan is not None
        assert len(plan.days) == 3


def test_what_was_said_is_not_asked() -> None:
    """Neither length nor dates are, and where nobody listens nothing is."""
    with talk(time_limit=0.05) as session:
        assert session.say("a day in Copenhagen on 8 June").questions == ()
