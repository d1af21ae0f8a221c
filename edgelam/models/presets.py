"""Models worth trying, by role and memory; pure. Sizes are approximate, hashes are kept at the first pull."""

from __future__ import annotations

from dataclasses import dataclass

from .manifest import Role
from .references import HubFile


@dataclass(frozen=True)
class Preset:
    """A file on the hub. licence: the hub's name of it, as known when this was written; the card decides."""

    name: str
    role: Role
    file: HubFile
    size_mb: int  # about
    licence: str
    tools: str  # how it was taught to call tools, and what it is good for

    @property
    def ram_mb(self) -> int:
        """About what a run with it takes: weights, the kept states of some thousand tokens, the runtime."""
        return round((self.size_mb * 1.15 + 250) / 50) * 50


def _preset(name: str, role: Role, file: str, size_mb: int, licence: str, tools: str) -> Preset:
    owner, repo, path = file.split("/")
    return Preset(name, role, HubFile(f"{owner}/{repo}", path), size_mb, licence, tools)


PRESETS = (
    _preset(
        "smollm2-135m",
        "caller",
        "bartowski/SmolLM2-135M-Instruct-GGUF/SmolLM2-135M-Instruct-Q8_0.gguf",
        145,
        "apache-2.0",
        "none taught; the smallest that chats, worth training",
    ),
    _preset(
        "lfm2-350m",
        "caller",
        "LiquidAI/LFM2-350M-GGUF/LFM2-350M-Q4_K_M.gguf",
        230,
        "lfm1.0",
        "Pythonic calls between <|tool_call_start|> and <|tool_call_end|>",
    ),
    _preset(
        "granite-4.0-350m",
        "caller",
        "ibm-granite/granite-4.0-350m-GGUF/granite-4.0-350m-Q4_K_M.gguf",
        237,
        "apache-2.0",
        "JSON calls in <tool_call>",
    ),
    _preset(
        "functiongemma-270m",
        "caller",
        "unsloth/functiongemma-270m-it-GGUF/functiongemma-270m-it-Q8_0.gguf",
        292,
        "gemma",
        "calls only, in its own tokens; meant to be trained further",
    ),
    _preset(
        "gemma-3-270m",
        "caller",
        "unsloth/gemma-3-270m-it-GGUF/gemma-3-270m-it-Q8_0.gguf",
        292,
        "gemma",
        "none taught; follows short instructions",
    ),
    _preset(
        "smollm2-360m",
        "caller",
        "HuggingFaceTB/SmolLM2-360M-Instruct-GGUF/smollm2-360m-instruct-q8_0.gguf",
        386,
        "apache-2.0",
        "none taught",
    ),
    _preset(
        "hammer2.1-0.5b",
        "caller",
        "mradermacher/Hammer2.1-0.5b-GGUF/Hammer2.1-0.5b.Q4_K_M.gguf",
        400,
        "cc-by-nc-4.0",
        "JSON list of calls; made for calling functions",
    ),
    _preset(
        "qwen3-0.6b",
        "any",
        "Qwen/Qwen3-0.6B-GGUF/Qwen3-0.6B-Q8_0.gguf",
        639,
        "apache-2.0",
        "JSON calls in <tool_call>; thinks unless told not to",
    ),
    _preset(
        "gemma-3-1b",
        "planner",
        "ggml-org/gemma-3-1b-it-GGUF/gemma-3-1b-it-Q4_K_M.gguf",
        806,
        "gemma",
        "none taught; calls when the prompt says how",
    ),
    _preset(
        "llama-3.2-1b",
        "any",
        "bartowski/Llama-3.2-1B-Instruct-GGUF/Llama-3.2-1B-Instruct-Q4_K_M.gguf",
        808,
        "llama3.2",
        "JSON or Pythonic calls",
    ),
    _preset(
        "xlam-2-1b",
        "any",
        "Salesforce/xLAM-2-1b-fc-r-gguf/xLAM-2-1B-fc-r-Q4_K_M.gguf",
        986,
        "cc-by-nc-4.0",
        "JSON list of calls, over several turns",
    ),
    _preset(
        "qwen3-1.7b",
        "planner",
        "Qwen/Qwen3-1.7B-GGUF/Qwen3-1.7B-Q8_0.gguf",
        1830,
        "apache-2.0",
        "JSON calls in <tool_call>; thinks unless told not to",
    ),
    _preset(
        "phi-4-mini",
        "planner",
        "unsloth/Phi-4-mini-instruct-GGUF/Phi-4-mini-instruct-Q4_K_M.gguf",
        2490,
        "mit",
        "JSON calls between <|tool_call|> and <|/tool_call|>",
    ),
)


def preset(name: str) -> Preset | None:
    """The preset of that name."""
    return next((each for each in PRESETS if each.name == name.lower()), None)


def presets(role: Role = "any", ram_mb: int | None = None) -> list[Preset]:
    """Those that can stand in the role and run in that much memory, smallest first."""
    return [
        each
        for each in sorted(PRESETS, key=lambda each: each.size_mb)
        if (role == "any" or each.role in (role, "any")) and (ram_mb is None or each.ram_mb <= ram_mb)
    ]
