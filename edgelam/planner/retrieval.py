"""Which of many candidates are worth reading for a step, by embeddings; those of known texts lie on disk."""

from __future__ import annotations

import zipfile
from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np

from edgelam.core.contracts import Encoder
from edgelam.core.errors import ModelCorrupt
from edgelam.reader.heads import Floats, Heads
from edgelam.reader.wordpiece import WordPiece

from .heads import APP, TOOL, embed
from .layout import candidate_ids

_KINDS = ("tools", "apps")


class Finder:
    """Embeds candidates, each text once, and finds those nearest to a step."""

    def __init__(self, encoder: Encoder, heads: Heads, reader: WordPiece) -> None:
        self._encoder = encoder
        self._heads = heads
        self._reader = reader
        self._known: dict[tuple[bool, str], Floats] = {}
        self.taught: frozenset[str] = frozenset()  # texts of the tools that the model was trained with

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
        table = np.stack([self._embedding(text, app) for text in texts])
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
        return found
