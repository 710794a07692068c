"""The conversation in docs/chat.md, held anew.

    python -m tests.agents.repl.transcript

says again, on 1 March 2027 and to a traveller of whom nothing is known, all that is typed there,
and puts what is answered now in the place of what stands there.
"""

from __future__ import annotations

import os
import re
from pathlib import Path
from tempfile import TemporaryDirectory

from agents.settings import Loaded, Settings
from tests.agents.harness import wayplan_set_to

PAGE = Path(__file__).parents[3] / "docs" / "chat.md"
_BLOCK = re.compile(r"(?<=```text\n)Where do you want to go.*?(?=```)", re.S)
_TYPED = re.compile(r"^> (.+)$", re.M)


def written() -> str:
    """The conversation as it stands in the page."""
    found = _BLOCK.search(PAGE.read_text(encoding="utf-8"))
    assert found is not None
    return found[0]


def held(typed: str) -> str:
    """What a pipe is told of the lines of a conversation, less the trace of leaving it.

    Args:
        typed: a transcript, of which only what was typed counts.
    """
    lines = _TYPED.findall(typed)
    here = Path.cwd()
    with TemporaryDirectory() as name:
        loaded = Loaded(Settings(data=Path(name)), Path(name, "config.toml"), {})
        os.chdir(name)
        try:
            done = wayplan_set_to(loaded, "chat", "--plain", stdin="\n".join([*lines, ""]))
        finally:
            os.chdir(here)
    assert done.exit_code == 0, done.output
    return done.stdout


def main() -> None:
    """Write the page anew."""
    text, told = PAGE.read_text(encoding="utf-8"), held(written())
    PAGE.write_text(_BLOCK.sub(lambda _: told, text), encoding="utf-8")


if __name__ == "__main__":
    main()
