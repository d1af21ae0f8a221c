"""A vocabulary without its model: llama.cpp's tokenizer for models that another engine computes."""

from __future__ import annotations

import os
from pathlib import Path

from edgelam.core.errors import ModelCorrupt

from .formats import check_gguf
from .library import Weights, complaint, ctrl_c_afterwards, llama


class Vocabulary(Weights):
    """The tokens, marks and chat template of a GGUF, whose weights are not read.

    Raises ModelMissing, ModelCorrupt, ModelError.
    """

    def __init__(self, path: Path) -> None:
        self.users, self._key, self._adapters = 1, None, {}  # it is shared with nobody
        self.facts = check_gguf(path)
        self.api = llama()
        params = self.api.llama_model_default_params()
        params.vocab_only = True
        complaint()
        with ctrl_c_afterwards():
            self.handle = self.api.llama_model_load_from_file(os.fsencode(path), params)
        if not self.handle:
            raise ModelCorrupt(f"{path}: llama.cpp refuses it: {complaint()}")
        self._vocab = self.api.llama_model_get_vocab(self.handle)
        self._marks = {}
        self.vocabulary = int(self.api.llama_vocab_n_tokens(self._vocab))
        self.template = str(self.facts.metadata.get("tokenizer.chat_template", ""))
        self.begin, self.finish, self.end = self.special()
