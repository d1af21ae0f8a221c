"""ONNX Runtime: opening a graph, on which processor, and its errors as ours; the one file that imports it."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import onnxruntime
from onnxruntime.capi.onnxruntime_pybind11_state import (
    EPFail,
    Fail,
    InvalidArgument,
    InvalidGraph,
    InvalidProtobuf,
    NoSuchFile,
    NotImplemented,
    RuntimeException,
)

from edgelam.core.errors import ModelCorrupt, ModelError, ModelMissing

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from edgelam.core.contracts import Vectors

CPU = "CPUExecutionProvider"
# By the names a person gives; in the order in which `auto` takes the first that works.
PROVIDERS: Mapping[str, str] = {
    "cuda": "CUDAExecutionProvider",
    "coreml": "CoreMLExecutionProvider",
    "qnn": "QNNExecutionProvider",
    "nnapi": "NnapiExecutionProvider",
    "cpu": CPU,
}
_FAILURES = (
    EPFail,
    Fail,
    InvalidArgument,
    InvalidGraph,
    InvalidProtobuf,
    NotImplemented,
    RuntimeException,
    RuntimeError,  # what a run with bound memory raises
)
_LEAST_COSINE = 0.995  # half precision and eight bits stay above it, a wrong kernel does not

log = logging.getLogger("edgelam.onnx")

Session = Any  # onnxruntime.InferenceSession, which has no types
Probe = Callable[[Session], "Vectors"]  # runs a fixed input through a session


def open_session(path: Path, threads: int, providers: str, probe: Probe) -> Session:
    """A session on the provider asked for, or on the CPU.

    providers: a name of PROVIDERS, or `auto`. One that this build of ONNX Runtime has not, that cannot open
    the graph, or that answers the probe otherwise than the CPU does, is left out, which is logged. Raises
    ModelMissing; ModelCorrupt when the file is no graph; ModelError for an unknown provider.
    """
    if providers != "auto" and providers not in PROVIDERS:
        raise ModelError(f"there is no provider {providers!r}", hint=f"One of: auto, {', '.join(PROVIDERS)}.")
    if not path.is_file():
        raise ModelMissing(f"there is no model at {path}")
    cpu = _open(path, threads, [CPU])
    wanted = list(PROVIDERS) if providers == "auto" else [providers]
    for name in wanted:
        if PROVIDERS[name] == CPU:
            continue
        found = _accelerated(path, threads, name, probe, cpu)
        if found is not None:
            return found
    return cpu


def available() -> list[str]:
    """The providers of this build by our names, the ones that `auto` tries first before the others."""
    built = onnxruntime.get_available_providers()
    return [name for name, provider in PROVIDERS.items() if provider in built]


def _accelerated(path: Path, threads: int, name: str, probe: Probe, cpu: Session) -> Session | None:
    """A session on that provider that gives the CPU's answer; None where there is none."""
    if name not in available():
        log.info("ONNX Runtime is built without %s", name)
        return None
    try:
        session = _open(path, threads, [PROVIDERS[name], CPU])
        if session.get_providers()[0] != PROVIDERS[name]:
            log.info("%s cannot be started here", name)
            return None
        with failures("the known-answer test"):
            if agree(probe(cpu), probe(session)):
                return session
        log.info("%s answers otherwise than the CPU: it is not used", name)
    except ModelError as error:
        log.info("%s: %s", name, error)
    return None


def agree(one: Vectors, other: Vectors) -> bool:
    """Whether two arrays of vectors (n, width) say the same, up to the rounding of half precision."""
    if one.shape != other.shape or not np.isfinite(other).all():
        return False
    lengths = np.linalg.norm(one, axis=-1) * np.linalg.norm(other, axis=-1)
    cosines = (one * other).sum(-1) / np.maximum(lengths, 1e-12)
    return bool(cosines.min() >= _LEAST_COSINE)


def _open(path: Path, threads: int, providers: Sequence[str]) -> Session:
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    options.log_severity_level = 4  # what goes wrong is raised
    # Threads that spin while a graph runs take a fifth off its time; between two runs they would take the
    # processor away from everything else.
    options.add_session_config_entry("session.intra_op.allow_spinning", "1")
    options.add_session_config_entry("session.force_spinning_stop", "1")
    try:
        return onnxruntime.InferenceSession(path, options, providers=list(providers))
    except NoSuchFile as error:
        raise ModelMissing(f"there is no model at {path}") from error
    except _FAILURES as error:
        raise ModelCorrupt(f"{path} cannot be opened by ONNX Runtime: {_first_line(error)}") from error


@contextmanager
def failures(doing: str) -> Iterator[None]:
    """ONNX Runtime's errors as ModelError. doing: what it was asked to do."""
    try:
        yield
    except _FAILURES as error:
        raise ModelError(f"{doing}: ONNX Runtime fails: {_first_line(error)}") from error


def _first_line(error: Exception) -> str:
    return (str(error).splitlines() or [type(error).__name__])[0]


class Bound:
    """Inputs and outputs that stay where they are from run to run: arrays shared with ONNX Runtime."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._binding = session.io_binding()
        self._held: dict[str, Any] = {}  # ONNX Runtime does not keep arrays alive
        self._options = onnxruntime.RunOptions()
        self._options.log_severity_level = 4  # a run that is stopped is no error to be printed

    def put(self, name: str, array: NDArray[Any], output: str = "") -> None:
        """Read the input there; with `output`, write that output to the same place."""
        value = onnxruntime.OrtValue.ortvalue_from_numpy(array)
        self._held[name] = (array, value)
        self._binding.bind_ortvalue_input(name, value)
        if output:
            self._binding.bind_ortvalue_output(output, value)

    def take(self, name: str, array: NDArray[Any]) -> None:
        """Write the output there."""
        value = onnxruntime.OrtValue.ortvalue_from_numpy(array)
        self._held[name] = (array, value)
        self._binding.bind_ortvalue_output(name, value)

    def run(self) -> None:
        """One pass. Raises ModelError."""
        with failures("evaluating"):
            self._session.run_with_iobinding(self._binding, self._options)

    def stop(self, on: bool) -> None:
        """on: end a pass that is running, and every later one, between two operations, until it is off."""
        self._options.terminate = on
