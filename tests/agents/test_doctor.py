"""``wayplan doctor``: what is set, what works, what is used instead."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from pydantic import SecretStr

from agents.doctor import Check, examine
from agents.settings import LlmSettings, Loaded, Settings, load
from tests.agents.harness import wayplan_set_to
from tests.agents.postgres import database
from tests.tools.next_poi.test_client import Server
from tools.catalogue import Catalogue
from tools.next_poi.checkpoint import SHIPPED, Checkpoint

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture
def server() -> Iterator[Server]:
    """A model server that lists one model."""
    running = Server()
    yield running
    running.stop()


def _found(tmp_path: Path, part: str, **settings: Any) -> Check:
    given = Settings(data=tmp_path / "data").model_copy(update=settings)
    return next(check for check in examine(given) if check.part == part)


def test_with_nothing_set_every_part_has_a_stand_in(tmp_path: Path) -> None:
    """Exit code 0, the rules read the words, and memory lies in the data folder."""
    loaded = load({}, tmp_path)
    done = wayplan_set_to(loaded, "doctor")
    assert done.exit_code == 0, done.output
    assert f"No settings: {loaded.file} is not there" in done.stdout
    assert "words:         the built-in language rules\n" in done.stdout
    assert str(loaded.settings.memory) in done.stdout


def test_settings_are_shown_with_where_they_are_from(tmp_path: Path) -> None:
    """Secrets are hidden, in text and in JSON."""
    variables = {
        "WAYPLAN_SEED": "7",
        "WAYPLAN_LLM_BASE_URL": "http://127.0.0.1:9/v1",
        "WAYPLAN_LLM_MODEL": "m",
        "WAYPLAN_LLM_API_KEY": "sk-1234",
    }
    loaded = load(variables, tmp_path)
    text = wayplan_set_to(loaded, "doctor").output
    assert "seed = 7  (WAYPLAN_SEED)" in text
    assert "1234" not in text
    done = wayplan_set_to(loaded, "doctor", "--json")
    assert "1234" not in done.output
    found = json.loads(done.stdout)
    assert found["settings"]["seed"] == {"value": "7", "origin": "WAYPLAN_SEED"}
    assert found["checks"][0]["part"] == "words"


def test_a_model_that_is_served_is_used(tmp_path: Path, server: Server) -> None:
    """Its server is asked for its models, and has to list the one that is set."""
    server.served = "m"
    llm = LlmSettings(base_url=server.url, model="m")
    found = _found(tmp_path, "words", llm=llm)
    assert (found.state, found.uses) == (
        "set",
        "the built-in language rules, and m for what they miss",
    )
    other = _found(tmp_path, "words", llm=llm.model_copy(update={"model": "other"}))
    assert other.uses == "the built-in language rules"
    assert other.fault == f"Expected {server.url} to serve 'other', it serves m."


def test_a_server_that_is_down_is_a_fault_of_the_service(tmp_path: Path, server: Server) -> None:
    """Exit code 4; one of the settings, beside it, makes that 2."""
    url = server.url
    server.stop()
    llm = LlmSettings(base_url=url, model="m", retries=0)
    settings = Settings(data=tmp_path / "data", llm=llm)
    done = wayplan_set_to(Loaded(settings, Path("c.toml"), {}), "doctor")
    assert done.exit_code == 4
    assert f"! The language model at {url} failed: it cannot be reached." in done.stdout
    wrong = settings.model_copy(update={"catalogues": (tmp_path / "none.db",)})
    done = wayplan_set_to(Loaded(wrong, Path("c.toml"), {}), "doctor")
    assert done.exit_code == 2
    assert "none.db" in done.stdout


def test_a_next_place_model_has_to_be_one(tmp_path: Path) -> None:
    """What ships may be named as well; a folder without a model is told."""
    found = _found(tmp_path, "next place", next_poi=SHIPPED)
    assert (found.state, found.uses) == (
        "set", f"{Checkpoint.load(SHIPPED).name}, in this process"
    )  # fmt: skip
    none = _found(tmp_path, "next place", next_poi=tmp_path)
    assert (none.state, none.uses) == ("broken", "the model that ships, in this process")
    assert str(tmp_path) in (none.fault or "")


def test_catalogues_are_opened(tmp_path: Path) -> None:
    """Each is named with its places; a folder stands for all in it."""
    with Catalogue.starter("copenhagen") as store:
        places = store.places(limit=3)
        Catalogue.write(tmp_path / "copenhagen.db", store.city, places)
    found = _found(tmp_path, "cities", catalogues=(tmp_path,))
    assert found.uses == "Copenhagen (3 places), then the cities that ship"
    assert _found(tmp_path, "cities", catalogues=(tmp_path / "x.db",)).state == "broken"


def test_the_database_of_conversations_is_tried(tmp_path: Path, postgres: Path) -> None:
    """One that answers is used; one that does not is a fault of the service, its words shown."""
    with database(postgres, "examined") as address:
        found = _found(tmp_path, "conversations", postgres=address)
    assert (found.state, found.uses) == ("set", "the PostgreSQL database that is set")
    lost = SecretStr("postgresql://me:secret@/trips?host=/no/such/folder")
    found = _found(tmp_path, "conversations", postgres=lost)
    assert found.service
    assert found.fault is not None and "secret" not in found.fault


def test_a_folder_that_cannot_be_written_to_is_told(tmp_path: Path) -> None:
    """Neither memory nor conversations can be kept below a file."""
    (tmp_path / "data").write_text("a file")
    for part in ("memory", "conversations"):
        found = _found(tmp_path, part)
        assert found.state == "broken"
        assert str(tmp_path / "data") in (found.fault or "")


def test_a_router_has_to_answer(tmp_path: Path, server: Server) -> None:
    """Whatever it says; with none, estimates stand in."""
    router = f"osrm+{server.url}"
    assert _found(tmp_path, "travel", router=router).uses == router
    server.stop()
    down = _found(tmp_path, "travel", router=router)
    assert (down.state, down.service, down.uses) == ("broken", True, "estimates with slack")
