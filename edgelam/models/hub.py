"""The Hugging Face Hub: what is there, and fetching a file of it. The only file that knows huggingface_hub.

Plain HTTP with ranges is used, not the hub's other protocols: a download that was cut goes on where it was.
"""

from __future__ import annotations

import logging
import os
import re
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any, BinaryIO, TypeVar

from edgelam.core.errors import LicenceNotAccepted, MissingExtra, ModelMissing, NetworkError, StorageError

from .licences import Licence
from .references import HubFile

Told = Callable[[int, int], None]  # bytes that are here, bytes in all

_T = TypeVar("_T")
_OFFICIAL = "https://huggingface.co"
_SECONDS = 10.0  # for an answer about a repository
_WAITS = (0.5, 1.0, 2.0, 4.0)  # s before asking a server again that is busy
_LONGEST_WAIT = 30.0  # s, whatever the server asks for
_TRIES = 100  # of a connection that breaks again and again, and brings something each time
_BUSY = (408, 429, 500, 502, 503, 504)
_LONGEST = 200  # characters of a licence's name or address
_BLOCK = 1 << 18  # bytes; what is lost at most when the connection or the process ends


@dataclass(frozen=True)
class RemoteFile:
    """A file as the hub describes it. Either hash may be empty: it then names none of that kind."""

    size: int = 0  # bytes; 0: not said
    sha256: str = ""
    git_sha1: str = ""  # of `blob SIZE\\0` and the content


@dataclass(frozen=True)
class RemoteRepo:
    """A repository at one commit."""

    commit: str
    licence: Licence
    files: Mapping[str, RemoteFile]


class _Busy(NetworkError):
    """The server says: later."""

    wait = 0.0  # s that it asks for


def endpoint() -> str:
    """The hub that is asked: `$HF_ENDPOINT`, else the official one."""
    return (os.environ.get("HF_ENDPOINT") or _OFFICIAL).rstrip("/")


def look_up(wanted: HubFile) -> RemoteRepo:
    """Ask about a repository. Raises ModelMissing, LicenceNotAccepted (gated), NetworkError, MissingExtra."""
    library = _library()

    def ask() -> RemoteRepo:
        api = library.HfApi(endpoint=endpoint(), token=_token())
        info = api.model_info(
            wanted.repo, revision=wanted.revision or None, files_metadata=True, timeout=_SECONDS
        )
        if not re.fullmatch("[0-9a-f]{40}", str(info.sha)):
            raise ValueError("it names no commit")
        return RemoteRepo(str(info.sha), _licence(info, wanted.repo), _files(info))

    return _patiently(ask, wanted)


def address(wanted: HubFile, commit: str) -> str:
    """Where that very file is fetched from."""
    url: str = _library().hf_hub_url(wanted.repo, wanted.path, revision=commit, endpoint=endpoint())
    return url


def describe(wanted: HubFile, commit: str) -> RemoteFile:
    """What the server that hands out the file says of it. Raises as `look_up` does."""
    library = _library()

    def ask() -> RemoteFile:
        facts = library.get_hf_file_metadata(address(wanted, commit), token=_token(), timeout=_SECONDS)
        tag = str(facts.etag or "").lower()
        is_hex = all(letter in "0123456789abcdef" for letter in tag)
        return RemoteFile(
            int(facts.size or 0),
            sha256=tag if is_hex and len(tag) == 64 else "",
            git_sha1=tag if is_hex and len(tag) == 40 else "",
        )

    return _patiently(ask, wanted)


def fetch(wanted: HubFile, commit: str, part: Path, size: int, told: Told) -> None:
    """Fetch the rest of a file: what `part` already holds is not asked for again.

    size: bytes of the whole file. Raises as `look_up` does, and StorageError; what has come stays in `part`.
    """
    library = _library()
    url = address(wanted, commit)
    for left in reversed(range(_TRIES)):
        here = part.stat().st_size if part.exists() else 0
        if here > size:  # from a server that did not know ranges
            part.unlink()
            here = 0
        told(here, size)
        if here == size:
            return
        try:
            with _open(part) as file:
                _patiently(lambda: _rest(library, url, _Part(file, part, size, told), size), wanted)  # noqa: B023
        except NetworkError:
            if part.stat().st_size <= here or not left:
                raise
            # Something came before the connection broke: it is worth another try.
        else:
            return


def _rest(library: Any, url: str, part: _Part, size: int) -> None:
    headers = library.utils.build_hf_headers(token=_token())
    library.file_download.http_get(url, part, resume_size=part.tell(), headers=headers, expected_size=size)


@contextmanager
def _open(part: Path) -> Iterator[BinaryIO]:
    try:
        file = part.open("ab")
    except OSError as error:
        raise StorageError(f"{part}: cannot be written ({error.strerror})") from error
    try:
        yield file
    finally:
        with suppress(OSError):  # the disk is full: said when it was written
            file.close()


class _Part:
    """The open part of a file, as `http_get` uses it; tells how far it is."""

    def __init__(self, file: BinaryIO, path: Path, size: int, told: Told) -> None:
        self._file, self._path, self._size, self._told = file, path, size, told
        self.seek, self.tell, self.truncate = file.seek, file.tell, file.truncate

    def write(self, data: bytes) -> int:
        try:
            written = self._file.write(data)
            self._file.flush()
        except OSError as error:
            raise StorageError(
                f"{self._path}: cannot be written ({error.strerror})",
                hint="Free some space, or set EDGELAM_HOME to a folder that has it; what has come is kept.",
            ) from error
        self._told(self._file.tell(), self._size)
        return written


