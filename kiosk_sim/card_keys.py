"""The key before the holder's data on 3.00 cards, as card and office both reckon with it (fact sheet 2.5).

Both are beyond the wire and the net, so they may share this file; its numbers are checked in the tests against
openssl's. 3DES as published [1 for the arithmetic, M for the number and order of levels]; the SM4 form is ours [I].
"""

from __future__ import annotations

from cryptography.hazmat.decrepit.ciphers.algorithms import TripleDES
from cryptography.hazmat.primitives.ciphers import Cipher, modes
from cryptography.hazmat.primitives.ciphers.algorithms import SM4

# A key that stands in a public file: no real card has it, and it opens only this room's.
ROOT = bytes.fromhex("00112233445566778899AABBCCDDEEFF")

TRIPLE_DES, SM4_KEY = "00", "03"  # algorithm indicators; 03 is in a source [1], 00 is ours [I]
FACTOR = bytes.fromhex("0102030405060708")  # any eight bytes will do; these were seen


def card_key(root: bytes, region: str, historical: bytes, algorithm: str) -> bytes:
    """The 16-byte key of one card: first for the city (its six digits and "sx"), then for the card (T6 to TD)."""
    city = region.encode("ascii") + b"sx"
    return _level(_level(root, city, algorithm), historical[-8:], algorithm)


def cryptogram(key: bytes, challenge: bytes, factor: bytes, algorithm: str) -> bytes:
    """What proves that one knows a card's key: eight bytes for its challenge and a factor of one's own."""
    if algorithm == TRIPLE_DES:
        session = _triple_des(key, challenge)
        return _triple_des(session * 2, factor)  # the same half twice: single DES
    session = _sm4(key, challenge + _inverse(challenge))
    whole = _sm4(session, factor + _inverse(factor))
    return bytes(left ^ right for left, right in zip(whole[:8], whole[8:], strict=True))


def _level(key: bytes, factor: bytes, algorithm: str) -> bytes:
    """One level of diversification: left from the factor, right from its inverse."""
    if algorithm == TRIPLE_DES:
        return _triple_des(key, factor) + _triple_des(key, _inverse(factor))
    return _sm4(key, factor + _inverse(factor))


def _triple_des(key: bytes, block: bytes) -> bytes:
    """Two-key 3DES of one block of 8 bytes."""
    encryptor = Cipher(TripleDES(key + key[:8]), modes.ECB()).encryptor()
    return encryptor.update(block) + encryptor.finalize()


def _sm4(key: bytes, block: bytes) -> bytes:
    """SM4 of one block of 16 bytes."""
    encryptor = Cipher(SM4(key), modes.ECB()).encryptor()
    return encryptor.update(block) + encryptor.finalize()


def _inverse(block: bytes) -> bytes:
    return bytes(byte ^ 0xFF for byte in block)
