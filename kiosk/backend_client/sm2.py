"""SM2 signatures (GB/T 32918.2) on the recommended curve (GB/T 32918.5): what gmssl leaves to its caller is done here.

gmssl multiplies points. It draws its random numbers from a generator that can be foretold, accepts numbers out of
range, and strips digits of some public keys; none of that is used. SM3 is cryptography's: gmssl takes 3 ms a KB.
"""

from __future__ import annotations

import functools
import secrets
from typing import Any

N = 0xFFFFFFFEFFFFFFFFFFFFFFFFFFFFFFFF7203DF6B21C6052B53BBF40939D54123  # order of the base point
_P = 0xFFFFFFFEFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF00000000FFFFFFFFFFFFFFFF
_A = _P - 3
_B = 0x28E9FA9E9D9F5E344D5A9E4BCF6509A7F39789F515AB8F92DDBCBD414D940E93
_BASE = (
    "32C4AE2C1F1981195F9904466A39C9948FE30BBFF2660BE1715A4589334C74C7"
    "BC3736A2F4F6779C59BDCEE36B692153D0A9877CC62A474002DF32E52139F0A0"
)
_USER = b"1234567812345678"  # the user id everybody takes who has not agreed on another


def is_private(key: bytes) -> bool:
    """Whether these 32 bytes can be a private key."""
    return 1 <= int.from_bytes(key, "big") <= N - 2


def is_public(key: bytes) -> bool:
    """Whether these 64 bytes are a point of the curve."""
    x, y = int.from_bytes(key[:32], "big"), int.from_bytes(key[32:], "big")
    return x < _P and y < _P and (y * y - (x * x * x + _A * x + _B)) % _P == 0


def public_of(private: bytes) -> bytes:
    """The public key of a private one."""
    return bytes.fromhex(_curve("00" * 64)._kg(int.from_bytes(private, "big"), _BASE))


def digest(public: bytes, message: bytes) -> bytes:
    """What is signed: SM3 of Z and the message; Z binds user id, curve and public key."""
    curve = b"".join(number.to_bytes(32, "big") for number in (_A, _B)) + bytes.fromhex(_BASE)
    bound = _sm3((len(_USER) * 8).to_bytes(2, "big") + _USER + curve + public)
    return _sm3(bound + message)


def sign(private: bytes, digested: bytes) -> bytes:
    """A signature, r and s, 32 bytes each."""
    while True:
        if signature := sign_with(1 + secrets.randbelow(N - 1), private, digested):
            return signature


def sign_with(random: int, private: bytes, digested: bytes) -> bytes:
    """The signature that `random` gives, which must never be used twice; empty for the few that give none."""
    curve = _curve("00" * 64)
    curve.private_key = private.hex()
    signature = curve.sign(digested, f"{random:064x}")
    return bytes.fromhex(signature) if signature else b""


def verify(public: bytes, digested: bytes, signature: bytes) -> bool:
    """Whether the signature is that of the key's owner over what was digested."""
    r, s = int.from_bytes(signature[:32], "big"), int.from_bytes(signature[32:], "big")
    if len(signature) != 64 or not (1 <= r < N and 1 <= s < N) or (r + s) % N == 0:
        return False
    try:
        return bool(_curve(public.hex()).verify(signature.hex(), digested))
    except TypeError:  # two points met that add up to infinity, which gmssl knows no word for: no signature does that
        return False


def _curve(public: str) -> Any:
    from gmssl.sm2 import CryptSM2  # in the thread that signs: importing it takes time

    curve = CryptSM2("", "")
    curve.public_key = public  # its constructor would strip leading digits 0 and 4
    return curve


def _sm3(data: bytes) -> bytes:
    hashes = _hashes()
    hashed = hashes.Hash(hashes.SM3())
    hashed.update(data)
    return bytes(hashed.finalize())


@functools.cache
def _hashes() -> Any:
    from cryptography.hazmat.primitives import hashes

    return hashes
