"""The ID reader's golden bytes, as the tests of both sides read them."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

VECTORS: dict[str, Any] = tomllib.loads((Path(__file__).parent / "vectors" / "id_reader.toml").read_text("utf-8"))
COMMANDS: dict[str, dict[str, Any]] = {vector["name"]: vector for vector in VECTORS["command"]}
REPLIES: dict[str, dict[str, Any]] = {vector["name"]: vector for vector in VECTORS["reply"]}
FINGERPRINTS: dict[str, dict[str, Any]] = {vector["name"]: vector for vector in VECTORS["fingerprint"]}
TEXTS: dict[str, dict[str, Any]] = {vector["name"]: vector for vector in VECTORS["text"]}

_FRONT = 5  # the preamble; what follows it is summed up


def sealed(front: bytes) -> bytes:
    """A frame that lacks only its checksum, the exclusive or of everything after the preamble (1.2)."""
    check = 0
    for byte in front[_FRONT:]:
        check ^= byte
    return front + bytes([check])


def read_frame(text: bytes) -> bytes:
    """The answer to 30 01, put together from the golden head."""
    read = VECTORS["read"]
    return sealed(bytes.fromhex(read["head"]) + text + bytes.fromhex(read["photo_head"]) + bytes(1018))


def fingerprint_frame(vector: dict[str, Any], text: bytes) -> bytes:
    """The answer to 30 10 with as many fingerprints as the vector has."""
    photo = bytes.fromhex(VECTORS["read"]["photo_head"]) + bytes(1018)
    return sealed(bytes.fromhex(vector["head"]) + text + photo + bytes(vector["size"]))


def address_frame() -> bytes:
    """The answer to 30 03."""
    address = VECTORS["address"]
    units = bytes.fromhex(address["units"])
    return sealed(bytes.fromhex(address["head"]) + units + b"\x20\x00" * ((70 - len(units)) // 2))


def block(text: dict[str, Any]) -> bytes:
    """The 256 bytes a text vector describes."""
    block = bytearray(b"\x20\x00" * 128)
    for offset, size, value in text["fields"]:
        units = value.encode("utf-16-le")
        assert len(units) <= size, f"{text['name']}: field at {offset}"
        block[offset : offset + len(units)] = units
    for offset, units_hex in text["units"]:
        units = bytes.fromhex(units_hex)
        assert block[offset : offset + len(units)] == units, f"{text['name']}: units at {offset}"
    return bytes(block)
