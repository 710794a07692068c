"""A user's visits as token ids, for training and serving alike.

A visit is three tokens: when in the week, how long after the visit before, and where. A prompt
ends after the first two of the visit that is asked about, so that the very next token is the
place::

    BOS  (time gap place)  (time gap place)  ...  time gap -> place

Category, cell and hours of a place are not tokens of their own: they are part of its embedding,
which keeps prompts short. The category tokens stand for places whose identity is hidden in
training.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np

from planner.errors import SettingsError
from tools.next_poi.visits import HOUR, Query, is_weekend, minute_of_day

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from tools.next_poi.visits import IntArray

#: Raised whenever the same visits would give other tokens; a checkpoint of another version is
#: refused.
VERSION = 1
PAD, BOS = 0, 1
TIMES = 96
#: Upper bounds of the gap buckets in hours; the last bucket has none. The first visit of all has
#: a bucket of its own.
GAP_HOURS = (0.1, 0.25, 0.5, 0.75, 1, 1.5, 2, 3, 4, 6, 8, 12, 18, 24, 36, 60, 96, 168, 336, 720)
GAPS = len(GAP_HOURS) + 2
FIRST_TIME = 2
FIRST_GAP = FIRST_TIME + TIMES
FIRST_CATEGORY = FIRST_GAP + GAPS
TOKENS_PER_VISIT = 3


@dataclass(frozen=True)
class Encoding:
    """The vocabulary of one checkpoint.

    Attributes:
        categories: names of the categories, by index.
        places: identifiers of the places, by index.
        visits: most visits of history that a prompt holds; older ones are left out.
    """

    categories: tuple[str, ...]
    places: tuple[str, ...]
    visits: int = 64

    @property
    def first_place(self) -> int:
        """Token of place 0; the places are the vocabulary's last tokens."""
        return FIRST_CATEGORY + len(self.categories)

    @property
    def size(self) -> int:
        """Number of tokens."""
        return self.first_place + len(self.places)

    @property
    def longest_prompt(self) -> int:
        """Tokens of a prompt with a full history."""
        return 1 + TOKENS_PER_VISIT * self.visits + 2

    @cached_property
    def _tokens(self) -> dict[tuple[str, str], int]:
        kinds = {("kind", name): FIRST_CATEGORY + i for i, name in enumerate(self.categories)}
        places = {("place", name): self.first_place + i for i, name in enumerate(self.places)}
        return kinds | places

    def token(self, place: str, category: str) -> int | None:
        """Token of a place, else of its category; None where both are unknown."""
        return self._tokens.get(("place", place), self._tokens.get(("kind", category)))

    def stream(self, where: IntArray, time: IntArray, local: IntArray) -> IntArray:
        """Tokens of visits in order, without BOS, [3 n].

        Args:
            where: token of each visit's place, [n].
            time: UTC seconds, ascending, [n].
            local: local seconds, [n].
        """
        tokens = np.empty((len(where), TOKENS_PER_VISIT), dtype=np.int64)
        tokens[:, 0] = FIRST_TIME + minute_of_day(local) // 30 + 48 * is_weekend(local)
        gaps = np.searchsorted(GAP_HOURS, np.diff(time) / HOUR)
        tokens[:, 1] = FIRST_GAP + np.concatenate([[GAPS - 1], gaps])[: len(where)]
        tokens[:, 2] = where
        return tokens.reshape(-1)

    def prompt(self, query: Query) -> list[int]:
        """Tokens that ask for the next place of ``query``, whose places are this vocabulary's."""
        return self.question(query.place + self.first_place, query)

    def question(self, where: IntArray, query: Query) -> list[int]:
        """The same with the tokens ``where`` [n] for the query's places (see ``token``)."""
        where = np.append(where, PAD)
        time, local = np.append(query.time, query.now), np.append(query.local, query.local_now)
        kept = slice(-(self.visits + 2), None)
        tokens = self.stream(where[kept], time[kept], local[kept])
        return [BOS, *tokens[-(TOKENS_PER_VISIT * (self.visits + 1)) : -1].tolist()]

    def manifest(self) -> dict[str, Any]:
        """Everything needed to rebuild it, for a checkpoint's manifest."""
        return {
            "version": VERSION,
            "categories": list(self.categories),
            "places": list(self.places),
            "visits": self.visits,
        }

    @classmethod
    def of_manifest(cls, manifest: Mapping[str, Any]) -> Encoding:
        """The encoding that ``manifest`` describes.

        Raises:
            SettingsError: it is of another version.
        """
        if manifest.get("version") != VERSION:
            raise SettingsError(
                f"Expected a checkpoint of encoding version {VERSION}, "
                f"got {manifest.get('version')!r}. Train it again."
            )
        return cls(
            tuple(manifest["categories"]), tuple(manifest["places"]), int(manifest["visits"])
        )


def padded(prompts: Sequence[Sequence[int]]) -> tuple[IntArray, IntArray]:
    """Prompts, at least one, as rows [n, t], and the column of each one's last token [n].

    Padding on the right needs no mask: attention is causal and only the last real position is read.
    """
    longest = max(len(prompt) for prompt in prompts)
    rows = [[*prompt, *[PAD] * (longest - len(prompt))] for prompt in prompts]
    return np.array(rows), np.array([len(prompt) - 1 for prompt in prompts])
