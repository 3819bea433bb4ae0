"""The motor reader's golden bytes, as the tests of both sides read them."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

VECTORS: dict[str, Any] = tomllib.loads((Path(__file__).parent / "vectors" / "motor_reader.toml").read_text("utf-8"))
COMMANDS: dict[str, dict[str, Any]] = {vector["name"]: vector for vector in VECTORS["command"]}
ANSWERS: dict[str, dict[str, Any]] = {vector["name"]: vector for vector in VECTORS["answer"]}
REFUSALS: dict[str, dict[str, Any]] = {vector["error"]: vector for vector in VECTORS["refusal"]}


def command(name: str) -> bytes:
    """The frame of a command."""
    return bytes.fromhex(COMMANDS[name]["hex"])


def answer(name: str) -> bytes:
    """The frame of an answer."""
    return bytes.fromhex(ANSWERS[name]["hex"])
