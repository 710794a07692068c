"""A checkpoint folder: a stock Hugging Face model beside the ranker and a manifest.

``config.json`` and ``model.safetensors`` are a plain Llama that vLLM and transformers load as they
are; ``ranker.npz`` holds places, crowd, networks and trees; ``manifest.json`` the encoding, what it
was trained on, and its figures.
"""

from __future__ import annotations

import hashlib
import json
import zipfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from planner.errors import SettingsError
from tools.next_poi.crowd import Crowd
from tools.next_poi.encoding import Encoding
from tools.next_poi.foresight import Foresight
from tools.next_poi.newcity import Attraction
from tools.next_poi.ranker import Ranker
from tools.next_poi.recollection import Recollection
from tools.next_poi.trees import Trees
from tools.next_poi.visits import Places

if TYPE_CHECKING:
    from collections.abc import Mapping

MANIFEST, RANKER, WEIGHTS = "manifest.json", "ranker.npz", "model.safetensors"
FORMAT = 5
#: The checkpoint that ships with Wayplan; its card says what it was trained on.
SHIPPED = Path(__file__).parent / "starter"


@dataclass(frozen=True)
class Checkpoint:
    """A trained model and all that is needed to use it.

    Attributes:
        folder: where it lies.
        attraction: ranks places that the encoding does not know.
        manifest: format, encoding, data, figures, parameters and card.
    """

    folder: Path
    encoding: Encoding
    ranker: Ranker
    attraction: Attraction
    manifest: Mapping[str, Any]

    @property
    def name(self) -> str:
        """The name that a server has to serve this checkpoint under.

        Another checkpoint has another name.
        """
        return f"wayplan-next-poi-{str(self.manifest['fingerprint'])[:12]}"

    @classmethod
    def load(cls, folder: Path) -> Checkpoint:
        """Read a checkpoint; the model's weights stay on disk.

        Raises:
            SettingsError: it is absent, incomplete, of another version, or its files do not belong
                together.
        """
        try:
            manifest = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
            with np.load(folder / RANKER, allow_pickle=False) as file:
                arrays = {name: file[name] for name in file.files}
        except (OSError, ValueError, zipfile.BadZipFile) as error:
            raise SettingsError(
                f"Expected a next-POI checkpoint in {str(folder)!r}: {error}."
            ) from error
        if manifest.get("format") != FORMAT:
            raise SettingsError(
                f"Expected {str(folder)!r} in checkpoint format {FORMAT}, "
                f"got {manifest.get('format')!r}."
            )
        if manifest.get("fingerprint") != fingerprint(folder):
            raise SettingsError(
                f"The files in {str(folder)!r} are not those its manifest was written for."
            )
        encoding = Encoding.of_manifest(manifest["encoding"])
        ranker, attraction = _tables(arrays, encoding)
        return cls(folder, encoding, ranker, attraction, manifest)

    def check_size(self, tokens: int) -> None:
        """Make sure that a model of so many tokens is this encoding's.

        Raises:
            SettingsError: it is not.
        """
        if tokens != self.encoding.size:
            raise SettingsError(
                f"Expected {self.encoding.size} tokens in {str(self.folder)!r}, got {tokens}."
            )

    def write(self) -> None:
        """Write ranker and manifest into the folder, where the model's files lie already."""
        ranker = self.ranker
        parts: dict[str, Mapping[str, Any]] = {
            name: getattr(ranker, name).arrays()
            for name in ("crowd", "foresight", "recollection", "trees")
        }
        parts["power"] = {"model": np.array(ranker.model_power)}
        parts["attraction"] = {"weights": self.attraction.weights}
        parts["places"] = {
            "category": ranker.places.category,
            "lat": ranker.places.lat,
            "lon": ranker.places.lon,
        }
        arrays = {
            f"{part}.{name}": array
            for part, columns in parts.items()
            for name, array in columns.items()
        }
        np.savez_compressed(self.folder / RANKER, **arrays)
        manifest = {
            **self.manifest,
            "format": FORMAT,
            "encoding": self.encoding.manifest(),
            "fingerprint": fingerprint(self.folder),
        }
        text = json.dumps(manifest, ensure_ascii=False, indent=1) + "\n"
        (self.folder / MANIFEST).write_text(text, encoding="utf-8")


def fingerprint(folder: Path) -> str:
    """SHA-256 over the model's weights and the ranker, in hexadecimal.

    Raises:
        SettingsError: one of the files is absent.
    """
    digest = hashlib.sha256()
    for name in (WEIGHTS, RANKER):
        try:
            digest.update((folder / name).read_bytes())
        except OSError as error:
            raise SettingsError(
                f"Expected {name!r} in checkpoint {str(folder)!r}: {error}."
            ) from error
    return digest.hexdigest()


def _tables(arrays: Mapping[str, Any], encoding: Encoding) -> tuple[Ranker, Attraction]:
    def part(name: str) -> dict[str, Any]:
        return {
            key.removeprefix(f"{name}."): array
            for key, array in arrays.items()
            if key.startswith(f"{name}.")
        }

    try:
        places = Places(ids=encoding.places, categories=encoding.categories, **part("places"))
        ranker = Ranker(
            places=places,
            crowd=Crowd(**part("crowd")),
            foresight=Foresight(part("foresight")),
            recollection=Recollection(**part("recollection")),
            trees=Trees(**part("trees")),
            model_power=float(part("power")["model"]),
        )
        return ranker, Attraction(**part("attraction"))
    except (KeyError, TypeError) as error:
        raise SettingsError(f"Expected other tables in {RANKER!r}: {error}.") from error