@cache
def _library() -> Any:
    """huggingface_hub, without telemetry, progress bars and protocols of its own. Raises MissingExtra."""
    os.environ.update(
        HF_HUB_DISABLE_TELEMETRY="1",
        HF_HUB_DISABLE_PROGRESS_BARS="1",
        HF_HUB_DISABLE_XET="1",
        HF_HUB_ENABLE_HF_TRANSFER="0",
    )
    try:
        import huggingface_hub
        from huggingface_hub import constants, errors, file_download, utils  # noqa: F401 - reached through it
    except ImportError as error:
        raise MissingExtra(
            f"huggingface_hub cannot be loaded: {error}", hint="pip install 'huggingface-hub>=0.30,<2'"
        ) from error
    # Whatever of a block has come when the connection breaks is thrown away: its own are 10 MB.
    constants.DOWNLOAD_CHUNK_SIZE = _BLOCK
    logging.getLogger("huggingface_hub").setLevel(logging.CRITICAL)
    return huggingface_hub


def _token() -> str | bool:
    """The person's token, or False: then none is sent."""
    token: str | None = _library().get_token()
    return token or False


def _patiently(ask: Callable[[], _T], wanted: HubFile) -> _T:
    """Ask, and again for a while when the server is busy."""
    for wait in _WAITS:
        try:
            with _translated(wanted):
                return ask()
        except _Busy as error:
            time.sleep(min(max(wait, error.wait), _LONGEST_WAIT))
    with _translated(wanted):
        return ask()


@contextmanager
def _translated(wanted: HubFile) -> Iterator[None]:
    """Whatever the libraries raise, as one of our errors."""
    errors = _library().errors
    place = f"{endpoint()}/{wanted.repo}"
    try:
        yield
    except errors.GatedRepoError as error:
        raise LicenceNotAccepted(
            f"{wanted.repo} is gated: its owner wants terms accepted first",
            hint=f"Accept them at {place}, then set HF_TOKEN to a token of that account.",
        ) from error
    except errors.RevisionNotFoundError as error:
        raise ModelMissing(
            f"{wanted.repo} has no revision {wanted.revision or 'main'}", hint=f"See {place}"
        ) from error
    except errors.RepositoryNotFoundError as error:
        raise ModelMissing(
            f"{endpoint()} has no repository {wanted.repo}",
            hint="Check how it is spelled; if it is private, set HF_TOKEN.",
        ) from error
    except errors.EntryNotFoundError as error:
        raise ModelMissing(
            f"{wanted.repo} has no file {wanted.path}", hint=f"See {place}/tree/main"
        ) from error
    except errors.HfHubHTTPError as error:
        raise _refusal(error) from error
    except errors.OfflineModeIsEnabled as error:
        raise NetworkError("HF_HUB_OFFLINE is set", hint="Unset it to fetch models.") from error
    except (ValueError, KeyError, TypeError, AttributeError) as error:  # requests' are OSErrors too
        raise NetworkError(f"{endpoint()} does not answer as a hub of models does") from error
    except _broken_connections() as error:
        reason = str(error).splitlines()[0] if str(error) else type(error).__name__
        raise NetworkError(f"{endpoint()} cannot be reached: {reason}") from error


def _refusal(error: Any) -> NetworkError:
    """An answer that is an error and nothing more is known of it."""
    status = error.response.status_code
    if status in _BUSY:
        busy = _Busy(f"{endpoint()} is busy (HTTP {status})", hint="Try again later; what has come is kept.")
        with suppress(ValueError):
            busy.wait = float(error.response.headers.get("Retry-After") or 0)
        return busy
    if status in (401, 403):
        return NetworkError(
            f"{endpoint()} refuses access (HTTP {status})", hint="Check HF_TOKEN: it may have expired."
        )
    return NetworkError(f"{endpoint()} answers with HTTP {status}")


def _broken_connections() -> tuple[type[Exception], ...]:
    """What is raised when a connection cannot be made or breaks; requests' errors are OSErrors."""
    found: list[type[Exception]] = [OSError]
    with suppress(ImportError):
        httpx = import_module("httpx")  # under huggingface_hub 1
        found += [httpx.HTTPError, httpx.InvalidURL, httpx.StreamError]
    return tuple(found)


def _licence(info: Any, repo: str) -> Licence:
    """The licence as the repository's card has it, else as its tags do."""
    card = info.card_data.to_dict() if info.card_data else {}
    named = card.get("license")
    name = _shown(", ".join(map(str, named)) if isinstance(named, list) else str(named or ""))
    if not name:
        tags = [tag for tag in info.tags or () if tag.startswith("license:")]
        name = _shown(tags[0].partition(":")[2]) if tags else ""
    if name == "other":
        own = _shown(str(card.get("license_name") or ""))
        name = own if Licence(own).objection and own else name  # what is other is none of the open ones
    link = _shown(str(card.get("license_link") or ""))
    page = f"{endpoint()}/{repo}"
    if link and "://" not in link:
        link = f"{page}/blob/main/{link}"
    return Licence(name, link or page, gated=bool(info.gated))


def _shown(text: str) -> str:
    """What strangers wrote, as it can be put on a terminal."""
    return "".join(letter if letter.isprintable() else " " for letter in text)[:_LONGEST].strip()


def _files(info: Any) -> dict[str, RemoteFile]:
    files = {}
    for sibling in info.siblings or ():
        if not sibling.rfilename.isprintable():
            continue
        stored = sibling.lfs.sha256 if sibling.lfs else ""
        files[sibling.rfilename] = RemoteFile(
            int(sibling.size or 0), str(stored or ""), "" if stored else str(sibling.blob_id or "")
        )
    return files
