"""A server on loopback that behaves like the Hugging Face Hub: its API, its files' addresses, its CDN."""

from __future__ import annotations

import hashlib
import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import unquote, urlsplit

COMMIT = "5fedcbabe1f8d0c9a7b6543210fedcba98765432"
TOKEN = "hf_a_token_that_was_let_in"


class Deny:
    """The CDN answers 403, as it does when an address has run out."""


DENY = Deny()


@dataclass
class File:
    """A file of a repository. lfs: kept by its sha256 and handed out by the CDN; else in git itself."""

    content: bytes
    lfs: bool = True
    claimed: str = ""  # the hash the hub names instead of the true one
    bare: bool = False  # the hub names neither size nor hash in its listing

    @property
    def sha256(self) -> str:
        return self.claimed or hashlib.sha256(self.content).hexdigest()

    @property
    def git_sha1(self) -> str:
        return self.claimed or hashlib.sha1(b"blob %d\0" % len(self.content) + self.content).hexdigest()

    @property
    def etag(self) -> str:
        return self.sha256 if self.lfs else self.git_sha1


@dataclass
class Repo:
    """A repository. gated: only those with the right token get its files."""

    files: dict[str, File]
    card: dict[str, Any] = field(default_factory=lambda: {"license": "apache-2.0"})
    gated: str | bool = False
    commit: str = COMMIT
    revisions: dict[str, str] = field(default_factory=dict)  # more names -> commits, besides main

    def resolve(self, revision: str) -> str | None:
        names = {"main": self.commit, self.commit: self.commit, **self.revisions}
        return names.get(revision)


@dataclass(frozen=True)
class Seen:
    """A request as it came."""

    server: str  # hub or cdn
    method: str
    path: str
    range: str
    authorization: str
    agent: str


class Hub:
    """The hub and its CDN, each at an address of its own."""

    def __init__(self) -> None:
        self.repos: dict[str, Repo] = {}
        self.seen: list[Seen] = []
        self.refusals: list[tuple[int, dict[str, str]]] = []  # status and headers of the hub's next answers
        self.moods: list[int | Deny] = []  # of the CDN's next answers: how many bytes come, or that none do
        self.hold = 0  # bytes after which the CDN's answers wait until `go`
        self.held, self.go = threading.Event(), threading.Event()
        self.ranges = True  # whether the CDN knows them
        self.nonsense: bytes | None = None  # what the API answers instead of itself
        self._servers = [_Server(self, "hub"), _Server(self, "cdn")]
        self.endpoint = f"http://127.0.0.1:{self._servers[0].server_port}"
        self.cdn = f"http://localhost:{self._servers[1].server_port}"  # another host, as far as names go

    def close(self) -> None:
        self.go.set()
        for server in self._servers:
            server.stop()

    def fetches(self) -> list[str]:
        """The Range headers of the requests for content."""
        return [seen.range for seen in self.seen if seen.server == "cdn" and seen.method == "GET"]


@contextmanager
def serving() -> Iterator[Hub]:
    """A hub with nothing in it."""
    hub = Hub()
    try:
        yield hub
    finally:
        hub.close()


