"""What llama.cpp would end the process over, told from a GGUF's metadata; pure.

Its loader asserts these things of the numbers it reads, where it refuses other nonsense with an error.
"""

from __future__ import annotations

from edgelam.engines.formats import Gguf

_LAYERS, _EXPERTS = 512, 1024  # llama.cpp's arrays have that many places
_SCALINGS = ("none", "linear", "yarn", "longrope")


def flaw(facts: Gguf) -> str:
    """What is wrong with the numbers, in a few words; empty when nothing is."""
    if "" in facts.metadata or "" in facts.lengths:
        return "a metadata key without a name"
    layers, following = _number(facts, "block_count", 1), _number(facts, "nextn_predict_layers")
    if not 0 < layers <= _LAYERS:
        return f"block_count is {layers}"
    if following > layers:
        return f"nextn_predict_layers is {following}, of {layers} layers"
    scaling = facts.metadata.get(f"{facts.architecture}.rope.scaling.type", "none")
    if isinstance(scaling, str) and scaling not in _SCALINGS:
        return f"rope.scaling.type is {scaling[:20]!r}"
    return _experts(facts)


def _experts(facts: Gguf) -> str:
    """The same of models with experts: how many there are, are used, and in which groups."""
    experts, used = _number(facts, "expert_count"), _number(facts, "expert_used_count")
    groups, chosen = _number(facts, "expert_group_count"), _number(facts, "expert_group_used_count")
    if facts.architecture.startswith("hunyuan") and experts <= 1:  # whose numbers it then sets to none
        return ""
    listed = f"{facts.architecture}.expert_used_count" in facts.lengths  # one number a layer
    bad_use = not listed and (used > experts or (experts > 0) != (used > 0))
    bad_groups = groups >= experts if experts else groups > 0
    if experts and groups > 1:
        bad_groups = bad_groups or experts % groups != 0 or not 0 < chosen < groups
    if experts > _EXPERTS or bad_use or bad_groups:
        return f"{experts} experts, {used} used, in {groups} groups"
    return ""


def _number(facts: Gguf, name: str, default: int = 0) -> int:
    value = facts.metadata.get(f"{facts.architecture}.{name}", default)
    return value if isinstance(value, int) else default
