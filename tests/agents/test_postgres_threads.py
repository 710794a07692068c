"""Conversations in a PostgreSQL database that is lost on the way."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from pydantic import SecretStr

from agents.threads import open_threads
from agents.turn import Began
from planner.errors import ServiceError, SettingsError
from tests.agents.postgres import database, lose_connections
from tests.agents.talk import TURNS, names, talk

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def trips(postgres: Path) -> Iterator[SecretStr]:
    """An empty database."""
    with database(postgres, "trips") as address:
        yield address


def test_a_connection_lost_between_turns_is_made_anew(postgres: Path, trips: SecretStr) -> None:
    """Who goes on after the server was started anew notices nothing."""
    with talk(trips, time_limit=0.05) as session:
        session.say(TURNS[0])
        lose_connections(postgres, "trips")
        assert session.questions == ()
        lose_connections(postgres, "trips")
        session.say(TURNS[1])
        assert "Grundtvig's Church" in names(session.plan)


def test_a_connection_lost_in_a_turn_ends_it(postgres: Path, trips: SecretStr) -> None:
    """The thread is not held any more, so nothing is written; the turn is resumed afterwards."""
    with talk(trips) as session:
        turn = session.stream(TURNS[0])
        with pytest.raises(ServiceError, match="PostgreSQL database does not answer"):
            for event in turn:
                if isinstance(event, Began) and event.node == "gather":
                    lose_connections(postgres, "trips")
        assert session.unfinished
        resumed = session.resume()
    with talk() as undisturbed:
        assert resumed == undisturbed.say(TURNS[0])


def test_an_address_that_is_none_is_told() -> None:
    """What is no address is the user's to mend; a server that is not there may come back."""
    pytest.importorskip("langgraph.checkpoint.postgres")
    with pytest.raises(SettingsError, match="postgres: expected postgresql://"):
        open_threads(SecretStr("nonsense of mine"))
    with pytest.raises(ServiceError, match="does not answer"):
        open_threads(SecretStr("postgresql://me@/trips?host=/no/such/folder"))
