"""The commands ``wayplan profile`` and ``wayplan memory``."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from tests.agents.harness import refused, wayplan
from tests.agents.profiler.harness import eight_months

if TYPE_CHECKING:
    from pathlib import Path


def test_an_instruction_is_kept_listed_and_forgotten(tmp_path: Path) -> None:
    """Added in plain words, listed with its scope and key, forgotten by the key."""
    store = ("--store", tmp_path / "memory.db")
    added = wayplan("memory", "add", "in Rome no taxis; always wear hats", *store)
    assert added.stdout == "Remembered: in Rome no taxis  (city: rome)\n"
    assert "Not understood: 'always wear hats'." in added.stderr
    listed = wayplan("memory", "list", *store).stdout
    key = listed.split()[0]
    refused(wayplan("memory", "forget", "zzz", *store), "Nothing is remembered under zzz")
    assert wayplan("memory", "forget", key, *store).stdout == "Forgotten: 1 entry.\n"
    assert wayplan("memory", "list", *store).stdout == "Nothing is remembered.\n"


def test_a_profile_is_imported_shown_changed_exported_and_deleted(tmp_path: Path) -> None:
    """From check-ins to a profile; a claim reworded, one struck, all of it out, all of it gone."""
    csv, out = tmp_path / "visits.csv", tmp_path / "profile.json"
    csv.write_text(eight_months())
    store = ("--store", tmp_path / "memory.db")
    for _ in range(2):
        done = wayplan("profile", "import", csv, *store)
        assert done.stdout.startswith("24 check-ins of 16 days; the profile holds")
    shown = wayplan("profile", "show", *store).stdout
    assert "[likes:museum]" in shown and "8 of 17 places" in shown
    wayplan("profile", "edit", "likes:museum", "I hate museums", *store)
    wayplan("profile", "delete", "likes:thai", *store)
    assert wayplan("profile", "export", "--out", out, *store).exit_code == 0
    data = json.loads(out.read_text())
    assert data["profile"]["tastes"]["likings"]["museum"] < 0
    assert "thai" not in data["profile"]["tastes"]["likings"]
    assert len(data["entries"]) == 18
    assert wayplan("profile", "delete", "--all", *store).stdout == "Forgotten: 18 entries.\n"
    assert wayplan("profile", "show", *store).stdout == "Nothing is known yet.\n"


def test_what_cannot_be_done_is_told(tmp_path: Path) -> None:
    """Unknown claims, neither or both of name and --all, words without an instruction."""
    store = ("--store", tmp_path / "memory.db")
    refused(wayplan("profile", "edit", "likes:nothing", "x", *store), "got 'likes:nothing'")
    refused(wayplan("profile", "delete", *store), "either the name of a claim or --all")
    refused(wayplan("memory", "forget", *store), "either keys or --all")
    refused(wayplan("memory", "add", "hello there", *store), "got 'hello there'")
