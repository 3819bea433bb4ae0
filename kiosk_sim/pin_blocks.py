"""PIN blocks as a simulated PIN pad makes them, and the ciphers that seal them (fact sheet 5.3)."""

from __future__ import annotations

from random import Random
from typing import Literal

from cryptography.hazmat.decrepit.ciphers.algorithms import TripleDES
from cryptography.hazmat.primitives.ciphers import Cipher, CipherAlgorithm, modes
from cryptography.hazmat.primitives.ciphers.algorithms import SM4

Algorithm = Literal["3des", "des", "sm4"]
# Keys for tests, known to everybody; a real pad's keys are known to nobody.
TEST_KEY = bytes.fromhex("0123456789ABCDEFFEDCBA9876543210")


def format_0(pin: str, pan12: str) -> bytes:
    """ISO 9564 format 0: control 0, length, PIN, fill F; mixed with the card number."""
    return _mixed(f"0{len(pin):X}{pin}".ljust(16, "F"), pan12)


def format_3(pin: str, pan12: str, fill: str) -> bytes:
    """ISO 9564 format 3: control 3, length, PIN, `fill` of digits from A to F; mixed with the card number."""
    return _mixed((f"3{len(pin):X}{pin}" + fill)[:16], pan12)


def sm4_form(pin: str, pan12: str) -> bytes:
    """The 16-byte form that Chinese banks use with SM4: length, PIN, fill F; mixed with the card number."""
    return _mixed(f"0{len(pin):X}{pin}".ljust(32, "F"), pan12)


def random_fill(chance: Random) -> str:
    """Enough digits from A to F for any PIN."""
    return "".join(chance.choice("ABCDEF") for _ in range(14))


def seal(algorithm: Algorithm, key: bytes, block: bytes) -> bytes:
    """Encrypt whole blocks, each by itself (ECB). A key of 16 bytes serves 3DES as K1 K2 K1; DES is K1 alone."""
    return _cipher(algorithm, key).encryptor().update(block)


def unseal(algorithm: Algorithm, key: bytes, block: bytes) -> bytes:
    """The bank's side: decrypt what `seal` gave."""
    return _cipher(algorithm, key).decryptor().update(block)


def _cipher(algorithm: Algorithm, key: bytes) -> Cipher[modes.ECB]:
    kinds: dict[Algorithm, CipherAlgorithm] = {"sm4": SM4(key)}
    if algorithm != "sm4":
        kinds[algorithm] = TripleDES(key[:8] * 3 if algorithm == "des" else key[:16] + key[:8])
    return Cipher(kinds[algorithm], modes.ECB())


def _mixed(digits: str, pan12: str) -> bytes:
    pan = bytes.fromhex(pan12.rjust(len(digits), "0"))
    return bytes(one ^ other for one, other in zip(bytes.fromhex(digits), pan, strict=True))
