"""How requests and answers are signed: a second reading of the rules in openapi.yaml, "Signatures, both ways"."""

from __future__ import annotations

import base64
import binascii
import secrets
from dataclasses import dataclass, field
from typing import Protocol

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.hashes import SM3, Hash
from gmssl.sm2 import CryptSM2, default_ecc_table

OFFICE = "office"  # the key id of answers
SUITES = ("SM2-SM3", "Ed25519")
LONGEST_HEADER = 160  # characters; more is no signature

_ORDER = int(default_ecc_table["n"], 16)
_USER = b"1234567812345678"
_CURVE = bytes.fromhex(default_ecc_table["a"] + default_ecc_table["b"] + default_ecc_table["g"])


class WrongKey(ValueError):
    """This line is no key."""


@dataclass(frozen=True)
class KeyPair:
    """Two lines as they stand in key files."""

    private: str = field(repr=False)
    public: str


@dataclass(frozen=True)
class Signature:
    """The header `X-Signature`, read."""

    suite: str
    key_id: str
    value: bytes


class Signer(Protocol):
    """Whoever has a private key."""

    suite: str

    def sign(self, message: bytes) -> bytes:
        """64 bytes."""


class Verifier(Protocol):
    """Whoever has a public key."""

    suite: str

    def verify(self, signature: bytes, message: bytes) -> bool:
        """Whether the signature is of this key and message."""


def request_bytes(method: str, path: str, body: bytes) -> bytes:
    """What a request is signed over."""
    return b"HRSS2\n" + f"{method}\n{path}\n".encode("latin-1") + body


def answer_bytes(nonce: str | None, status: int, body: bytes) -> bytes:
    """What an answer is signed over; `nonce` None when that of the request could not be read."""
    return b"HRSS2\n" + f"{nonce or '-'}\n{status}\n".encode("ascii") + body


def header(signer: Signer, key_id: str, message: bytes) -> str:
    """The value of `X-Signature`."""
    return f"{signer.suite};{key_id};{base64.b64encode(signer.sign(message)).decode('ascii')}"


def read_header(value: str) -> Signature | None:
    """The parts of `X-Signature`; None when it cannot be read."""
    parts = value.split(";")
    if len(value) > LONGEST_HEADER or len(parts) != 3:
        return None
    try:
        return Signature(parts[0], parts[1], base64.b64decode(parts[2], validate=True))
    except binascii.Error:
        return None


def make_pair(suite: str) -> KeyPair:
    """A new key pair. Raises `WrongKey` for a suite there is not."""
    if suite == "SM2-SM3":
        private = (1 + secrets.randbelow(_ORDER - 2)).to_bytes(32)  # GB/T 32918.1: 1 to n - 2
        public = _sm2_public(private)
    elif suite == "Ed25519":
        key = Ed25519PrivateKey.generate()
        private, public = key.private_bytes_raw(), key.public_key().public_bytes_raw()
    else:
        raise WrongKey(f"no suite {suite!r}")
    return KeyPair(f"{suite} {private.hex()}", f"{suite} {public.hex()}")


def signer(private: str) -> Signer:
    """Raises `WrongKey`."""
    suite, key = _read_line(private, 32, 32)
    return _Ed25519Signer(key) if suite == "Ed25519" else _Sm2Signer(key)


def verifier(public: str) -> Verifier:
    """Raises `WrongKey`."""
    suite, key = _read_line(public, 64, 32)
    return _Ed25519Verifier(key) if suite == "Ed25519" else _Sm2Verifier(key)


class _Sm2Verifier:
    suite = "SM2-SM3"

    def __init__(self, public: bytes) -> None:
        self._public = public
        self._sm2 = _sm2(public)

    def verify(self, signature: bytes, message: bytes) -> bool:
        if len(signature) != 64:
            return False
        r, s = int.from_bytes(signature[:32]), int.from_bytes(signature[32:])
        if not (0 < r < _ORDER and 0 < s < _ORDER):  # GB/T 32918.2, 7.1; gmssl does not look
            return False
        return bool(self._sm2.verify(signature.hex(), _digest(self._public, message)))


class _Sm2Signer:
    suite = "SM2-SM3"

    def __init__(self, private: bytes) -> None:
        self._public = _sm2_public(private)
        self._sm2 = CryptSM2(private.hex(), "")

    def sign(self, message: bytes) -> bytes:
        while True:  # a k in so many may not be used, gmssl then gives None
            k = 1 + secrets.randbelow(_ORDER - 1)
            signature: str | None = self._sm2.sign(_digest(self._public, message), f"{k:064x}")
            if signature is not None:
                return bytes.fromhex(signature)


class _Ed25519Verifier:
    suite = "Ed25519"

    def __init__(self, public: bytes) -> None:
        self._key = Ed25519PublicKey.from_public_bytes(public)

    def verify(self, signature: bytes, message: bytes) -> bool:
        try:
            self._key.verify(signature, message)
        except InvalidSignature:
            return False
        return True


class _Ed25519Signer:
    suite = "Ed25519"

    def __init__(self, private: bytes) -> None:
        self._key = Ed25519PrivateKey.from_private_bytes(private)

    def sign(self, message: bytes) -> bytes:
        return self._key.sign(message)


def _sm2_public(private: bytes) -> bytes:
    return bytes.fromhex(_sm2(b"")._kg(int.from_bytes(private), default_ecc_table["g"]))


def _sm2(public: bytes) -> CryptSM2:
    sm2 = CryptSM2("", "")
    sm2.public_key = public.hex()  # not through the constructor: it strips zeros and fours from the front of a key
    return sm2


def _digest(public: bytes, message: bytes) -> bytes:
    """SM3(Z || M), Z of user and key (GB/T 32918.2, 5.5); SM3 of cryptography, gmssl's is hundreds of times slower."""
    z = _sm3((len(_USER) * 8).to_bytes(2) + _USER + _CURVE + public)
    return _sm3(z + message)


def _sm3(message: bytes) -> bytes:
    digest = Hash(SM3())
    digest.update(message)
    return digest.finalize()


def _read_line(line: str, sm2_bytes: int, ed25519_bytes: int) -> tuple[str, bytes]:
    suite, _, digits = line.strip().partition(" ")
    try:
        key = bytes.fromhex(digits)
    except ValueError:
        raise WrongKey("a key is hex") from None
    if suite not in SUITES or len(key) != (sm2_bytes if suite == "SM2-SM3" else ed25519_bytes):
        raise WrongKey(f"no key of {' or '.join(SUITES)}")
    return suite, key
