"""The golden Modbus frames, for the tests of both sides."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

FRAMES: dict[str, dict[str, Any]] = {
    vector["name"]: vector
    for vector in tomllib.loads((Path(__file__).parent / "vectors/modbus.toml").read_text(encoding="utf-8"))["frame"]
}


def octets(name: str) -> bytes:
    """The bytes of a frame."""
    return bytes.fromhex(FRAMES[name]["hex"])


def bits(text: str) -> tuple[bool, ...]:
    """Bits written first one first."""
    return tuple(bit == "1" for bit in text)
