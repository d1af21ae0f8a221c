"""Fetching models from a hub on loopback, through the real command line."""

from __future__ import annotations

import json
import os
import resource
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from edgelam.models.manifest import read_manifest
from edgelam.models.registry import SHIPPED, open_model, verify
from tests.cli import ROOT, Edgelam, Ended, assert_two_lines, edgelam, spawn
from tests.hub_server import COMMIT, DENY, TOKEN, File, Hub, Repo, serving
from tests.tiny_gguf import tiny_decoder, tiny_encoder

__all__ = ["edgelam"]
pytestmark = pytest.mark.device

BLOCK = 1 << 18  # what huggingface_hub is told to hand over at a time
REFERENCE = "hf://acme/tiny-GGUF/Tiny-Q8_0.gguf"


@pytest.fixture(scope="module")
def model_bytes(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """A real model, longer than two blocks: what follows the last tensor does not matter."""
    path = tiny_decoder(tmp_path_factory.mktemp("gguf") / "tiny.gguf")
    return path.read_bytes().ljust(3 * BLOCK, b"\0")


@pytest.fixture
def hub(model_bytes: bytes, monkeypatch: pytest.MonkeyPatch) -> Iterator[Hub]:
    """A hub with one repository of one good model."""
    for name in ("HF_TOKEN", "HUGGING_FACE_HUB_TOKEN", "HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HF_HOME", os.environ["EDGELAM_HOME"])  # where nobody has left a token
    with serving() as hub:
        hub.repos["acme/tiny-GGUF"] = Repo({"Tiny-Q8_0.gguf": File(model_bytes)})
        monkeypatch.setenv("HF_ENDPOINT", hub.endpoint)
        yield hub


def own() -> Path:
    return Path(os.environ["EDGELAM_HOME"]) / "models"


def left_over() -> list[str]:
    """What waits for the rest of a download."""
    return sorted(path.name for path in (own() / ".incoming").glob("*.part"))


def refused(ended: Ended) -> str:
    """One line, a hint and code 2, after the line that says what was found; the two lines."""
    lines = ended.err.splitlines()
    assert (ended.code, ended.out) == (2, ""), ended
    assert lines[-2].startswith("edgelam: ") and lines[-1].startswith("  "), ended.err
    assert len(lines) <= 4 and "Traceback" not in ended.err
    return "\n".join(lines[-2:])


def test_a_model_is_fetched_checked_and_ready(hub: Hub, edgelam: Edgelam, model_bytes: bytes) -> None:
    ended = edgelam("models", "pull", REFERENCE)
    assert ended.code == 0, ended.err
    assert "licence apache-2.0" in ended.err
    model = open_model("caller", "Tiny-Q8_0", own())
    assert model.path.read_bytes() == model_bytes
    assert (model.role, model.kind, model.engine) == ("any", "generative", "llama")
    assert model.manifest is not None and model.manifest.source is not None
    source = model.manifest.source
    assert model.manifest.licence == "apache-2.0"
    assert (source.reference, source.revision, source.licence_accepted) == (REFERENCE, COMMIT, False)
    assert source.url == f"{hub.endpoint}/acme/tiny-GGUF/resolve/{COMMIT}/Tiny-Q8_0.gguf"
    assert REFERENCE in model.card
    assert left_over() == []
    listed = {row["name"]: row for row in edgelam("models", "list", "--json").json}["Tiny-Q8_0"]
    assert (listed["licence"], listed["source"]) == ("apache-2.0", REFERENCE)
    shown = edgelam("models", "show", "Tiny-Q8_0", "--json").json
    assert (shown["revision"], shown["url"]) == (COMMIT, source.url)


def test_json_is_one_document_and_the_role_and_name_are_the_persons(hub: Hub, edgelam: Edgelam) -> None:
    ended = edgelam("models", "pull", REFERENCE, "--name", "mine", "--role", "caller", "--json")
    assert (ended.json["name"], ended.json["role"], ended.json["fetched"]) == ("mine", "caller", True)
    assert ended.json["sha256"] == hub.repos["acme/tiny-GGUF"].files["Tiny-Q8_0.gguf"].sha256
    again = edgelam("models", "pull", REFERENCE, "--name", "mine", "--json").json
    assert again["fetched"] is False
    assert len(hub.fetches()) == 1


def test_a_revision_and_the_address_of_a_page_lead_to_the_file(
    hub: Hub, edgelam: Edgelam, model_bytes: bytes
) -> None:
    commit = "0" * 40
    hub.repos["acme/tiny-GGUF"].revisions = {"v1.0": commit, "refs/pr/1": commit, commit: commit}
    for name, reference in {
        "tag": f"{REFERENCE}@v1.0",
        "request": f"{REFERENCE}@refs/pr/1",
        "commit": f"{REFERENCE}@{commit}",
        "page": f"{hub.endpoint}/acme/tiny-GGUF/blob/v1.0/Tiny-Q8_0.gguf",
    }.items():
        assert edgelam("models", "pull", reference, "--name", name).code == 0
        manifest = read_manifest(own() / name)
        assert manifest.source is not None and manifest.source.revision == commit


def test_a_file_kept_in_git_itself_is_checked_by_the_hash_it_has_there(
    hub: Hub, edgelam: Edgelam, model_bytes: bytes
) -> None:
    files = hub.repos["acme/tiny-GGUF"].files
    files["Tiny-Q8_0.gguf"] = File(model_bytes, lfs=False)
    assert edgelam("models", "pull", REFERENCE).code == 0
    files["Other.gguf"] = File(model_bytes, lfs=False, claimed="0" * 40)
    assert "its hash differs" in refused(edgelam("models", "pull", "hf://acme/tiny-GGUF/Other.gguf"))


def test_a_hub_that_lists_only_names_is_enough(hub: Hub, edgelam: Edgelam, model_bytes: bytes) -> None:
    hub.repos["acme/tiny-GGUF"].files["Tiny-Q8_0.gguf"] = File(model_bytes, bare=True)
    assert edgelam("models", "pull", REFERENCE).code == 0
    assert verify("Tiny-Q8_0", own()).size > len(model_bytes)


def test_a_connection_that_breaks_goes_on_where_it_was(
    hub: Hub, edgelam: Edgelam, model_bytes: bytes
) -> None:
    hub.moods = [BLOCK + 1000]
    assert edgelam("models", "pull", REFERENCE).code == 0
    assert hub.fetches() == ["", f"bytes={BLOCK}-"]
    assert open_model("caller", "Tiny-Q8_0", own()).path.read_bytes() == model_bytes


def test_a_download_that_fails_keeps_its_part_for_the_next_command(hub: Hub, edgelam: Edgelam) -> None:
    hub.moods = [2 * BLOCK, DENY, DENY]
    assert "HTTP 403" in refused(edgelam("models", "pull", REFERENCE))
    assert len(left_over()) == 1
    assert not (own() / "Tiny-Q8_0").exists()
    hub.seen, hub.moods = [], []
    ended = edgelam("models", "pull", REFERENCE)
    assert ended.code == 0
    assert "going on at" in ended.err
    assert hub.fetches() == [f"bytes={2 * BLOCK}-"]
    assert left_over() == []


def test_a_part_of_an_older_version_is_not_gone_on_with(
    hub: Hub, edgelam: Edgelam, model_bytes: bytes
) -> None:
    hub.moods = [BLOCK, DENY, DENY]
    refused(edgelam("models", "pull", REFERENCE))
    newer = model_bytes[:-1] + b"\1"
    hub.repos["acme/tiny-GGUF"].files["Tiny-Q8_0.gguf"] = File(newer)
    hub.seen, hub.moods = [], []
    assert edgelam("models", "pull", REFERENCE).code == 0
    assert hub.fetches() == [""]
    assert open_model("caller", "Tiny-Q8_0", own()).path.read_bytes() == newer
    assert left_over() == []


def test_a_server_without_ranges_is_fetched_from_the_start(
    hub: Hub, edgelam: Edgelam, model_bytes: bytes
) -> None:
    hub.moods, hub.ranges = [BLOCK], False
    assert edgelam("models", "pull", REFERENCE).code == 0
    assert open_model("caller", "Tiny-Q8_0", own()).path.read_bytes() == model_bytes


@pytest.mark.parametrize("status, headers", [(503, {}), (429, {"Retry-After": "0"})])
def test_a_busy_hub_is_asked_again(hub: Hub, edgelam: Edgelam, status: int, headers: dict[str, str]) -> None:
    hub.refusals = [(status, headers)]
    assert edgelam("models", "pull", REFERENCE).code == 0


def test_ctrl_c_keeps_what_has_come_and_the_next_command_goes_on(hub: Hub, model_bytes: bytes) -> None:
    hub.hold = 2 * BLOCK + 1000
    command = [sys.executable, "-m", "edgelam", "models", "pull", REFERENCE]
    with subprocess.Popen(
        command, cwd=ROOT, stderr=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as running:
        assert hub.held.wait(60)
        part = own() / ".incoming" / left_over()[0]
        while part.stat().st_size < 2 * BLOCK:
            assert running.poll() is None
        running.send_signal(signal.SIGINT)
        out, err = running.communicate(timeout=60)
    hub.go.set()
    assert (running.returncode, out) == (130, "")
    assert err.splitlines()[-2:] == [
        "What has come is kept: the same command goes on from there.",
        "interrupted",
    ]
    assert "Traceback" not in err
    hub.hold = 0
    hub.seen.clear()
    ended = spawn("models", "pull", REFERENCE, "--json")
    assert (ended.code, ended.json["fetched"]) == (0, True), ended.err
    assert hub.fetches() == [f"bytes={2 * BLOCK}-"]
    assert open_model("planner", "Tiny-Q8_0", own()).path.read_bytes() == model_bytes


def test_two_commands_do_not_fetch_the_same_file_at_once(hub: Hub, edgelam: Edgelam) -> None:
    hub.hold = BLOCK
    command = [sys.executable, "-m", "edgelam", "models", "pull", REFERENCE, "--json"]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as running:
        assert hub.held.wait(60)
        assert "another process is fetching" in refused(edgelam("models", "pull", REFERENCE))
        hub.go.set()
        out, _ = running.communicate(timeout=60)
    assert running.returncode == 0
    assert json.loads(out)["name"] == "Tiny-Q8_0"


def test_what_is_not_what_the_hub_says_is_refused_and_not_kept(
    hub: Hub, edgelam: Edgelam, model_bytes: bytes
) -> None:
    hub.repos["acme/tiny-GGUF"].files["Tiny-Q8_0.gguf"] = File(model_bytes, claimed="0" * 64)
    assert "its hash differs" in refused(edgelam("models", "pull", REFERENCE))
    assert left_over() == []
    assert not (own() / "Tiny-Q8_0").exists()


@pytest.mark.parametrize("what", ["page", "cut", "encoder", "adapter", "onnx"])
def test_what_is_no_model_that_can_be_used_is_not_installed(
    hub: Hub, edgelam: Edgelam, model_bytes: bytes, tmp_path: Path, what: str
) -> None:
    content = {
        "page": b"<html>Please log in</html>",
        "cut": model_bytes[:5000],
        "encoder": tiny_encoder(tmp_path / "e.gguf").read_bytes(),
        "adapter": model_bytes.replace(b"general.architecture", b"general.architectore"),
        "onnx": b"\x08\x08:\0",
    }[what]
    hub.repos["acme/tiny-GGUF"].files["Tiny-Q8_0.gguf"] = File(content)
    refused(edgelam("models", "pull", REFERENCE))
    assert left_over() == []
    assert not (own() / "Tiny-Q8_0").exists()


def test_a_good_model_stays_whatever_comes_after_it(hub: Hub, edgelam: Edgelam, model_bytes: bytes) -> None:
    files = hub.repos["acme/tiny-GGUF"].files
    assert edgelam("models", "pull", REFERENCE).code == 0
    for moods, file in (
        ([], File(b"GGUF" + b"\xff" * 100)),
        ([], File(model_bytes + b"!", claimed="1" * 64)),
        ([DENY], File(model_bytes + b"!")),
    ):
        files["Tiny-Q8_0.gguf"], hub.moods = file, [*moods]
        assert edgelam("models", "pull", REFERENCE, "--replace").code == 2
        assert verify("Tiny-Q8_0", own()).path.read_bytes() == model_bytes


def test_a_new_version_is_taken_only_when_asked_for(hub: Hub, edgelam: Edgelam, model_bytes: bytes) -> None:
    repo = hub.repos["acme/tiny-GGUF"]
    assert edgelam("models", "pull", REFERENCE).code == 0
    repo.files["Tiny-Q8_0.gguf"], repo.commit = File(model_bytes + b"!"), "1" * 40
    said = refused(edgelam("models", "pull", REFERENCE))
    assert "there is another model Tiny-Q8_0" in said and COMMIT[:12] in said and "--replace" in said
    assert edgelam("models", "pull", REFERENCE, "--replace").code == 0
    model = open_model("caller", "Tiny-Q8_0", own())
    assert model.path.read_bytes() == model_bytes + b"!"
    assert model.manifest is not None and model.manifest.source is not None
    assert model.manifest.source.revision == "1" * 40
    assert [path.name for path in own().iterdir() if not path.name.startswith(".")] == ["Tiny-Q8_0"]


def test_fetching_a_damaged_model_again_repairs_it(hub: Hub, edgelam: Edgelam) -> None:
    assert edgelam("models", "pull", REFERENCE).code == 0
    path = verify("Tiny-Q8_0", own()).path
    data = bytearray(path.read_bytes())
    data[-1] ^= 1
    path.write_bytes(data)
    assert_two_lines(edgelam("models", "verify", "Tiny-Q8_0"), 2)
    assert edgelam("models", "pull", REFERENCE).code == 0
    verify("Tiny-Q8_0", own())


@pytest.mark.parametrize(
    "card, gated, standing",
    [
        ({"license": "cc-by-nc-4.0"}, False, "forbids commercial use"),
        (
            {"license": "other", "license_name": "lfm1.0", "license_link": "LICENSE"},
            False,
            "terms of its own",
        ),
        ({"license": "gemma"}, False, "terms of its own"),
        ({}, False, "does not name"),
        ({"license": "other"}, False, "does not name"),
        ({"license": "apache-2.0"}, "auto", "gated"),
    ],
)
def test_some_licences_must_be_accepted_before_anything_is_fetched(
    hub: Hub,
    edgelam: Edgelam,
    monkeypatch: pytest.MonkeyPatch,
    card: dict[str, str],
    gated: str | bool,
    standing: str,
) -> None:
    repo = hub.repos["acme/tiny-GGUF"]
    repo.card, repo.gated = card, gated
    monkeypatch.setenv("HF_TOKEN", TOKEN)
    said = refused(edgelam("models", "pull", REFERENCE))
    assert standing in said and "--accept-licence" in said and hub.endpoint in said
    assert hub.fetches() == [] and not own().exists()
    assert edgelam("models", "pull", REFERENCE, "--accept-licence").code == 0
    manifest = read_manifest(own() / "Tiny-Q8_0")
    assert manifest.licence == (card.get("license_name") or card.get("license") or "unknown")
    assert manifest.source is not None and manifest.source.licence_accepted
    if "license_link" in card:
        assert manifest.source.licence_url == f"{hub.endpoint}/acme/tiny-GGUF/blob/main/LICENSE"
    (own() / "Tiny-Q8_0" / manifest.model).write_bytes(b"")
    assert edgelam("models", "pull", REFERENCE).code == 0, "a licence is accepted once"


def test_a_card_cannot_steer_the_terminal_or_pass_for_an_open_one(hub: Hub, edgelam: Edgelam) -> None:
    repo = hub.repos["acme/tiny-GGUF"]
    repo.card = {"license": "other", "license_name": "\x1b[2Jnice", "license_link": "http://x/\x07"}
    repo.files["\x1b[2J.gguf"] = File(b"")
    for reference in (REFERENCE, "hf://acme/tiny-GGUF"):
        ended = edgelam("models", "pull", reference)
        refused(ended)
        assert all(letter.isprintable() or letter == "\n" for letter in ended.err)
    repo.card = {"license": "other", "license_name": "apache-2.0"}
    assert "does not name" in refused(edgelam("models", "pull", REFERENCE))


def test_a_gated_model_needs_a_token_that_was_let_in(
    hub: Hub, edgelam: Edgelam, monkeypatch: pytest.MonkeyPatch
) -> None:
    hub.repos["acme/tiny-GGUF"].gated = "manual"
    for token in ("", "hf_somebody_else"):
        monkeypatch.setenv("HF_TOKEN", token)
        said = refused(edgelam("models", "pull", REFERENCE, "--accept-licence"))
        assert "gated" in said and "HF_TOKEN" in said
    monkeypatch.setenv("HF_TOKEN", TOKEN)
    assert edgelam("models", "pull", REFERENCE, "--accept-licence").code == 0
    tokens = {(seen.server, seen.authorization) for seen in hub.seen if TOKEN in seen.authorization}
    assert tokens == {("hub", f"Bearer {TOKEN}")}, "the CDN never sees the token"


@pytest.mark.parametrize(
    "reference, said",
    [
        ("hf://acme/nothing/a.gguf", "no repository acme/nothing"),
        ("hf://acme/tiny-GGUF/none.gguf", "no file none.gguf"),
        ("hf://acme/tiny-GGUF/Tiny-Q8_0.gguf@v9", "no revision v9"),
        ("hf://acme/tiny-GGUF", "which file"),
        ("hf://acme/tiny-GGUF/README.md", "neither a GGUF"),
        ("hf://acme", "not a file on the hub"),
        ("tiny", "not a file on the hub"),
        ("hf://acme/tiny-GGUF/../../x.gguf", "not a path"),
    ],
)
def test_what_is_not_there(hub: Hub, edgelam: Edgelam, reference: str, said: str) -> None:
    hub.repos["acme/tiny-GGUF"].files["README.md"] = File(b"# Tiny", lfs=False)
    assert said in refused(edgelam("models", "pull", reference))
    if said.startswith(("which", "no file")):
        assert "Tiny-Q8_0.gguf (" in refused(edgelam("models", "pull", reference)), "names what is there"


@pytest.mark.parametrize("content", [b"<html>portal</html>", b"[]", b"{}", b'{"id": "a", "siblings": 3}'])
def test_a_server_that_is_no_hub(hub: Hub, edgelam: Edgelam, content: bytes) -> None:
    hub.nonsense = content
    assert "does not answer as a hub" in refused(edgelam("models", "pull", REFERENCE))


def test_nobody_answers(edgelam: Edgelam, hub: Hub, monkeypatch: pytest.MonkeyPatch) -> None:
    for address in ("http://127.0.0.1:1", "no address"):
        monkeypatch.setenv("HF_ENDPOINT", address)
        said = refused(edgelam("models", "pull", REFERENCE))
        assert address in said
    ended = edgelam("models", "pull", REFERENCE, "--json")
    assert (ended.code, ended.json["exit_code"]) == (2, 2)


def test_a_home_that_cannot_be_written(
    hub: Hub, edgelam: Edgelam, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("in the way")
    monkeypatch.setenv("EDGELAM_HOME", str(tmp_path / "file" / "home"))
    assert "cannot be written" in refused(edgelam("models", "pull", REFERENCE))


def test_a_disk_that_fills_up_keeps_the_part(hub: Hub, edgelam: Edgelam) -> None:
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (2 * BLOCK, hard))
    try:
        said = refused(edgelam("models", "pull", REFERENCE))
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert "cannot be written" in said and "EDGELAM_HOME" in said
    hub.seen.clear()
    assert edgelam("models", "pull", REFERENCE).code == 0
    assert hub.fetches() == [f"bytes={2 * BLOCK}-"]


def test_names_of_shipped_models_and_bad_names_are_refused(hub: Hub, edgelam: Edgelam) -> None:
    for name in ("caller", "../x", "a/b", ".hidden", "x" * 200):
        refused(edgelam("models", "pull", REFERENCE, "--name", name))
    assert hub.seen == []


def test_a_preset_is_pulled_by_its_name(hub: Hub, edgelam: Edgelam, model_bytes: bytes) -> None:
    hub.repos["bartowski/SmolLM2-135M-Instruct-GGUF"] = Repo(
        {"SmolLM2-135M-Instruct-Q8_0.gguf": File(model_bytes)}
    )
    made = edgelam("models", "pull", "smollm2-135m", "--json").json
    assert (made["name"], made["role"]) == ("smollm2-135m", "caller")


def share(hub: Hub, shipped: str, **card: str) -> str:
    """Put a shipped model's folder in a repository; the reference of its manifest."""
    files = {
        f"small/{path.name}": File(path.read_bytes(), lfs=path.suffix in (".onnx", ".gguf", ".npz"))
        for path in sorted((SHIPPED / shipped).iterdir())
    }
    hub.repos["acme/pointers"] = Repo(files, card or {"license": "mit"})
    return "hf://acme/pointers/small/manifest.json"


@pytest.mark.parametrize("shipped", ["caller", "planner"])
def test_a_folder_with_a_manifest_is_fetched_whole(hub: Hub, edgelam: Edgelam, shipped: str) -> None:
    reference = share(hub, shipped)
    refused(edgelam("models", "pull", reference))  # the name is that of a model that ships
    made = edgelam("models", "pull", reference, "--name", "mine", "--json").json
    assert (made["role"], made["kind"], made["licence"]) == (shipped, "pointing", "mit")
    before, after = read_manifest(SHIPPED / shipped), verify("mine", own()).manifest
    assert after is not None and after.files == before.files and after.settings == before.settings
    assert after.source is not None and after.source.reference == reference
    fetched = len(hub.fetches())
    assert edgelam("models", "pull", reference, "--name", "mine", "--json").json["fetched"] is False
    assert len(hub.fetches()) == fetched
    assert left_over() == []


def test_a_folder_that_is_not_what_its_manifest_says(hub: Hub, edgelam: Edgelam) -> None:
    reference = share(hub, "planner")
    said = refused(edgelam("models", "pull", reference, "--name", "mine", "--role", "caller"))
    assert "trained as a planner" in said
    assert hub.fetches() == []
    files = hub.repos["acme/pointers"].files
    good = files["small/heads.npz"]
    files["small/heads.npz"] = File(good.content[:-1] + b"!")
    refused(edgelam("models", "pull", reference, "--name", "mine"))
    del files["small/heads.npz"]
    assert "heads.npz" in refused(edgelam("models", "pull", reference, "--name", "mine"))
    files["small/manifest.json"] = File(b'{"name": "x"}', lfs=False)
    refused(edgelam("models", "pull", reference, "--name", "mine"))
    assert not (own() / "mine").exists()


def test_of_two_licences_the_stricter_one_counts(hub: Hub, edgelam: Edgelam) -> None:
    reference = share(hub, "planner")
    manifest = hub.repos["acme/pointers"].files["small/manifest.json"]
    manifest.content = manifest.content.replace(b"Apache-2.0", b"cc-by-nc-4.0")
    assert "cc-by-nc-4.0" in refused(edgelam("models", "pull", reference, "--name", "mine"))


def test_nothing_is_told_about_the_person(hub: Hub, edgelam: Edgelam) -> None:
    assert edgelam("models", "pull", REFERENCE).code == 0
    assert {seen.path.partition("?")[0].split("/")[1] for seen in hub.seen} == {"api", "acme"}
    assert all(seen.authorization == "" for seen in hub.seen)


def test_only_pulling_loads_the_library_of_the_hub() -> None:
    code = (
        "import sys\nfrom edgelam.cli.app import main\n"
        "try: main(['models', 'list'])\nexcept SystemExit: pass\n"
        "print(sorted({'huggingface_hub', 'httpx', 'requests'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, timeout=60)
    assert done.stdout.splitlines()[-1] == "[]", done.stderr
