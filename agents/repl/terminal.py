"""The conversation on a terminal that one types at: history, completion, what stands below."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from prompt_toolkit import PromptSession
from prompt_toolkit.auto_suggest import AutoSuggestFromHistory
from prompt_toolkit.completion import Completer, Completion, ThreadedCompleter
from prompt_toolkit.history import FileHistory, InMemoryHistory
from prompt_toolkit.key_binding import KeyBindings
from prompt_toolkit.styles import Style

from agents.repl.completion import offers
from tools.exporters import outline

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from prompt_toolkit.completion import CompleteEvent
    from prompt_toolkit.document import Document
    from prompt_toolkit.key_binding import KeyPressEvent

    from agents.repl.chat import Chat

#: Looks that read on light and dark ground: no colour but the terminal's own.
_STYLE = Style.from_dict(
    {"bottom-toolbar": "noreverse italic", "prompt": "bold", "auto-suggestion": "italic #888888"}
)


def converse(chat: Chat, write: Callable[[str], None], history: Path | None) -> None:
    """Read lines and answer them until the traveller leaves.

    Args:
        history: file of what was typed before; None keeps it for this conversation only.
    """
    lines: PromptSession[str] = PromptSession(
        history=InMemoryHistory() if history is None else FileHistory(str(history)),
        completer=ThreadedCompleter(_Offers(chat)),
        complete_while_typing=True,
        auto_suggest=AutoSuggestFromHistory(),
        bottom_toolbar=lambda: _below(chat),
        key_bindings=_keys(),
        style=_STYLE,
    )
    while not chat.over:
        try:
            typed = lines.prompt([("class:prompt", "> ")])
        except EOFError:
            typed = "/quit"
        told = chat.take(typed)
        write(f"{told}\n" if told else "")


class _Offers(Completer):
    """Hands over what may follow."""

    def __init__(self, chat: Chat) -> None:
        self._chat = chat

    def get_completions(self, document: Document, event: CompleteEvent) -> Iterator[Completion]:
        """Ways to go on from what stands before the cursor."""
        typed = document.text_before_cursor
        for offer in offers(self._chat, typed, asked=event.completion_requested):
            yield Completion(offer.text, -offer.replaced, display_meta=offer.about)


def _keys() -> KeyBindings:
    """Ctrl-C puts a line aside, from where the up key brings it back."""
    keys = KeyBindings()

    @keys.add("c-c")
    def _put_aside(event: KeyPressEvent) -> None:
        event.current_buffer.append_to_history()
        event.current_buffer.reset()

    return keys


def _below(chat: Chat) -> Any:
    """The trip that is spoken of."""
    about = f"{outline.JOINT}{outline.title(chat.planned)}" if chat.planned is not None else ""
    return f" {chat.session.thread_id}{about}{outline.JOINT}/help  Ctrl-D leaves"
