"""A progress bar for imports."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rich.console import Console

    from tools.importers.feature import Progress


@contextmanager
def progress_bar(console: Console | None = None) -> Iterator[Progress]:
    """Show a bar for each stage while the context lasts; yields what ``import_file`` calls.

    Args:
        console: where to draw; None is standard error, so that standard output stays clean.
    """
    from rich import progress
    from rich.console import Console as RichConsole

    columns = (
        progress.TextColumn("{task.description}"),
        progress.BarColumn(),
        progress.MofNCompleteColumn(),
        progress.TimeElapsedColumn(),
    )
    with progress.Progress(*columns, console=console or RichConsole(stderr=True)) as bar:
        tasks: dict[str, progress.TaskID] = {}

        def tell(stage: str, done: int, total: int | None) -> None:
            if stage not in tasks:
                tasks[stage] = bar.add_task(stage, total=total)
            bar.update(tasks[stage], completed=done, total=total)

        yield tell
