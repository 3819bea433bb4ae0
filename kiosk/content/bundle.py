"""A bundle: one set of content as the office sends it, a zip file of its files and a signature over them.

What comes from outside is believed only when the signature is the office's; until then every size is bounded and no
name in it is used as a path.
"""

from __future__ import annotations

import hashlib
import io
import zipfile
import zlib
from collections.abc import Callable, Mapping
from typing import TypeAlias

from kiosk.content.reading import FILES

SIGNATURE = "signature"
LARGEST_BUNDLE = 8 * 1024 * 1024
_LARGEST_FILE = 16_000_000  # unpacked; thousands of outlets take less than one million
_LARGEST_SIGNATURE = 1024
_PACKED = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_ENCRYPTED = 0x1

# Whether this signature (second) over these bytes (first) is the office's.
Verify: TypeAlias = Callable[[bytes, bytes], bool]


class BundleRefused(Exception):
    """A bundle or a set that is not used; the text says why."""


def signed_bytes(files: Mapping[str, bytes]) -> bytes:
    """What is signed: the files' digests in the order of their names, so that no tool's way to zip matters."""
    digests = [f"{hashlib.sha256(files[name]).hexdigest()}  {name}\n" for name in sorted(files)]
    return ("HRSS-CONTENT\n" + "".join(digests)).encode("ascii")


def unpack(bundle: bytes, verify: Verify) -> dict[str, bytes]:
    """The files of a bundle that the office has signed, `SIGNATURE` among them. Raises `BundleRefused`."""
    if len(bundle) > LARGEST_BUNDLE:
        raise BundleRefused("is larger than 8 MB")
    try:
        with zipfile.ZipFile(io.BytesIO(bundle)) as packed:
            files = {info.filename: _member(packed, info) for info in _members(packed)}
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError, RuntimeError) as error:
        raise BundleRefused(f"is no zip file that can be read: {type(error).__name__}") from None
    check_signature(files, verify)
    return files


def check_signature(files: Mapping[str, bytes], verify: Verify) -> None:
    """Raises `BundleRefused` when the signature among the files is not the office's over the others."""
    content = {name: data for name, data in files.items() if name != SIGNATURE}
    if not verify(signed_bytes(content), files[SIGNATURE]):
        raise BundleRefused("its signature is not the office's")


def _members(packed: zipfile.ZipFile) -> list[zipfile.ZipInfo]:
    """The members, which must be the files of a set and its signature, each once: so no name can lead elsewhere."""
    members = packed.infolist()
    if sorted(info.filename for info in members) != sorted((*FILES, SIGNATURE)):
        raise BundleRefused("does not hold exactly the files of a set and its signature")
    if any(info.flag_bits & _ENCRYPTED or info.compress_type not in _PACKED for info in members):
        raise BundleRefused("is encrypted, or packed in a way that is not allowed")
    return members


def _member(packed: zipfile.ZipFile, info: zipfile.ZipInfo) -> bytes:
    most = _LARGEST_SIGNATURE if info.filename == SIGNATURE else _LARGEST_FILE
    with packed.open(info) as member:
        data = member.read(most + 1)  # what its header says of its size is not believed
    if len(data) > most:
        raise BundleRefused(f"{info.filename} is too large")
    return data
