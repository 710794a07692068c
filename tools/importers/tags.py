"""What OpenStreetMap tags mean to a traveller: the rules of ``osm_tags.toml``, read and applied."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any, NamedTuple

from planner.taxonomy import Category

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

ANY = "*"
UNWANTED = "not of interest to a traveller"


class Term(NamedTuple):
    """One comparison of a condition; ``values`` holding ``*`` means any value."""

    key: str
    values: frozenset[str]
    negated: bool

    def fits(self, tags: Mapping[str, frozenset[str]]) -> bool:
        """Whether tags, each split into its values, satisfy the comparison."""
        found = tags.get(self.key)
        fits = found is not None and (ANY in self.values or not self.values.isdisjoint(found))
        return fits is not self.negated


Condition = tuple[Term, ...]


@dataclass(frozen=True, slots=True)
class Rule:
    """Conditions of which one must fit, and what follows: a category, a skip, a tag to add.

    Attributes:
        everyday: whether it is of a kind that every town has and nobody travels for.
    """

    conditions: tuple[Condition, ...]
    category: Category | None = None
    skip: str = ""
    tags: tuple[str, ...] = ()
    everyday: bool = False


class _RuleIndex:
    """Rules by a key that each of their conditions needs, so that few are tried on one feature."""

    def __init__(self, rules: Iterable[Rule]) -> None:
        self._by_key: dict[str, list[tuple[int, Condition]]] = {}
        for order, rule in enumerate(rules):
            for condition in rule.conditions:
                key = next(term.key for term in condition if not term.negated)
                self._by_key.setdefault(key, []).append((order, condition))

    def fitting(self, tags: Mapping[str, frozenset[str]]) -> list[int]:
        """Positions of the rules of which a condition is satisfied, in order."""
        found = {
            order
            for key in tags
            for order, condition in self._by_key.get(key, ())
            if all(term.fits(tags) for term in condition)
        }
        return sorted(found)


class Match(NamedTuple):
    """What a feature is.

    Attributes:
        category: None where it is skipped, with ``reason``.
        order: position of the rule that decided; earlier rules are the surer ones.
        everyday: of a kind that every town has and nobody travels for.
    """

    category: Category | None
    tags: tuple[str, ...]
    reason: str
    order: int
    everyday: bool = False


@dataclass(frozen=True, slots=True)
class Popularity:
    """Base of each category and weight of each sign (the formula stands in ``osm_tags.toml``).

    Attributes:
        chains: categories whose encyclopedia articles are about the chain, not the place.
    """

    chains: tuple[str, ...]
    base: Mapping[str, float]
    evidence: Mapping[str, float]


class TagMap:
    """The rules in force. Takes the parsed TOML.

    Raises:
        ValueError: a condition that is not of the form described in the file.
    """

    def __init__(self, raw: Mapping[str, Any]) -> None:
        """Read the rules."""
        self.rules = tuple(
            Rule(
                _conditions(row["any"]),
                Category(row["category"]) if "category" in row else None,
                row.get("skip", ""),
                tuple(row.get("tags", ())),
                row.get("everyday", False),
            )
            for row in raw["rule"]
        )
        self._adders = tuple(
            Rule(_conditions(row["any"]), tags=(row["add"],)) for row in raw["tag"]
        )
        self._rule_index, self._adder_index = _RuleIndex(self.rules), _RuleIndex(self._adders)
        self.popularity = Popularity(**raw["popularity"])

    @property
    def keys(self) -> tuple[str, ...]:
        """Every key of which a rule needs a value: what lacks all of them is never a place."""
        terms = (term for rule in self.rules for condition in rule.conditions for term in condition)
        return tuple(dict.fromkeys(term.key for term in terms if not term.negated))

    def key_of(self, value: str) -> str | None:
        """The key under which the rules know a bare value: ``cafe`` -> ``amenity``."""
        for rule in self.rules:
            for term in (term for condition in rule.conditions for term in condition):
                if value in term.values and not term.negated:
                    return term.key
        return None

    def classify(self, tags: Mapping[str, str], category: Category | None = None) -> Match:
        """What the tags say; ``category`` settles the category where the source knows it."""
        split = {key: frozenset(values_of(text)) for key, text in tags.items()}
        extra = tuple(self._adders[order].tags[0] for order in self._adder_index.fitting(split))
        if category is not None:
            return Match(category, extra, "", 0)
        fitting = self._rule_index.fitting(split)
        if not fitting:
            return Match(None, (), UNWANTED, len(self.rules))
        rule = self.rules[fitting[0]]
        tags_of = (*rule.tags, *extra)
        return Match(rule.category, tags_of, rule.skip, fitting[0], rule.everyday)


@lru_cache(maxsize=1)
def default_tag_map() -> TagMap:
    """The rules that ship with Wayplan."""
    return TagMap(load_toml("osm_tags.toml"))


def load_toml(name: str) -> dict[str, Any]:
    """A mapping file of this package, parsed."""
    return tomllib.loads(files("tools.importers").joinpath(name).read_text("utf-8"))


def values_of(text: str) -> tuple[str, ...]:
    """The values of a tag that may hold several: ``a; b`` -> ``a``, ``b``."""
    return tuple(dict.fromkeys(part for raw in text.split(";") if (part := raw.strip())))


def _conditions(texts: Iterable[str]) -> tuple[Condition, ...]:
    return tuple(_condition(text) for text in texts)


def _condition(text: str) -> Condition:
    terms = tuple(_term(part.strip()) for part in text.split("&"))
    if all(term.negated for term in terms):
        raise ValueError(f"Expected a condition that needs some tag, got {text!r}.")
    return terms


def _term(text: str) -> Term:
    key, equals, values = text.partition("=")
    if not (key and equals and values):
        raise ValueError(f"Expected a condition such as 'amenity=cafe', got {text!r}.")
    return Term(key.removesuffix("!"), frozenset(values.split("|")), key.endswith("!"))