class _Server(ThreadingHTTPServer):
    daemon_threads = False  # so that closing waits for them, and no socket is left open

    def __init__(self, hub: Hub, name: str) -> None:
        self.hub, self.name = hub, name
        super().__init__(("127.0.0.1", 0), _Handler)
        self._thread = threading.Thread(target=self.serve_forever, kwargs={"poll_interval": 0.02})
        self._thread.start()

    def stop(self) -> None:
        self.shutdown()
        self._thread.join()
        self.server_close()

    def handle_error(self, request: object, client_address: object) -> None:
        """Somebody hung up; that is what some tests do."""


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    timeout = 10
    server: _Server

    def log_message(self, format: str, *args: object) -> None:
        """Nothing on stderr."""

    def do_HEAD(self) -> None:
        self._answer()

    def do_GET(self) -> None:
        self._answer()

    def _answer(self) -> None:
        hub, path = self.server.hub, unquote(urlsplit(self.path).path)
        header = self.headers.get
        hub.seen.append(
            Seen(
                self.server.name,
                self.command,
                self.path,
                header("Range", ""),
                header("Authorization", ""),
                header("User-Agent", ""),
            )
        )
        if self.server.name == "cdn":
            self._cdn(path)
        elif hub.refusals:
            status, headers = hub.refusals.pop(0)
            self._send(status, b"later", headers)
        elif path.startswith("/api/models/"):
            self._api(path.removeprefix("/api/models/"))
        elif "/resolve/" in path:
            self._resolve(*path[1:].split("/resolve/", 1))
        else:
            self._error(404, "")

    def _repo(self, name: str) -> Repo | None:
        """The repository; for what it does not show, the hub says the same as for what is not there."""
        repo = self.server.hub.repos.get(name)
        if repo is None:
            self._error(401, "RepoNotFound")
        return repo

    def _api(self, path: str) -> None:
        name, _, revision = path.partition("/revision/")
        if (repo := self._repo(name)) is None:
            return
        commit = repo.resolve(revision or "main")
        if commit is None:
            self._error(404, "RevisionNotFound")
            return
        siblings = [_sibling(path, file) for path, file in repo.files.items()]
        facts = {
            "_id": "0",
            "id": name,
            "modelId": name,
            "sha": commit,
            "private": False,
            "gated": repo.gated,
            "tags": [f"license:{repo.card['license']}"] if "license" in repo.card else [],
            "cardData": repo.card,
            "siblings": siblings,
        }
        content = self.server.hub.nonsense
        content = json.dumps(facts).encode() if content is None else content
        self._send(200, content, {"Content-Type": "application/json"})

    def _resolve(self, name: str, rest: str) -> None:
        if (repo := self._repo(name)) is None:
            return
        revision, _, path = rest.partition("/")
        commit, file = repo.resolve(revision), repo.files.get(path)
        if commit is None:
            self._error(404, "RevisionNotFound")
        elif file is None:
            self._error(404, "EntryNotFound")
        elif repo.gated and self.headers.get("Authorization") != f"Bearer {TOKEN}":
            self._error(403 if self.headers.get("Authorization") else 401, "GatedRepo")
        elif file.lfs:
            headers = {
                "X-Repo-Commit": commit,
                "X-Linked-Etag": f'"{file.etag}"',
                "X-Linked-Size": str(len(file.content)),
                "Location": f"{self.server.hub.cdn}/{name}/{path}?Expires=1&Signature=x",
            }
            self._send(302, b"Found", headers)
        else:
            self._content(file, {"X-Repo-Commit": commit})

    def _cdn(self, path: str) -> None:
        hub = self.server.hub
        if hub.moods and hub.moods[0] is DENY:
            hub.moods.pop(0)
            self._send(403, b"<Error>AccessDenied</Error>", {})
            return
        owner, repo, rest = path[1:].split("/", 2)
        self._content(hub.repos[f"{owner}/{repo}"].files[rest], {})

    def _content(self, file: File, headers: dict[str, str]) -> None:
        hub = self.server.hub
        first, status, size = 0, 200, len(file.content)
        asked = self.headers.get("Range", "")
        if asked and hub.ranges:
            first, status = int(asked.removeprefix("bytes=").rstrip("-")), 206
            headers = {**headers, "Content-Range": f"bytes {first}-{size - 1}/{size}"}
        body = file.content[first:]
        self._head(status, {**headers, "ETag": f'"{file.etag}"', "Content-Length": str(len(body))})
        if self.command == "HEAD":
            return
        if hub.moods and isinstance(hub.moods[0], int) and self.server.name == "cdn":
            body = body[: hub.moods.pop(0)]
        if hub.hold:
            self.wfile.write(body[: hub.hold])
            self.wfile.flush()
            hub.held.set()
            hub.go.wait(30)
            body = body[hub.hold :]
        self.wfile.write(body)

    def _error(self, status: int, code: str) -> None:
        self._send(status, b'{"error":"no"}', {"X-Error-Code": code} if code else {})

    def _send(self, status: int, body: bytes, headers: dict[str, str]) -> None:
        self._head(status, {**headers, "Content-Length": str(len(body))})
        if self.command != "HEAD":
            self.wfile.write(body)

    def _head(self, status: int, headers: dict[str, str]) -> None:
        self.send_response(status)
        for name, value in {**headers, "Connection": "close"}.items():
            self.send_header(name, value)
        self.end_headers()
        self.close_connection = True


def _sibling(path: str, file: File) -> dict[str, object]:
    if file.bare:
        return {"rfilename": path}
    found: dict[str, object] = {"rfilename": path, "size": len(file.content), "blobId": file.git_sha1}
    if file.lfs:
        found["lfs"] = {"sha256": file.sha256, "size": len(file.content), "pointerSize": 134}
    return found
