"""SM2 signatures (GB/T 32918.2) on the recommended curve. gmssl has them too, but draws random numbers that can be
foretold, accepts numbers out of range, strips digits of some public keys, and is slow; nothing of it is used here.
"""

from __future__ import annotations

import functools
import secrets
from typing import Any

from kiosk.backend_client.curve import BASE, A, B, N, Point, on_curve, sum_of

_USER = b"1234567812345678"  # the user id everybody takes who has not agreed on another


def is_private(key: bytes) -> bool:
    """Whether these 32 bytes can be a private key."""
    return 1 <= int.from_bytes(key, "big") <= N - 2


def is_public(key: bytes) -> bool:
    """Whether these 64 bytes are a point of the curve."""
    return on_curve(_point(key))


def public_of(private: bytes) -> bytes:
    """The public key of a private one."""
    point = sum_of((int.from_bytes(private, "big"), BASE))
    assert point is not None, "a private key is less than the base point's order"
    return _bytes(*point)


def digest(public: bytes, message: bytes) -> bytes:
    """What is signed: SM3 of Z and the message; Z binds user id, curve and public key."""
    bound = _sm3((len(_USER) * 8).to_bytes(2, "big") + _USER + _bytes(A, B, *BASE) + public)
    return _sm3(bound + message)


def sign(private: bytes, digested: bytes) -> bytes:
    """A signature, r and s, 32 bytes each."""
    while True:
        if signature := sign_with(1 + secrets.randbelow(N - 1), private, digested):
            return signature


def sign_with(random: int, private: bytes, digested: bytes) -> bytes:
    """The signature that `random` gives, which must never be used twice; empty for the few that give none."""
    part = secrets.randbelow(N)  # so that the time it takes tells nothing of `random`, which would tell the key
    point = sum_of((part, BASE), ((random - part) % N, BASE))
    assert point is not None, "random is from 1 to N - 1"
    secret = int.from_bytes(private, "big")
    r = (int.from_bytes(digested, "big") + point[0]) % N
    s = pow(1 + secret, -1, N) * (random - r * secret) % N
    if r == 0 or r + random == N or s == 0:
        return b""
    return _bytes(r, s)


def verify(public: bytes, digested: bytes, signature: bytes) -> bool:
    """Whether the signature is that of the key's owner over what was digested."""
    r, s = int.from_bytes(signature[:32], "big"), int.from_bytes(signature[32:], "big")
    if len(signature) != 64 or not (1 <= r < N and 1 <= s < N) or (r + s) % N == 0:
        return False
    point = sum_of((s, BASE), ((r + s) % N, _point(public)))
    return point is not None and (int.from_bytes(digested, "big") + point[0]) % N == r


def _point(public: bytes) -> Point:
    return int.from_bytes(public[:32], "big"), int.from_bytes(public[32:], "big")


def _bytes(*numbers: int) -> bytes:
    return b"".join(number.to_bytes(32, "big") for number in numbers)


def _sm3(data: bytes) -> bytes:
    hashes = _hashes()
    hashed = hashes.Hash(hashes.SM3())
    hashed.update(data)
    return bytes(hashed.finalize())


@functools.cache
def _hashes() -> Any:
    from cryptography.hazmat.primitives import hashes

    return hashes
