"""Which of many candidates are worth reading for a step, by embeddings; those of known texts lie on disk."""

from __future__ import annotations

import os
import zipfile
from collections.abc import Iterable, Sequence
from contextlib import suppress
from pathlib import Path

import numpy as np

from edgelam.core.contracts import Encoder
from edgelam.core.errors import ModelCorrupt
from edgelam.reader.heads import Floats, Heads
from edgelam.reader.wordpiece import WordPiece

from .heads import APP, TOOL, embed
from .layout import candidate_ids

_KINDS = ("tools", "apps")
_MOST = 4000  # texts that are remembered


class Finder:
    """Embeds candidates, each text once, and finds those nearest to a step."""

    def __init__(self, encoder: Encoder, heads: Heads, reader: WordPiece) -> None:
        self._encoder = encoder
        self._heads = heads
        self._reader = reader
        self._known: dict[tuple[bool, str], Floats] = {}
        self.taught: frozenset[str] = frozenset()  # texts of the tools that the model was trained with
        self._met: dict[tuple[bool, str], Floats] = {}  # those that did not come with the model, oldest first
        self._memory: Path | None = None

    def load(self, path: Path) -> None:
        """Take over embeddings kept by `save`; a missing file costs only time. Raises ModelCorrupt."""
        if not path.is_file():
            return
        try:
            with np.load(path, allow_pickle=False) as arrays:
                for app, kind in enumerate(_KINDS):
                    vectors = np.asarray(arrays[kind], np.float32)
                    texts = [str(text) for text in arrays[f"{kind}_texts"]]
                    self._known.update({(bool(app), t): v for t, v in zip(texts, vectors, strict=True)})
                    self.taught |= frozenset(texts) if kind == "tools" else frozenset()
        except (zipfile.BadZipFile, KeyError, ValueError, OSError) as error:
            raise ModelCorrupt(f"{path} does not hold embeddings: {error}") from error

    def remember(self, path: Path) -> None:
        """Take over what this same model embedded on this machine before, and keep there what comes to it.

        A file that cannot be read or written costs only time.
        """
        self._memory = path
        unreadable = (zipfile.BadZipFile, KeyError, ValueError, TypeError, EOFError, OSError)
        with suppress(*unreadable), path.open("rb") as file, np.load(file, allow_pickle=False) as arrays:
            vectors = np.asarray(arrays["vectors"], np.float32)
            texts = zip(arrays["apps"], arrays["texts"], strict=True)
            for (app, text), vector in zip(texts, vectors, strict=True):
                self._met[bool(app), str(text)] = vector
        self._known = {**self._met, **self._known}

    def _write_down(self) -> None:
        """All that was met, for other processes; none of them ever sees half of it."""
        if self._memory is None:
            return
        met = list(self._met.items())[-_MOST:]
        half = self._memory.with_name(f".{self._memory.name}.{os.getpid()}.npz")
        with suppress(OSError):
            self._memory.parent.mkdir(parents=True, exist_ok=True)
            np.savez(
                half,
                apps=np.array([app for (app, _), _ in met]),
                texts=np.array([text for (_, text), _ in met]),
                vectors=np.stack([vector for _, vector in met]),
            )
            half.replace(self._memory)

    def save(self, path: Path, tools: Iterable[str], apps: Iterable[str]) -> None:
        """Embed these texts and keep them for `load`."""
        arrays: dict[str, np.ndarray[tuple[int, ...], np.dtype[np.generic]]] = {}
        for app, (kind, texts) in enumerate(zip(_KINDS, (list(tools), list(apps)), strict=True)):
            arrays[kind] = np.stack([self._embedding(text, bool(app)) for text in texts]).astype(np.float16)
            arrays[f"{kind}_texts"] = np.array(texts)
        np.savez_compressed(path, allow_pickle=False, **arrays)

    def nearest(
        self, steps: Sequence[Floats], texts: Sequence[str], most: int, *, app: bool
    ) -> list[dict[int, float]]:
        """For every step the `most` nearest texts, best first: index and nearness (cosine).

        steps: the vectors (tokens, width) of each step's words.
        """
        if not texts:
            return [{} for _ in steps]
        before = len(self._met)
        table = np.stack([self._embedding(text, app) for text in texts])
        if len(self._met) > before:
            self._write_down()
        found = []
        for vectors in steps:
            near = table @ embed(self._heads, (APP if app else TOOL)[0], vectors)
            found.append({int(i): float(near[i]) for i in np.argsort(-near)[:most]})
        return found

    def _embedding(self, text: str, app: bool) -> Floats:
        found = self._known.get((app, text))
        if found is None:
            vectors = self._encoder.encode(candidate_ids(self._reader, text, app=app))
            found = self._known[app, text] = embed(self._heads, (APP if app else TOOL)[1], vectors)
            self._met[app, text] = found
        return found
