"""Signatures of machine and office, in the suites of the contract; and the files that hold the keys."""

from __future__ import annotations

import functools
import os
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal, TypeAlias, get_args

from kiosk.backend_client import sm2

Suite: TypeAlias = Literal["SM2-SM3", "Ed25519"]
SUITES: tuple[Suite, ...] = get_args(Suite)

_PUBLIC_BYTES = {"SM2-SM3": 64, "Ed25519": 32}
_LINE = re.compile(r"(\S+) ([0-9A-Fa-f]+)\s*", re.ASCII)


class KeyFileWrong(Exception):
    """A key file cannot be used. The text names the file and what is wrong with it, never what stands in it."""

    def __init__(self, path: Path, fact: str) -> None:
        super().__init__(f"{path}: {fact}")


@dataclass(frozen=True)
class Verifier:
    """A public key."""

    suite: Suite
    key: bytes = field(repr=False)

    def verify(self, message: bytes, signature: bytes) -> bool:
        """Whether the owner of the key has signed these bytes."""
        if self.suite == "SM2-SM3":
            return sm2.verify(self.key, sm2.digest(self.key, message), signature)
        from cryptography.exceptions import InvalidSignature
        from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

        try:
            Ed25519PublicKey.from_public_bytes(self.key).verify(signature, message)
        except InvalidSignature:
            return False
        return True

    def line(self) -> str:
        """As it stands in a key file."""
        return f"{self.suite} {self.key.hex()}"


@dataclass(frozen=True)
class Signer:
    """A private key."""

    suite: Suite
    key: bytes = field(repr=False)

    def sign(self, message: bytes) -> bytes:
        """A signature of 64 bytes."""
        if self.suite == "SM2-SM3":
            return sm2.sign(self.key, sm2.digest(self.public.key, message))
        from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

        return Ed25519PrivateKey.from_private_bytes(self.key).sign(message)

    @functools.cached_property
    def public(self) -> Verifier:
        """The public key that belongs to it."""
        if self.suite == "SM2-SM3":
            return Verifier(self.suite, sm2.public_of(self.key))
        from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

        return Verifier(self.suite, Ed25519PrivateKey.from_private_bytes(self.key).public_key().public_bytes_raw())


def read_signer(path: Path, suite: Suite) -> Signer:
    """Read our own key, which nobody else may read. Raises `KeyFileWrong`."""
    require_private(path)
    key = _read(path, suite, 32)
    if suite == "SM2-SM3" and not sm2.is_private(key):
        raise KeyFileWrong(path, "not a private key of SM2")
    return Signer(suite, key)


def read_verifier(path: Path, suite: Suite) -> Verifier:
    """Read the public key of somebody else. Raises `KeyFileWrong`."""
    key = _read(path, suite, _PUBLIC_BYTES[suite])
    if suite == "SM2-SM3" and not sm2.is_public(key):
        raise KeyFileWrong(path, "not a public key of SM2")
    return Verifier(suite, key)


def new_key(path: Path, suite: Suite) -> Verifier:
    """Draw a key and write it into a new file that only its owner can read.

    Raises `KeyFileWrong`, also when there is such a file: a key that is overwritten is lost.
    """
    while True:
        signer = Signer(suite, os.urandom(32))
        if suite != "SM2-SM3" or sm2.is_private(signer.key):
            break
    try:
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="ascii") as file:
            file.write(f"{suite} {signer.key.hex()}\n")
            file.flush()
            os.fsync(file.fileno())
    except OSError as error:
        raise KeyFileWrong(path, f"not written: {error.strerror}") from None
    return signer.public


def require_private(path: Path) -> None:
    """Raises `KeyFileWrong` when the file is not there, or others than its owner may read or change it."""
    try:
        mode = path.stat().st_mode
    except OSError as error:
        raise KeyFileWrong(path, f"cannot be read: {error.strerror}") from None
    if mode & 0o077:
        raise KeyFileWrong(path, "others than its owner can read it: chmod 600, and think of a new key")


def _read(path: Path, suite: Suite, size: int) -> bytes:
    try:
        with path.open("rb") as file:
            text = file.read(1024).decode("ascii", errors="replace")  # no key is longer
    except OSError as error:
        raise KeyFileWrong(path, f"cannot be read: {error.strerror}") from None
    line = _LINE.fullmatch(text)
    if line is None:
        raise KeyFileWrong(path, "not a key file: one line, the suite, a blank, and hex")
    if line[1] != suite:
        raise KeyFileWrong(path, f"a key for another suite than {suite}")
    if len(line[2]) != 2 * size:
        raise KeyFileWrong(path, f"a key of {len(line[2]) // 2} bytes where {size} are needed")
    return bytes.fromhex(line[2])
