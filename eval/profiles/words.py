"""Profiles in words, ours beside those of a large model: which kinds of places do they tell.

Both are read by the same embedder: a kind of place is as likely as the phrase nearest to it. Only
kinds that are something on a trip count, and only phrases that say what one likes or does.
"""

from __future__ import annotations

import gzip
import json
from typing import TYPE_CHECKING, Any

import numpy as np

from agents.profiler.habits import USUAL
from agents.profiler.routines import haunt_claims, liking_claims, routine_claims
from eval.profiles.foretold import Told, first_of
from planner.errors import ImportFileError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from numpy.typing import NDArray

    from agents.embedding import Embedder
    from eval.profiles.foretold import Crowd, Person

    Vectors = NDArray[np.float32]

#: Writers of profiles.
OURS, MODEL = "rules", "large model"


def read_profiles(path: Path) -> dict[int, list[str]]:
    """Phrases of each person of a file of profiles in JSON lines (``.gz`` too), by index.

    Raises:
        ImportFileError: the file cannot be read, or a line lacks a field.
    """
    try:
        data = path.read_bytes()
        lines = (gzip.decompress(data) if path.suffix == ".gz" else data).splitlines()
        return {int(row["user_index"]): _phrases(row) for row in map(json.loads, lines)}
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise ImportFileError(f"Cannot read profiles from {path}: {error!r}.") from error


def _phrases(row: Mapping[str, Any]) -> list[str]:
    return [str(phrase) for phrase in (*row["preferences"], *row["routines"])]


def our_phrases(person: Person) -> list[str]:
    """What our profile says a person likes and does."""
    habits = person.before
    claims = (*liking_claims(habits, USUAL), *haunt_claims(habits), *routine_claims(habits))
    return [claim.text for claim in claims]


class Reader:
    """Tells kinds of places from phrases.

    Args:
        labels: the kinds there are.
    """

    def __init__(self, embed: Embedder, labels: Sequence[str]) -> None:
        self._embed = embed
        self._labels = tuple(labels)
        self._kinds: Vectors = np.asarray(embed(self._labels), np.float32)
        self._known: dict[str, Vectors] = {}

    def likeness(self, phrases: Sequence[str]) -> dict[str, float]:
        """How near the nearest phrase is to each kind, by its name."""
        new = [phrase for phrase in dict.fromkeys(phrases) if phrase not in self._known]
        vectors = (np.asarray(vector, np.float32) for vector in self._embed(new))
        self._known |= zip(new, vectors, strict=True)
        near = (self._kinds @ np.stack([self._known[p] for p in phrases]).T).max(axis=1)
        return dict(zip(self._labels, map(float, near), strict=True))


def trip_labels(people: Sequence[Person]) -> list[str]:
    """What the source calls the kinds of places that are something on a trip."""
    visits = (v for person in people for v in (*person.before.visits, *person.after))
    return sorted({visit.label for visit in visits if visit.category is not None})


def words_told(
    people: Sequence[Person],
    indices: Sequence[int],
    crowd: Crowd,
    profiles: Mapping[int, Sequence[str]],
    embed: Embedder,
) -> dict[str, list[Told]]:
    """Hits among the first five kinds by crowd and by either's words, of whom both wrote of.

    Args:
        indices: of each person in ``profiles``.
    """
    labels = trip_labels(people)
    reader = Reader(embed, labels)
    usual = first_of({label: crowd.labels.get(label, 0.0) for label in labels})
    told: dict[str, list[Told]] = {OURS: [], MODEL: []}
    for person, index in zip(people, indices, strict=True):
        ours, theirs = our_phrases(person), profiles.get(index, ())
        if not ours or not theirs:
            continue
        visits = [visit.label for visit in person.after if visit.category is not None]
        by_crowd = sum(label in usual for label in visits)
        for writer, phrases in ((OURS, ours), (MODEL, theirs)):
            five = first_of(reader.likeness(phrases))
            told[writer].append(Told(len(visits), by_crowd, sum(v in five for v in visits)))
    return told
