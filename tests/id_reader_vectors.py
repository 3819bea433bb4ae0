"""The ID reader's golden bytes, as the tests of both sides read them."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

VECTORS: dict[str, Any] = tomllib.loads((Path(__file__).parent / "vectors" / "id_reader.toml").read_text("utf-8"))
COMMANDS: dict[str, dict[str, Any]] = {vector["name"]: vector for vector in VECTORS["command"]}
REPLIES: dict[str, dict[str, Any]] = {vector["name"]: vector for vector in VECTORS["reply"]}
TEXTS: dict[str, dict[str, Any]] = {vector["name"]: vector for vector in VECTORS["text"]}


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
