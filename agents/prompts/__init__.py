"""Prompts for language models, a file each."""

from __future__ import annotations

from functools import lru_cache
from importlib.resources import files


@lru_cache
def prompt(name: str) -> str:
    """The text of a prompt."""
    return files("agents.prompts").joinpath(f"{name}.md").read_text("utf-8")
