"""The command in a process of its own: start-up, usage, encoding, Ctrl-C."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from agents.console import Exit

ROOT = Path(__file__).parents[2]
WAYPLAN = (sys.executable, "-c", "from agents.cli import main; main()")


def run(*args: str, code: str | None = None, **more: Any) -> subprocess.CompletedProcess[str]:
    """Run the command in a process of its own."""
    command = (sys.executable, "-c", code) if code else WAYPLAN
    return subprocess.run(
        (*command, *args), cwd=ROOT, capture_output=True, timeout=60, encoding="utf-8", **more
    )


@pytest.mark.parametrize(
    ("args", "allowed"), [("--help", ""), ("--version", ""), ("plan --help", "pydantic")]
)
def test_help_loads_nothing_heavy(args: str, allowed: str) -> None:
    """Help loads no library that takes its time; typer needs pydantic for a command."""
    code = (
        "import sys, atexit\n"
        "heavy = {'numpy', 'pydantic', 'numba', 'shapely', 'rich', 'sqlite3', 'duckdb', 'osmium'}\n"
        "atexit.register(lambda: print('LOADED', *sorted(heavy & set(sys.modules))))\n"
        "from agents.cli import main; main()"
    )
    done = run(*args.split(), code=code)
    assert done.returncode == Exit.DONE
    assert "wayplan" in done.stdout
    assert done.stdout.splitlines()[-1].split() == ["LOADED", *allowed.split()]


def test_wrong_usage_in_a_process() -> None:
    """Usage errors end with 2 and no traceback."""
    for args in (["fly"], ["plan", "--days", "x"], ["schema", "car"], ["import", "osm"], []):
        done = run(*args)
        assert done.returncode == Exit.USAGE, args
        assert "Traceback" not in done.stderr
        assert "Usage" in done.stderr + done.stdout


def test_output_in_a_poor_encoding() -> None:
    """A letter that the terminal lacks does not end the command."""
    code = "from agents.console import never_fail_to_print as n; n(); print('Kyōto')"
    done = run(code=code, env=os.environ | {"PYTHONIOENCODING": "ascii"})
    assert (done.returncode, done.stdout) == (0, "Ky?to\n")


@pytest.mark.skipif(os.name == "nt", reason="signals of another kind")
def test_interrupt_in_a_process(tmp_path: Path) -> None:
    """SIGINT while a request is being read ends with 130 and one line."""
    pipe = tmp_path / "request.json"
    os.mkfifo(pipe)
    command = (*WAYPLAN, "plan", "--request", str(pipe))
    with subprocess.Popen(
        command,
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        # A test run in the background may ignore SIGINT, which its children would inherit.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    ) as process:
        try:
            writer = pipe.open("w")  # waits until the command has opened the other end
            process.send_signal(signal.SIGINT)
            out, err = process.communicate(timeout=30)
            writer.close()
        finally:
            process.kill()
    assert process.returncode == Exit.INTERRUPTED
    assert (out, err) == (b"", b"wayplan: interrupted\n")
