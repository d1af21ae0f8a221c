"""The decoder in a process of its own: the same answers, and its death is survived."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from edgelam.core.errors import ModelCorrupt, ModelCrashed, ModelMissing, ModelRole
from edgelam.engines.llama import LlamaDecoder
from edgelam.engines.process import Process
from edgelam.engines.worker import WorkerDecoder
from tests.engine_contract import RestorableContract
from tests.tiny_gguf import tiny_decoder, tiny_encoder

pytestmark = pytest.mark.device

ROOT = Path(__file__).parent.parent
LONG = [i * 7 % 199 + 1 for i in range(4000)]


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tiny_decoder(tmp_path_factory.mktemp("models") / "tiny.gguf")


@pytest.fixture(scope="module")
def process() -> Iterator[Process]:
    """One child for the tests that leave it alive."""
    shared = Process()
    yield shared
    shared.close()


class TestContract(RestorableContract):
    @pytest.fixture
    def decoder(self, path: Path, process: Process) -> Iterator[WorkerDecoder]:
        opened = WorkerDecoder(path, threads=1, process=process)
        yield opened
        opened.close()


@pytest.fixture
def decoder(path: Path) -> Iterator[WorkerDecoder]:
    opened = WorkerDecoder(path, threads=1, process=Process(sleep=lambda seconds: None))
    yield opened
    opened.close()
    opened.process.close()


def kill(decoder: WorkerDecoder, number: int, after: float) -> threading.Timer:
    assert decoder.process.pid
    timer = threading.Timer(after, os.kill, (decoder.process.pid, number))
    timer.start()
    return timer


def keep_busy(decoder: WorkerDecoder) -> None:
    for _ in range(1000):
        decoder.evaluate(LONG)
        decoder.evaluate([1])


def test_it_computes_what_the_same_process_computes(path: Path, process: Process) -> None:
    near, far = LlamaDecoder(path, threads=1), WorkerDecoder(path, threads=1, process=process)
    for tokens in (LONG[:300], LONG[:310], LONG[:50]):
        assert np.array_equal(near.evaluate(tokens), far.evaluate(tokens))
        assert (near.kept, near.cached(LONG)) == (far.kept, far.cached(LONG))
    near.close()
    far.close()


def test_continuations_are_looked_at_together(path: Path, process: Process) -> None:
    near, far = LlamaDecoder(path, threads=1), WorkerDecoder(path, threads=1, process=process)
    runs = [[5, 4], [6, 7, 8], [9]]
    assert np.array_equal(near.evaluate_many(LONG[:60], runs), far.evaluate_many(LONG[:60], runs))
    for tokens in ([*LONG[:60], 6, 7, 8, 9], [*LONG[:60], 5]):
        assert far.cached(tokens) == near.cached(tokens)
        assert np.array_equal(near.evaluate(tokens), far.evaluate(tokens))
        assert far.kept == near.kept
    near.close()
    far.close()


def test_what_is_read_ahead_need_not_be_computed(path: Path, process: Process) -> None:
    near, far = LlamaDecoder(path, threads=1), WorkerDecoder(path, threads=1, process=process)
    near.evaluate(LONG[:300])
    far.read_ahead(LONG[:300])
    far.read_ahead(LONG[:100])  # while the first goes on, or after it
    assert far.tokenize("a") == near.tokenize("a")
    far.read_ahead(LONG[:300])
    assert far.kept == near.kept
    assert far.cached(LONG[:310]) == 300
    assert np.array_equal(near.evaluate(LONG[:310]), far.evaluate(LONG[:310]))
    other = WorkerDecoder(path, threads=1, process=process)
    far.read_ahead(LONG[:320])
    assert np.array_equal(other.evaluate(LONG[:320]), far.evaluate(LONG[:320]))
    for decoder in (near, far, other):
        decoder.close()


def test_death_while_it_reads_ahead_is_told_by_the_next_call(decoder: WorkerDecoder) -> None:
    decoder.read_ahead(LONG)
    kill(decoder, signal.SIGKILL, 0).join()
    with pytest.raises(ModelCrashed, match="SIGKILL"):
        decoder.evaluate(LONG[:20])
    assert np.isfinite(decoder.evaluate(LONG[:20])).all()


def test_what_is_read_ahead_can_be_left(decoder: WorkerDecoder) -> None:
    decoder.read_ahead(LONG)
    started = time.monotonic()
    decoder.close()
    assert time.monotonic() - started < 5


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGSEGV, signal.SIGABRT])
def test_death_in_the_middle_is_one_error_and_then_it_goes_on(
    decoder: WorkerDecoder, number: signal.Signals
) -> None:
    before = decoder.evaluate(LONG[:100]).copy()
    timer = kill(decoder, number, 0.1)
    with pytest.raises(ModelCrashed, match=number.name) as caught:
        keep_busy(decoder)
    timer.join()
    assert "\n" not in str(caught.value)
    assert decoder.kept == ()
    assert np.array_equal(decoder.evaluate(LONG[:100]), before)


def test_death_between_two_calls_is_told_once(decoder: WorkerDecoder) -> None:
    decoder.evaluate(LONG[:10])
    kill(decoder, signal.SIGKILL, 0).join()
    with pytest.raises(ModelCrashed, match="SIGKILL"):
        decoder.evaluate(LONG[:20])
    assert np.isfinite(decoder.evaluate(LONG[:20])).all()


def test_a_model_that_keeps_dying_is_not_started_for_ever(path: Path) -> None:
    clock, pauses = [0.0], []
    decoder = WorkerDecoder(path, threads=1, process=Process(now=lambda: clock[0], sleep=pauses.append))
    for _ in range(4):
        decoder.evaluate([1])
        kill(decoder, signal.SIGKILL, 0).join()
        with pytest.raises(ModelCrashed, match="SIGKILL"):
            decoder.evaluate([1, 2])
    for _ in range(2):
        with pytest.raises(ModelCrashed, match="4 times within a minute"):
            decoder.evaluate([1, 2])
    assert pauses == sorted(pauses)
    clock[0] += 61
    assert np.isfinite(decoder.evaluate([1, 2])).all()
    decoder.process.close()
    decoder.close()


def test_another_decoder_of_a_dead_process_starts_afresh(path: Path) -> None:
    one, other = WorkerDecoder(path, threads=1), WorkerDecoder(path, threads=1)
    assert one.process is other.process
    before = other.evaluate(LONG[:50]).copy()
    kill(one, signal.SIGKILL, 0).join()
    with pytest.raises(ModelCrashed):
        one.evaluate([1])
    assert np.isfinite(one.evaluate([1])).all()
    assert other.kept == ()
    assert np.array_equal(other.evaluate(LONG[:50]), before)
    one.close()
    assert np.isfinite(other.evaluate([1])).all(), "the process lives as long as anybody needs it"
    pid = other.process.pid
    other.close()
    assert pid and not alive(pid)


def test_ctrl_c_reaches_the_parent_alone(decoder: WorkerDecoder) -> None:
    calm, pid = decoder.evaluate(LONG[:100]).copy(), decoder.process.pid
    threading.Timer(0.1, os.kill, (os.getpid(), signal.SIGINT)).start()
    with pytest.raises(KeyboardInterrupt):
        keep_busy(decoder)
    assert decoder.process.pid == pid
    assert pid and os.getpgid(pid) != os.getpgid(0)
    os.kill(pid, signal.SIGINT)
    assert np.allclose(decoder.evaluate(LONG[:100]), calm, atol=0.05)


def test_what_cannot_be_loaded_is_refused_as_in_the_same_process(tmp_path: Path, process: Process) -> None:
    garbage = tmp_path / "garbage.gguf"
    garbage.write_bytes(os.urandom(4096))
    encoder = tiny_encoder(tmp_path / "encoder.gguf")
    renamed = tmp_path / "renamed.gguf"
    data = tiny_decoder(tmp_path / "d.gguf").read_bytes()
    renamed.write_bytes(data.replace(b"output_norm.weight", b"output_nerm.weight"))
    files = {
        tmp_path / "nothing": ModelMissing,
        garbage: ModelCorrupt,
        encoder: ModelRole,
        renamed: ModelCorrupt,
    }
    for file, kind in files.items():
        told = []
        for make in (LlamaDecoder, lambda path: WorkerDecoder(path, process=process)):
            with pytest.raises(kind) as caught:
                make(file)
            told.append((type(caught.value), str(caught.value), caught.value.hint))
        assert told[0] == told[1]


def test_what_ends_llama_cpp_ends_only_its_process(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    data = tiny_decoder(tmp_path / "d.gguf", spm=True).read_bytes()
    path = tmp_path / "no-e2.gguf"
    path.write_bytes(data.replace(b"<0xE2>", b"<0xZ2>"))  # llama.cpp counts on a token for every byte
    decoder = WorkerDecoder(path)
    with pytest.raises(ModelCrashed, match=r"SIGABRT .* its last words: .*unordered_map::at"):
        decoder.tokenize("\u20ac")
    assert b"".join(map(decoder.piece, decoder.tokenize("tap"))).strip() == b"tap"
    decoder.close()
    assert capfd.readouterr() == ("", "")


ORPHAN = """
import sys, threading
from edgelam.engines.worker import WorkerDecoder
decoder = WorkerDecoder(sys.argv[1], threads=1)
print(decoder.process.pid, flush=True)
while True:
    decoder.evaluate([1, 2, 3] * 1000)
    decoder.evaluate([1])
"""


def test_it_dies_with_its_parent_and_says_nothing_on_the_terminal(path: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", ORPHAN, str(path)], cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
    ) as parent:
        assert parent.stdout
        pid = int(parent.stdout.readline())
        assert alive(pid)
        parent.kill()
        assert parent.stdout.read() == b""
    until = time.monotonic() + 10
    while alive(pid) and time.monotonic() < until:
        time.sleep(0.02)
    assert not alive(pid)


def test_it_outlives_the_thread_that_opened_it(path: Path) -> None:
    opened: list[WorkerDecoder] = []
    thread = threading.Thread(target=lambda: opened.append(WorkerDecoder(path, threads=1)))
    thread.start()
    thread.join()
    assert np.isfinite(opened[0].evaluate([1, 2])).all()
    opened[0].close()


def alive(pid: int) -> bool:
    try:
        return "\nState:\tZ" not in Path(f"/proc/{pid}/status").read_text()
    except OSError:
        return False
