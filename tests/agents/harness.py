"""What the tests of the command line share: the app's stand-in, and ways to run a command."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

from pydantic import ValidationError
from typer.testing import CliRunner

from agents.cli import app
from agents.console import Exit
from agents.host import Host
from agents.settings import Loaded, Settings
from planner.errors import RequestError
from planner.itinerary import Infeasible, Itinerary, Wish
from planner.request import TripRequest
from tests.worlds import TinyWorld, good_itinerary, good_request

if TYPE_CHECKING:
    from typer.testing import Result

    from planner.gates import Violation

TODAY = dt.date(2027, 3, 1)
UNSET = Loaded(Settings(data=Path("no-data")), Path("no-config.toml"), {})
NOW = dt.datetime(2027, 3, 1, 12, tzinfo=dt.UTC)


class FakeApp(SimpleNamespace):
    """Stands in for ``agents.app``: answers what it is given, and keeps what it was asked."""

    def __init__(self) -> None:
        """Answer with the good plan, no violations and no error."""
        super().__init__(asked=[], answer=good_itinerary(), found=[], diff=(), error=None)

    def parse_request(self, data: Any) -> TripRequest:
        """Check a request as the real one does, in fewer words."""
        try:
            return TripRequest.model_validate(data)
        except ValidationError as error:
            fields = [".".join(map(str, fault["loc"])) for fault in error.errors()]
            raise RequestError(f"{'; '.join(fields)}: wrong", tuple(fields)) from error

    def parse_itinerary(self, text: str) -> Itinerary:
        """Read a plan."""
        try:
            return Itinerary.model_validate_json(text)
        except ValidationError as error:
            raise RequestError("days: wrong", ("days",)) from error

    def parse_answer(self, data: dict[str, Any]) -> Itinerary | Infeasible:
        """Read a plan or a refusal."""
        if data.get("status") == "infeasible":
            return Infeasible.model_validate(data)
        return self.parse_itinerary(json.dumps(data))

    def plan(self, request: TripRequest, **more: Any) -> Itinerary | Infeasible:
        """Keep the request and answer."""
        self.asked.append((request, more))
        if self.error is not None:
            raise self.error
        answer: Itinerary | Infeasible = self.answer
        return answer

    def world_of(self, plan: Itinerary, catalogues: Any) -> TinyWorld:
        """The tiny world, unless there is an error to raise."""
        if self.error is not None:
            raise self.error
        return TinyWorld()

    def check(self, plan: Itinerary, **more: Any) -> list[Violation]:
        """Keep the plan and answer."""
        self.asked.append((plan, more))
        found: list[Violation] = self.found
        return found

    def replan(self, plan: Itinerary, change: Any, **more: Any) -> SimpleNamespace:
        """Keep plan and change and answer."""
        self.asked.append((plan, change, more))
        return SimpleNamespace(plan=self.answer, diff=self.diff)

    @property
    def request(self) -> TripRequest:
        """The request last asked for."""
        request: TripRequest = self.asked[-1][0]
        return request


def wayplan(*args: object, stdin: str | bytes | None = None) -> Result:
    """Run a command in this process, on 1 March 2027, with nothing set."""
    return wayplan_set_to(UNSET, *args, stdin=stdin)


def wayplan_set_to(loaded: Loaded, *args: object, stdin: str | bytes | None = None) -> Result:
    """As ``wayplan``, with these settings."""
    host = Host(today=lambda: TODAY, now=lambda: NOW, loaded=lambda: loaded)
    return CliRunner().invoke(app, list(map(str, args)), input=stdin, obj=host)


def ended_well(result: Result) -> bool:
    """Whether a command ended by an exit code of its own, not by an exception."""
    return result.exception is None or isinstance(result.exception, SystemExit)


def refused(result: Result, *words: str) -> None:
    """Hold that a command ended with code 2 and said these words, on standard error only."""
    assert result.exit_code == Exit.USAGE, result.output
    assert ended_well(result)
    assert result.stdout == ""
    assert "Traceback" not in result.stderr
    for word in words:
        assert word in result.stderr


def infeasible() -> Infeasible:
    """A refusal with a nearest plan."""
    return Infeasible(
        request=good_request(),
        conflict=(Wish(field="budget.total", text="at most 5 EUR"),),
        reason="The cheapest bed costs 100 EUR.",
        proved=True,
        nearest=good_itinerary(),
        gives_up=("at most 5 EUR",),
    )
