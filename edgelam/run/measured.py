"""The form of a model that was measured to be the faster one on this machine, where there is one.

`edgelam bench backends` writes the weights of a shipped model for the other engine too, lets both answer the
same questions, and keeps the other form only where it answers alike and faster. It is a model folder like any
other; what it was made of, and where it was measured, stand in its manifest's settings.
"""

from __future__ import annotations

import hashlib
import os
import platform
from pathlib import Path

from edgelam.core.errors import ModelError
from edgelam.models.home import home
from edgelam.models.manifest import check_files
from edgelam.models.registry import Model, find

MADE_OF, MEASURED_ON = "made_of", "measured_on"  # settings of the manifest


def measured_form(model: Model) -> Model:
    """The model itself, or the same weights in the form that is faster here, every file of it checked.

    A form of another file's weights, of another machine, or with a damaged file counts for nothing.
    """
    folder = form_folder(model)
    if not folder.is_dir():
        return model
    try:
        form = find(str(folder))
        if form.manifest is None or form.kind != model.kind:
            return model
        settings = form.manifest.settings
        if (settings.get(MADE_OF), settings.get(MEASURED_ON)) != (model.identity, this_machine()):
            return model
        check_files(folder, form.manifest)
    except ModelError:
        return model
    return form


def form_folder(model: Model) -> Path:
    """Where the faster form of a model lies, if any."""
    return home() / "forms" / hashlib.sha256(model.identity.encode()).hexdigest()[:16]


def this_machine() -> str:
    """What decides most which engine is faster: the processor, and how many cores of it may be used."""
    name = platform.machine()
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8", errors="replace").splitlines()
        name = next((line.partition(":")[2].strip() for line in lines if line.startswith("model name")), name)
    except OSError:
        pass
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    return f"{name}, {cores} cores"
