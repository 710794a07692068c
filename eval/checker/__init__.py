"""The independent judge of a plan: every rule of ``docs/rules.md`` by code of its own."""

from __future__ import annotations

from eval.checker.case import Directory, Finding
from eval.checker.directory import CatalogueDirectory
from eval.checker.judge import RULES, check

__all__ = ["RULES", "CatalogueDirectory", "Directory", "Finding", "check"]
