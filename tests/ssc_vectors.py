"""The golden bytes of the social security card, for the tests of both sides."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

VECTORS: dict[str, Any] = tomllib.loads((Path(__file__).parent / "vectors" / "ssc.toml").read_text("utf-8"))
EXCHANGES: dict[str, dict[str, Any]] = {vector["name"]: vector for vector in VECTORS["exchange"]}
CHALLENGE = bytes.fromhex(VECTORS["authentication"][0]["challenge"])


def command(name: str) -> bytes:
    """The command of an exchange."""
    return bytes.fromhex(EXCHANGES[name]["command"])


def answer(name: str) -> bytes:
    """The answer of an exchange, with its status word."""
    return bytes.fromhex(EXCHANGES[name]["answer"])
