"""The checkpoint's model in this process, on torch: the same answers as a server's, without one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planner.errors import ServiceError, SettingsError
from tools.next_poi.encoding import padded
from tools.next_poi.proposal import Proposal

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tools.next_poi.checkpoint import Checkpoint


class Engine:
    """A model loaded once; safe to call from several threads."""

    def __init__(self, checkpoint: Checkpoint, batch: int = 32, device: str = "cpu") -> None:
        """Load the weights of ``checkpoint``; prompts go through the model ``batch`` at a time.

        Args:
            device: where the model runs, in torch's words.

        Raises:
            SettingsError: torch or transformers is not installed, or the weights do not load.
        """
        try:
            import torch
            from transformers import AutoModelForCausalLM
        except ImportError as error:
            raise SettingsError(
                f"Expected torch and transformers for in-process ranking: {error}."
            ) from error
        try:
            model = AutoModelForCausalLM.from_pretrained(checkpoint.folder, dtype=torch.float32)
            self._model = model.eval().to(device)
        except (OSError, ValueError, RuntimeError) as error:
            raise SettingsError(
                f"Cannot load the model in {str(checkpoint.folder)!r}: {error}."
            ) from error
        checkpoint.check_size(self._model.config.vocab_size)
        self._torch, self._batch, self._first = torch, batch, checkpoint.encoding.first_place

    def propose(self, prompts: Sequence[Sequence[int]]) -> list[Proposal]:
        """One proposal per prompt (``Encoding.prompt``), in order.

        Raises:
            ServiceError: the model answered with something that is no number.
        """
        found: list[Proposal] = []
        for i in range(0, len(prompts), self._batch):
            found += self._forward(prompts[i : i + self._batch])
        return found

    def _forward(self, prompts: Sequence[Sequence[int]]) -> list[Proposal]:
        torch = self._torch
        tokens, last = (torch.from_numpy(part).to(self._model.device) for part in padded(prompts))
        with torch.inference_mode():
            hidden = self._model.model(tokens, use_cache=False).last_hidden_state
            logits = self._model.lm_head(hidden[torch.arange(len(prompts)), last])
            table = logits.float().log_softmax(dim=1).cpu().numpy()
        if not torch.isfinite(logits).all():
            raise ServiceError("The in-process model answered with numbers that are not finite.")
        return [Proposal.of_vocabulary(row, self._first) for row in table]
