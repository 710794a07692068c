"""The errors Wayplan raises, as one tree.

WayplanError                 everything a caller may want to catch
├── UserError                something the user can mend: printed without a traceback, exit code 2
│   ├── RequestError         a trip request, change or itinerary that does not fit its schema
│   ├── SettingsError        a setting or option that is missing or malformed
│   ├── UnknownNameError     a city, place, area or hub that is not in the catalogue
│   ├── CatalogueError       a catalogue that is absent, empty or not a catalogue
│   └── ImportFileError      a source file that cannot be read as what it claims to be
├── ServiceError             an outside service failed (router, forecast, model server)
└── GateError                a plan was made that breaks a rule: a defect (in planner.solve)
"""

from __future__ import annotations


class WayplanError(Exception):
    """Base of every error Wayplan raises on purpose."""


class UserError(WayplanError):
    """Something the user can mend. The message says what, where, and what was expected."""


class RequestError(UserError):
    """A request, change or itinerary does not fit its schema.

    Attributes:
        fields: dotted path of each offending field, e.g. ``("party.adults",)``.
    """

    def __init__(self, message: str, fields: tuple[str, ...] = ()) -> None:
        super().__init__(message)
        self.fields = fields


class SettingsError(UserError):
    """A setting or command-line option is missing or malformed."""


class UnknownNameError(UserError):
    """A named city, place, area or hub is not in the catalogue.

    Attributes:
        name: what was asked for.
        suggestions: nearest names on file, best first.
    """

    def __init__(self, kind: str, name: str, suggestions: tuple[str, ...] = ()) -> None:
        hint = f" Did you mean {', '.join(repr(s) for s in suggestions)}?" if suggestions else ""
        super().__init__(f"Unknown {kind} {name!r}.{hint}")
        self.name = name
        self.suggestions = suggestions


class CatalogueError(UserError):
    """A catalogue file is absent, empty, corrupt or of another version."""


class ImportFileError(UserError):
    """A source file cannot be read as the format it claims to be."""


class ServiceError(WayplanError):
    """An outside service failed, timed out or answered nonsense."""
