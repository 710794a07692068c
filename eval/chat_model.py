"""A small Llama with random weights and a tokenizer of its own, for a real vLLM chat server.

It knows nothing: what it answers is noise that a grammar holds to the schema that is asked for.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from agents.prompts import prompt

if TYPE_CHECKING:
    from pathlib import Path

    from tools.next_poi.serve import Serving

HIDDEN, INNER, LAYERS, HEADS, VOCABULARY, CONTEXT = 256, 704, 5, 4, 2048, 4096
_BEGIN, _END, _PAD = "<s>", "</s>", "<pad>"
_TEMPLATE = (
    "{% for message in messages %}<s>{{ message['role'] }}: {{ message['content'] }}</s>"
    "{% endfor %}<s>assistant: "
)


@dataclass(frozen=True)
class ChatModel:
    """A model on disk."""

    folder: Path
    name: str = "noise"

    @classmethod
    def build(cls, folder: Path, seed: int = 0) -> ChatModel:
        """Write config, weights and tokenizer to a new folder; 4.4 million parameters."""
        folder.mkdir(parents=True)
        size = _write_tokenizer(folder)
        config = {
            "architectures": ["LlamaForCausalLM"],
            "model_type": "llama",
            "hidden_size": HIDDEN,
            "intermediate_size": INNER,
            "num_hidden_layers": LAYERS,
            "num_attention_heads": HEADS,
            "num_key_value_heads": HEADS,
            "vocab_size": size,
            "max_position_embeddings": CONTEXT,
            "rms_norm_eps": 1e-5,
            "hidden_act": "silu",
            "tie_word_embeddings": False,
            "torch_dtype": "float32",
            "bos_token_id": 0,
            "eos_token_id": 1,
            "pad_token_id": 2,
        }
        (folder / "config.json").write_text(json.dumps(config), encoding="utf-8")
        _write_weights(folder, size, seed)
        return cls(folder)

    def command(self, serving: Serving) -> list[str]:
        """The command line of its server: answers are held to a schema by guidance."""
        flags = {
            "--model": str(self.folder),
            "--served-model-name": self.name,
            "--host": serving.host,
            "--port": str(serving.port),
            "--max-model-len": str(CONTEXT),
            "--dtype": "float32",
            "--distributed-executor-backend": "uni",
            "--structured-outputs-config": json.dumps(
                {"backend": "guidance", "disable_any_whitespace": True}
            ),
        }
        words = [word for pair in flags.items() for word in pair]
        switches = ["--enforce-eager", "--disable-log-stats"]
        server = "vllm.entrypoints.openai.api_server"
        return [str(serving.python), "-m", server, *words, *switches]


def _write_tokenizer(folder: Path) -> int:
    """Bytes, and what is frequent in our own prompts; returns how many tokens there are."""
    from tokenizers import Tokenizer, decoders, models, pre_tokenizers, trainers

    tokenizer = Tokenizer(models.BPE())
    tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    tokenizer.decoder = decoders.ByteLevel()
    trainer = trainers.BpeTrainer(
        vocab_size=VOCABULARY,
        special_tokens=[_BEGIN, _END, _PAD],
        initial_alphabet=pre_tokenizers.ByteLevel.alphabet(),
        show_progress=False,
    )
    tokenizer.train_from_iterator([prompt("interpret"), prompt("reword")], trainer)
    tokenizer.save(str(folder / "tokenizer.json"))
    about = {
        "tokenizer_class": "PreTrainedTokenizerFast",
        "bos_token": _BEGIN,
        "eos_token": _END,
        "pad_token": _PAD,
        "chat_template": _TEMPLATE,
        "model_max_length": CONTEXT,
        "clean_up_tokenization_spaces": False,
    }
    (folder / "tokenizer_config.json").write_text(json.dumps(about), encoding="utf-8")
    return int(tokenizer.get_vocab_size())


def _write_weights(folder: Path, size: int, seed: int) -> None:
    from safetensors.numpy import save_file

    rng = np.random.default_rng(seed)

    def noise(*shape: int) -> npt.NDArray[np.float32]:
        return np.asarray(rng.standard_normal(shape) / np.sqrt(shape[-1]), np.float32)

    weights = {
        "model.embed_tokens.weight": noise(size, HIDDEN),
        "model.norm.weight": np.ones(HIDDEN, np.float32),
        "lm_head.weight": noise(size, HIDDEN),
    }
    for layer in range(LAYERS):
        stem = f"model.layers.{layer}"
        for name in ("q_proj", "k_proj", "v_proj", "o_proj"):
            weights[f"{stem}.self_attn.{name}.weight"] = noise(HIDDEN, HIDDEN)
        weights[f"{stem}.mlp.gate_proj.weight"] = noise(INNER, HIDDEN)
        weights[f"{stem}.mlp.up_proj.weight"] = noise(INNER, HIDDEN)
        weights[f"{stem}.mlp.down_proj.weight"] = noise(HIDDEN, INNER)
        for name in ("input_layernorm", "post_attention_layernorm"):
            weights[f"{stem}.{name}.weight"] = np.ones(HIDDEN, np.float32)
    save_file(weights, str(folder / "model.safetensors"), metadata={"format": "pt"})
