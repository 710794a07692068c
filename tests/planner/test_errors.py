"""The error tree: one base, what a user can mend apart from what fails outside."""

from __future__ import annotations

import pytest

from planner import errors
from planner.errors import RequestError, ServiceError, UnknownNameError, UserError, WayplanError


@pytest.mark.parametrize(
    "kind",
    [
        errors.RequestError,
        errors.SettingsError,
        errors.UnknownNameError,
        errors.CatalogueError,
        errors.ImportFileError,
    ],
)
def test_what_a_user_can_mend_is_a_user_error(kind: type[WayplanError]) -> None:
    """All five kinds are caught as UserError and as WayplanError."""
    assert issubclass(kind, UserError)
    assert issubclass(UserError, WayplanError)


def test_an_outside_failure_is_not_the_users() -> None:
    """A service that fails is a WayplanError and no UserError."""
    assert issubclass(ServiceError, WayplanError)
    assert not issubclass(ServiceError, UserError)


def test_a_request_error_names_its_fields() -> None:
    """The paths are kept beside the message, none by default."""
    error = RequestError("party.adults: expected at least 1", ("party.adults",))
    assert error.fields == ("party.adults",)
    assert str(error) == "party.adults: expected at least 1"
    assert RequestError("no").fields == ()


def test_an_unknown_name_comes_with_suggestions() -> None:
    """What was asked for and the nearest names are in the sentence."""
    error = UnknownNameError("city", "Lumm", ("Lumen", "Porta"))
    assert str(error) == "Unknown city 'Lumm'. Did you mean 'Lumen', 'Porta'?"
    assert (error.name, error.suggestions) == ("Lumm", ("Lumen", "Porta"))
    assert str(UnknownNameError("place", "x")) == "Unknown place 'x'."
