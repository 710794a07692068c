"""From a trained model and ranker to a checkpoint folder."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tools.next_poi.checkpoint import Checkpoint

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from tools.next_poi.newcity import Attraction
    from tools.next_poi.ranker import Ranker
    from tools.next_poi.training.model import ComposedLlama


def export(
    model: ComposedLlama,
    ranker: Ranker,
    attraction: Attraction,
    folder: Path,
    facts: Mapping[str, Any],
) -> Checkpoint:
    """Write ``model``, folded into a stock Llama, with what ranks beside it into ``folder``.

    ``facts`` (data, figures, card) go into the manifest.
    """
    folder.mkdir(parents=True, exist_ok=True)
    plain = model.folded()
    plain.save_pretrained(folder, safe_serialization=True)
    parameters = sum(parameter.numel() for parameter in plain.parameters())
    about = {**facts, "parameters": parameters}
    Checkpoint(folder, model.encoding, ranker, attraction, about).write()
    return Checkpoint.load(folder)
