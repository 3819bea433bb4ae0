"""A desk where content is edited and signed: copies of the shipped set, small enough to be read in a moment."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from pathlib import Path

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from kiosk.config_places import ContentFiles
from kiosk.content.bundle import SIGNATURE, signed_bytes
from kiosk.content.reading import FILES
from kiosk.content.store import ContentStore

SHIPPED = Path(__file__).parents[3] / "config" / "content"
_KEY = Ed25519PrivateKey.from_private_bytes(bytes(32))


def is_the_office_s(signed: bytes, signature: bytes) -> bool:
    """Whether the desk's key made this signature."""
    try:
        _KEY.public_key().verify(signature, signed)
    except InvalidSignature:
        return False
    return True


def files(version: str = "2026-12-01.1") -> dict[str, bytes]:
    """The files of a set with a tenth of a percent of the outlets."""
    found = {name: (SHIPPED / name).read_bytes() for name in FILES}
    head, *rows = found["outlets.csv"].splitlines(keepends=True)
    found["outlets.csv"] = head + b"".join(rows[::100])
    return edited(found, "set.toml", 'version = "2026-11-24.2"', f'version = "{version}"')


def edited(before: Mapping[str, bytes], name: str, old: str, new: str) -> dict[str, bytes]:
    """The same set with one change in one file."""
    text = before[name].decode("utf-8")
    assert text.count(old) >= 1, f"{name} does not hold {old}"
    return {**before, name: text.replace(old, new, 1).encode("utf-8")}


def written(folder: Path, content: Mapping[str, bytes]) -> Path:
    """The set as a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, data in content.items():
        (folder / name).write_bytes(data)
    return folder


def signed(content: Mapping[str, bytes]) -> dict[str, bytes]:
    """The set with the desk's signature."""
    return {**content, SIGNATURE: _KEY.sign(signed_bytes(content))}


def zipped(members: Mapping[str, bytes]) -> bytes:
    """A zip file of these."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, data in members.items():
            packed.writestr(name, data)
    return held.getvalue()


def bundle(version: str = "2026-12-01.1") -> bytes:
    """A good bundle."""
    return zipped(signed(files(version)))


class Desk:
    """A machine's sets in a folder, and everything that was told about them."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.told: list[tuple[str, str]] = []
        self.files = ContentFiles(shipped=written(folder / "shipped", files("2026-11-24.2")), folder=folder / "sets")

    def store(self) -> ContentStore:
        """As after a start of the machine."""
        return ContentStore(self.files, is_the_office_s, lambda version, why: self.told.append((version, why)))
