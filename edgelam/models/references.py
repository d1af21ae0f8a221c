"""How models elsewhere are named: `hf://owner/repo/file@revision` and `ollama://name:tag`; pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import unquote

from edgelam.core.errors import UsageError

HUB, OLLAMA = "hf://", "ollama://"

_PART = r"[A-Za-z0-9_][A-Za-z0-9._-]*"  # of a path, never `.` or `..`
_REPO = re.compile(rf"({_PART})/({_PART})(?:/([^@]*))?(?:@(.*))?")
_PAGE = re.compile(rf"https?://[^/]+/({_PART}/{_PART})/(?:resolve|blob)/([^/]+)/([^?#]+)(?:[?#].*)?")
_REVISION = re.compile(r"[A-Za-z0-9._/-]+")
_HUB_HINT = "Say hf://owner/repo/file.gguf, with @revision if you want a certain one."
_OLLAMA_HINT = "Say ollama://name:tag as `ollama list` shows it."


@dataclass(frozen=True)
class HubFile:
    """A file in a repository of the hub. revision: a branch, tag or commit; empty for the main branch."""

    repo: str
    path: str
    revision: str = ""

    @property
    def name(self) -> str:
        """The file's name without its folder."""
        return self.path.rpartition("/")[2]

    def __str__(self) -> str:
        return f"{HUB}{self.repo}/{self.path}" + (f"@{self.revision}" if self.revision else "")


@dataclass(frozen=True)
class OllamaModel:
    """A model in a store of Ollama's. registry: the server it came from; repo: e.g. library/qwen3."""

    registry: str
    repo: str
    tag: str

    def __str__(self) -> str:
        shown = self.repo.removeprefix("library/")
        place = "" if self.registry == _OLLAMA_REGISTRY else f"{self.registry}/"
        return f"{OLLAMA}{place}{shown}:{self.tag}"


_OLLAMA_REGISTRY = "registry.ollama.ai"


def hub_file(text: str) -> HubFile:
    """Read `hf://owner/repo/file[@revision]`, or the address of the file's page. Raises UsageError.

    The path is empty when only a repository is named.
    """
    if page := _PAGE.fullmatch(text):
        repo, revision, path = page.groups()
        text = f"{HUB}{repo}/{unquote(path)}@{unquote(revision)}"
    found = _REPO.fullmatch(text.removeprefix(HUB)) if text.startswith(HUB) else None
    if found is None:
        raise UsageError(f"not a file on the hub: {text!r}", hint=_HUB_HINT)
    owner, repo, path, revision = found.groups()
    path = path or ""
    steps = path.split("/") if path else []
    if any(step in ("", ".", "..") or "\\" in step or not step.isprintable() for step in steps):
        raise UsageError(f"not a path in a repository: {path!r}", hint=_HUB_HINT)
    if revision is not None and (not _REVISION.fullmatch(revision) or ".." in revision):
        raise UsageError(f"not a revision: {revision!r}", hint=_HUB_HINT)
    return HubFile(f"{owner}/{repo}", path, revision or "")


def ollama_model(text: str) -> OllamaModel:
    """Read `ollama://[server/][namespace/]name[:tag]`. Raises UsageError."""
    path, _, tag = text.removeprefix(OLLAMA).partition(":")
    steps = path.split("/")
    if not all(re.fullmatch(_PART, step) for step in [*steps, tag or "latest"]) or len(steps) > 3:
        raise UsageError(f"not a model of Ollama's: {text!r}", hint=_OLLAMA_HINT)
    registry = steps.pop(0) if len(steps) == 3 else _OLLAMA_REGISTRY
    return OllamaModel(registry, "/".join(["library", *steps] if len(steps) == 1 else steps), tag or "latest")


def plain_name(text: str) -> str:
    """A model's name made of a file's: what a folder can be called on every system."""
    stem = re.sub(r"\.(gguf|onnx)$", "", text, flags=re.IGNORECASE)
    return re.sub(r"[^A-Za-z0-9._-]+", "-", stem).strip("-._") or "model"
