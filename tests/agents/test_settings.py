"""Settings: read from one file and the environment, and told apart when wrong."""

from __future__ import annotations

import ast
import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from agents.settings import Loaded, keys, load
from planner.errors import SettingsError
from tests.agents.harness import UNSET, wayplan_set_to

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.agents.harness import FakeApp

ROOT = Path(__file__).parents[2]


def _loaded(home: Path, toml: str = "", **variables: str) -> Loaded:
    """Settings of a machine with this home, file and environment."""
    file = home / ".config" / "wayplan" / "config.toml"
    if toml:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(toml, encoding="utf-8")
    return load(variables, home)


def _faults(home: Path, toml: str = "", **variables: str) -> list[str]:
    with pytest.raises(SettingsError) as caught:
        _loaded(home, toml, **variables)
    return str(caught.value).splitlines()


def test_without_a_file_all_is_as_it_comes(tmp_path: Path) -> None:
    """No model, the cities that ship, and data in the user's folder."""
    loaded = _loaded(tmp_path)
    assert loaded.origins == {}
    assert loaded.settings.llm is None
    assert loaded.settings.next_poi is None
    assert loaded.settings.threads == tmp_path / ".local" / "share" / "wayplan" / "threads.db"
    assert loaded.file == tmp_path / ".config" / "wayplan" / "config.toml"


def test_the_file_is_read_and_paths_lie_beside_it(tmp_path: Path) -> None:
    """Tables, lists, a path of the home and one relative to the file."""
    loaded = _loaded(
        tmp_path,
        'catalogues = ["~/a.db", "b.db"]\n[llm]\nbase_url = "http://x/v1"\nmodel = "m"\n',
    )
    beside = tmp_path / ".config" / "wayplan" / "b.db"
    assert loaded.settings.catalogues == (tmp_path / "a.db", beside)
    assert loaded.settings.llm is not None
    assert (loaded.settings.llm.model, loaded.settings.llm.timeout) == ("m", 20.0)
    assert loaded.origins["llm.model"] == str(loaded.file)


def test_a_variable_goes_before_the_file(tmp_path: Path) -> None:
    """Each setting has one, lists are separated as PATH is, and an empty one is none."""
    loaded = _loaded(
        tmp_path,
        'user = "ada"\nseed = 1\ncurrency = "USD"\n',
        WAYPLAN_SEED="7",
        WAYPLAN_CATALOGUES=os.pathsep.join(("/a.db", "~/b.db")),
        WAYPLAN_CURRENCY="",
    )
    settings = loaded.settings
    assert (settings.user, settings.seed, settings.currency) == ("ada", 7, "USD")
    assert settings.catalogues == (Path("/a.db"), tmp_path / "b.db")
    assert loaded.origins["seed"] == "WAYPLAN_SEED"


def test_the_file_may_be_named(tmp_path: Path) -> None:
    """By WAYPLAN_CONFIG, which must then be there; the usual one follows XDG_CONFIG_HOME."""
    mine = tmp_path / "mine.toml"
    assert _faults(tmp_path, WAYPLAN_CONFIG=str(mine)) == [
        f"WAYPLAN_CONFIG: there is no file {mine}."
    ]
    mine.write_text("seed = 3\n")
    assert _loaded(tmp_path, WAYPLAN_CONFIG=str(mine)).settings.seed == 3
    named = _loaded(tmp_path, XDG_CONFIG_HOME="/conf", XDG_DATA_HOME="/data")
    assert named.file == Path("/conf/wayplan/config.toml")
    assert named.settings.data == Path("/data/wayplan")


def test_faults_name_file_key_value_and_what_was_expected(tmp_path: Path) -> None:
    """All of them at once, one a line."""
    file = tmp_path / ".config" / "wayplan" / "config.toml"
    assert _faults(tmp_path, 'seed = -1\ncolours = "pink"\n', WAYPLAN_CURRENCY="euro") == [
        "WAYPLAN_CURRENCY: currency: String should match pattern '^[A-Z]{3}$', got 'euro'.",
        f"{file}: seed: Input should be greater than or equal to 0, got -1.",
        f"{file}: colours: Input should be 'auto', 'always' or 'never', got 'pink'.",
    ]


@pytest.mark.parametrize(
    ("toml", "variables", "said"),
    [
        ('curency = "EUR"', {}, "curency: there is no such setting; the nearest is currency."),
        ("[llm]\nmodle = 1", {}, "llm.modle: there is no such setting; the nearest is llm.model."),
        ("[lm]\nx = 1", {}, "lm: there is no such setting; the nearest is"),
        ("llm = 3", {}, "llm: expected a table, [llm], got 3."),
        ("seed = ", {}, "expected TOML: Invalid value (at"),
        ("", {"WAYPLAN_SEDE": "1"}, "WAYPLAN_SEDE: there is no such setting; the nearest is"),
        ('[llm]\nmodel = "m"', {}, "llm.base_url: Field required."),
        ("", {"WAYPLAN_ROUTER": "http://x"}, "WAYPLAN_ROUTER: router: String should match"),
    ],
)
def test_what_is_unknown_or_lacking_is_told(
    tmp_path: Path, toml: str, variables: dict[str, str], said: str
) -> None:
    """A misspelt key with the nearest one, a table that is none, a key that another needs."""
    assert any(said in line for line in _faults(tmp_path, toml, **variables))


def test_secrets_are_never_shown(tmp_path: Path) -> None:
    """Not in the settings' own words, and not where they are wrong."""
    secret = {"WAYPLAN_LLM_API_KEY": "sk-1234", "WAYPLAN_POSTGRES": "postgresql://me:pw@h/d"}
    server = {"WAYPLAN_LLM_BASE_URL": "http://x/v1", "WAYPLAN_LLM_MODEL": "m"}
    settings = _loaded(tmp_path, **secret, **server).settings
    assert not any(word in f"{settings!r} {settings}" for word in ("1234", "pw"))
    (wrong,) = _faults(tmp_path, "[llm]\napi_key = 1234\n", **server)
    assert "1234" not in wrong


def test_every_setting_is_described() -> None:
    """The page of the settings names each of them, and its variable."""
    page = (ROOT / "docs" / "settings.md").read_text(encoding="utf-8")
    assert [key.name for key in keys() if f"`{key.name}`" not in page] == []


def test_the_commands_take_them_as_defaults(fake: FakeApp) -> None:
    """An option that is given goes before."""
    settings = UNSET.settings.model_copy(
        update={"seed": 7, "catalogues": (Path("a.db"), Path("b.db"))}
    )
    loaded = Loaded(settings, UNSET.file, {})
    for given, seed in ((), 7), (("--seed", 3), 3):
        assert wayplan_set_to(loaded, "plan", "--city", "lumen", *given).exit_code == 0
        asked = fake.asked[-1][1]
        assert (asked["seed"], asked["catalogues"]) == (seed, [Path("a.db"), Path("b.db")])


def _environment_readers(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and node.attr in ("environ", "getenv", "environb"):
            yield f"line {node.lineno}: {node.attr}"
        if isinstance(node, ast.keyword) and node.arg == "envvar":
            yield f"line {node.value.lineno}: envvar"


def test_nothing_else_reads_the_environment() -> None:
    """Only the settings do."""
    found = {
        path.relative_to(ROOT).as_posix(): readers
        for layer in ("planner", "tools", "agents", "eval")
        for path in (ROOT / layer).rglob("*.py")
        if (readers := list(_environment_readers(ast.parse(path.read_text(encoding="utf-8")))))
    }
    assert set(found) == {"agents/settings.py"}
