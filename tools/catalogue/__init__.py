"""The place store: one city's places, found by id, kind, distance, area, name or words."""

from tools.catalogue.cities import city_names, resolve_city
from tools.catalogue.find import Hit
from tools.catalogue.store import Catalogue, Near

__all__ = ["Catalogue", "Hit", "Near", "city_names", "resolve_city"]
