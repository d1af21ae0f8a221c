"""What is broken, changed or made for something else is refused before a native parser sees it."""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import gguf
import pytest

from edgelam.core.errors import ModelCorrupt, ModelError, ModelMissing, ModelRole
from edgelam.engines.formats import check_gguf
from edgelam.models.manifest import MANIFEST, Role, write_manifest
from edgelam.models.registry import SHIPPED, open_model, verify
from edgelam.models.soundness import flaw
from tests.cli import ROOT
from tests.tiny_gguf import tiny_decoder, tiny_encoder

FLIPS = 40  # a region


@pytest.fixture(scope="module")
def good(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tiny_decoder(tmp_path_factory.mktemp("good") / "good.gguf")


@pytest.fixture(scope="module")
def regions(good: Path) -> dict[str, range]:
    """Where the parts of the good file lie."""
    facts = check_gguf(good)
    data = good.read_bytes()
    infos = data.index(b"token_embd.weight") - 8
    first = min(tensor.offset for tensor in facts.tensors.values())
    last = max(tensor.offset + tensor.size for tensor in facts.tensors.values())
    return {
        "magic": range(4),
        "version": range(4, 8),
        "counts": range(8, 24),
        "metadata": range(24, infos),
        "tensor infos": range(infos, first),
        "data": range(first, last),
    }


REGIONS = ("magic", "version", "counts", "metadata", "tensor infos", "data")


def flipped(data: bytes, at: int, bit: int) -> bytes:
    changed = bytearray(data)
    changed[at] ^= 1 << bit
    return bytes(changed)


def some(region: range) -> Iterator[tuple[int, int]]:
    """Places over a region, each with a bit of its own; the first and the last byte among them."""
    step = max(1, len(region) // FLIPS)
    for number, at in enumerate([*region[::step], region[-1]]):
        yield at, number % 8


@pytest.fixture
def registered(good: Path, tmp_path: Path) -> Path:
    """A chat model with a manifest."""
    folder = tmp_path / "models" / "chat"
    folder.mkdir(parents=True)
    shutil.copy(good, folder / "chat.gguf")
    write_manifest(
        folder, name="chat", role="any", engine="llama", kind="generative", model="chat.gguf", licence="mit"
    )
    return folder


@pytest.mark.parametrize("region", REGIONS)
def test_a_registered_model_with_one_bit_flipped(
    registered: Path, regions: dict[str, range], region: str
) -> None:
    path = registered / "chat.gguf"
    whole = path.read_bytes()
    for at, bit in some(regions[region]):
        path.write_bytes(flipped(whole, at, bit))
        for use in (open_model, lambda _, name: verify(name)):
            with pytest.raises(ModelCorrupt) as caught:
                use("caller", str(registered))
            assert "\n" not in str(caught.value)
    path.write_bytes(whole)
    assert open_model("caller", str(registered)).path == path


@pytest.mark.parametrize("region", REGIONS)
def test_a_gguf_that_was_used_before_with_one_bit_flipped(
    good: Path, tmp_path: Path, regions: dict[str, range], region: str
) -> None:
    path = Path(shutil.copy(good, tmp_path / "mine.gguf"))
    whole = path.read_bytes()
    assert open_model("caller", str(path)).sha256
    for at, bit in some(regions[region]):
        path.write_bytes(flipped(whole, at, bit))
        with pytest.raises(ModelError):
            open_model("caller", str(path))
    path.write_bytes(whole)
    open_model("planner", str(path))


@pytest.mark.parametrize("region", REGIONS[:3])
def test_a_gguf_never_seen_with_one_bit_of_its_head_flipped(
    good: Path, tmp_path: Path, regions: dict[str, range], region: str
) -> None:
    whole, tensors = good.read_bytes(), check_gguf(good).tensors
    for at in regions[region]:
        for bit in range(8):
            path = tmp_path / f"{at}-{bit}.gguf"  # each new, or its hash would tell
            path.write_bytes(flipped(whole, at, bit))
            try:
                open_model("caller", str(path))
            except ModelCorrupt:
                continue
            # What is left describes a file: of version 2, laid out in the same way, or of fewer tensors.
            assert region != "magic"
            assert region != "version" or path.read_bytes()[4] == 2
            assert region != "counts" or len(check_gguf(path).tensors) < len(tensors)


@pytest.mark.parametrize("region", REGIONS)
def test_a_gguf_never_seen_that_is_cut_short(
    good: Path, tmp_path: Path, regions: dict[str, range], region: str
) -> None:
    whole = good.read_bytes()
    path = tmp_path / "new.gguf"
    for at, _ in some(regions[region]):
        path.write_bytes(whole[:at])
        with pytest.raises(ModelCorrupt):
            open_model("caller", str(path))


@pytest.mark.parametrize("name", ["caller", "planner"])
def test_every_file_of_the_shipped_models_is_watched(tmp_path: Path, name: str) -> None:
    role: Role = "caller" if name == "caller" else "planner"
    folder = tmp_path / name
    shutil.copytree(SHIPPED / name, folder)
    open_model(role, str(folder))
    for path in sorted(folder.iterdir()):
        if path.name == MANIFEST:
            continue
        size = path.stat().st_size
        for at in (0, size // 2, size - 1):
            with path.open("r+b") as file:
                file.seek(at)
                byte = file.read(1)[0]
                file.seek(at)
                file.write(bytes([byte ^ 1]))
            with pytest.raises(ModelCorrupt):
                open_model(role, str(folder))
            with path.open("r+b") as file:
                file.seek(at)
                file.write(bytes([byte]))
        path.rename(tmp_path / "away")
        with pytest.raises(ModelMissing):
            open_model(role, str(folder))
        (tmp_path / "away").rename(path)
    open_model(role, str(folder))


Maker = Callable[[Path, Path], object]


def _typed(path: Path, good: Path, key: str, value: str | int) -> None:
    """The good file with one more key among its metadata."""
    data = good.read_bytes()
    entry = gguf.GGUFValueType
    kind = entry.STRING if isinstance(value, str) else entry.UINT16
    text = value.encode() if isinstance(value, str) else b""
    packed = len(text).to_bytes(8, "little") + text if text else int(value).to_bytes(2, "little")
    entries = int.from_bytes(data[16:24], "little") + 1
    added = len(key).to_bytes(8, "little") + key.encode() + int(kind).to_bytes(4, "little") + packed
    # The data starts at a multiple of 32: what is added has to be one.
    fill = b"pad"
    gap = -(len(added) + 8 + len(fill) + 4 + 8) % 32
    padding = len(fill).to_bytes(8, "little") + fill + int(entry.STRING).to_bytes(4, "little")
    padding += gap.to_bytes(8, "little") + b" " * gap
    path.write_bytes(data[:16] + (entries + 1).to_bytes(8, "little") + added + padding + data[24:])


def _folder(path: Path, make: Callable[[Path], Path], **described: str) -> Path:
    """A folder with a model and a manifest that says what the model is not, or is."""
    path.mkdir()
    make(path / "model.gguf")
    known = {"role": "any", "kind": "generative", "name": path.name, **described}
    write_manifest(path, engine="llama", model="model.gguf", **known)  # type: ignore[arg-type]
    return path


def _lost(path: Path) -> None:
    _folder(path, tiny_decoder)
    (path / "model.gguf").unlink()


def _piped(path: Path) -> None:
    _lost(path)
    os.mkfifo(path / "model.gguf")


def _piped_manifest(path: Path) -> None:
    path.mkdir()
    os.mkfifo(path / MANIFEST)


def _foreign(path: Path) -> None:
    path.mkdir()
    (path / MANIFEST).write_text(json.dumps({"name": "x", "files": []}))


def _socket(path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(str(path))


# What lies there, how it is made (the place, the good GGUF), and what it is refused as.
WRONG: dict[str, tuple[Maker, type[ModelError]]] = {
    "empty.gguf": (lambda p, _: p.write_bytes(b""), ModelCorrupt),
    "short.gguf": (lambda p, _: p.write_bytes(b"GGUF\3\0\0"), ModelCorrupt),
    "page.gguf": (lambda p, _: p.write_bytes(b"<!doctype html><p>Log in"), ModelCorrupt),
    "zeros.gguf": (lambda p, _: p.write_bytes(b"\0" * 4096), ModelCorrupt),
    "onnx.gguf": (lambda p, _: shutil.copy(SHIPPED / "caller" / "model.onnx", p), ModelCorrupt),
    "gguf.onnx": (lambda p, good: shutil.copy(good, p), ModelCorrupt),
    "lone.onnx": (lambda p, _: shutil.copy(SHIPPED / "caller" / "model.onnx", p), ModelCorrupt),
    "encoder.gguf": (lambda p, _: tiny_encoder(p), ModelRole),
    "adapter.gguf": (lambda p, good: _typed(p, good, "general.type", "adapter"), ModelRole),
    "eyes.gguf": (lambda p, good: _typed(p, good, "general.type", "mmproj"), ModelRole),
    "part.gguf": (lambda p, good: _typed(p, good, "split.count", 3), ModelRole),
    "endless.gguf": (lambda p, _: p.symlink_to("/dev/zero"), ModelCorrupt),
    "pipe.gguf": (lambda p, _: os.mkfifo(p), ModelCorrupt),
    "socket.gguf": (lambda p, _: _socket(p), ModelCorrupt),
    "loop.gguf": (lambda p, _: p.symlink_to(p), ModelMissing),
    "nowhere.gguf": (lambda p, _: p.symlink_to(p.parent / "gone"), ModelMissing),
    "nothing.gguf": (lambda p, _: None, ModelMissing),
    "folder.gguf": (lambda p, _: p.mkdir(), ModelMissing),
    "lost": (lambda p, _: _lost(p), ModelMissing),
    "piped": (lambda p, _: _piped(p), ModelCorrupt),
    "piped-manifest": (lambda p, _: _piped_manifest(p), ModelCorrupt),
    "foreign": (lambda p, _: _foreign(p), ModelCorrupt),
    "for-planning": (lambda p, _: _folder(p, tiny_encoder, role="planner", kind="pointing"), ModelRole),
    "no-writer": (lambda p, _: _folder(p, tiny_encoder), ModelRole),
    "no-pointer": (lambda p, _: _folder(p, tiny_decoder, kind="pointing"), ModelRole),
}


@pytest.mark.parametrize(
    "values",
    [
        {"block_count": 513},
        {"nextn_predict_layers": 3},
        {"rope.scaling.type": "linfar"},
        {"expert_count": 2000, "expert_used_count": 2},
        {"expert_count": 8},
        {"expert_used_count": 2},
        {"expert_count": 2, "expert_used_count": 4},
        {"expert_group_count": 2},
        {"expert_count": 8, "expert_used_count": 2, "expert_group_count": 8},
        {"expert_count": 8, "expert_used_count": 2, "expert_group_count": 3, "expert_group_used_count": 1},
        {"expert_count": 8, "expert_used_count": 2, "expert_group_count": 4, "expert_group_used_count": 4},
    ],
)
def test_numbers_over_which_llama_cpp_ends_its_process(good: Path, values: dict[str, int | str]) -> None:
    facts = check_gguf(good)
    assert flaw(facts) == ""
    named = {f"llama.{name}": value for name, value in values.items()}
    assert flaw(replace(facts, metadata={**facts.metadata, **named}))


def test_models_with_experts_are_sound(good: Path) -> None:
    facts = check_gguf(good)
    for experts, used, groups, chosen in ((8, 2, 0, 0), (128, 8, 1, 0), (256, 8, 8, 4)):
        named = {
            "llama.expert_count": experts,
            "llama.expert_used_count": used,
            "llama.expert_group_count": groups,
            "llama.expert_group_used_count": chosen,
            "llama.rope.scaling.type": "yarn",
            "llama.nextn_predict_layers": 1,
        }
        assert flaw(replace(facts, metadata={**facts.metadata, **named})) == ""


def test_a_block_count_beyond_llama_cpps_is_refused(good: Path, tmp_path: Path) -> None:
    data = bytearray(good.read_bytes())
    at = data.index(b"llama.block_count") + len(b"llama.block_count") + 4
    data[at + 1] = 2  # 514 blocks
    path = tmp_path / "many.gguf"
    path.write_bytes(data)
    with pytest.raises(ModelCorrupt, match="block_count is 514"):
        open_model("caller", str(path))


@pytest.mark.parametrize("name", WRONG)
def test_what_is_no_caller(good: Path, tmp_path: Path, name: str) -> None:
    make, refusal = WRONG[name]
    make(tmp_path / name, good)
    with pytest.raises(refusal) as caught:
        open_model("caller", str(tmp_path / name))
    assert type(caught.value) is refusal
    assert "\n" not in str(caught.value)
    assert caught.value.exit_code == 2 and caught.value.hint


@pytest.mark.parametrize(
    "name", ["a\0b", "x" * 5000, "~nobody-of-that-name/x.gguf", "/dev/null", "/dev/stdin"]
)
def test_paths_that_are_none(name: str) -> None:
    with pytest.raises(ModelError):
        open_model("caller", name)


@contextmanager
def without_rights() -> Iterator[None]:
    """As a person who is not root, for whom the modes of files hold."""
    person = os.geteuid()
    if person == 0:
        os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(person)


@pytest.mark.parametrize("closed", ["the file", "its folder"])
def test_what_may_not_be_read(good: Path, tmp_path: Path, closed: str) -> None:
    folder = tmp_path / "closed"
    folder.mkdir()
    path = Path(shutil.copy(good, folder / "x.gguf"))
    (path if closed == "the file" else folder).chmod(0)
    try:
        with without_rights(), pytest.raises(ModelMissing):
            open_model("caller", str(path))
    finally:
        folder.chmod(0o700)


_PROBE = """
import sys
from edgelam.core.errors import ModelError
from edgelam.run.models import open_caller
for path in sys.argv[1:]:
    try:
        with open_caller(path):
            print("opened")
    except ModelError as error:
        print(type(error).__name__)
loaded = {"llama_cpp", "onnxruntime", "edgelam.engines.worker", "subprocess"} & set(sys.modules)
print(*sorted(loaded))
"""


@pytest.mark.device
def test_none_of_it_needs_a_native_parser_to_be_refused(good: Path, tmp_path: Path) -> None:
    for name, (make, _) in WRONG.items():
        make(tmp_path / name, good)
    done = subprocess.run(
        [sys.executable, "-c", _PROBE, *(str(tmp_path / name) for name in WRONG)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=60,
    )
    *refusals, loaded = done.stdout.splitlines()
    assert refusals == [refusal.__name__ for _, refusal in WRONG.values()], done.stderr
    assert loaded == "", "neither a parser nor a process to run it in"
