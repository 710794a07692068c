"""Catalogues without doors: everything else is as it was."""

from __future__ import annotations

from typing import TYPE_CHECKING

from eval.doors import OPEN, without_doors
from tools.catalogue import Catalogue

if TYPE_CHECKING:
    from pathlib import Path


def test_every_place_is_open_at_all_times(tmp_path: Path) -> None:
    """The same places in the same city, with the same worth, and no hour at which one is shut."""
    rome = Catalogue.starter("rome")
    (path,) = without_doors([rome], tmp_path)
    with_doors = {place.id: place for place in rome.places()}
    opened = Catalogue.open(path).places()
    assert {place.id for place in opened} == set(with_doors)
    assert {place.opening_hours for place in opened} == {"24/7"}
    for place in opened:
        known = with_doors[place.id]
        assert place == known.model_copy(update=OPEN)
