"""The golden bytes of the code scanners, for tests of both sides."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

FAMILIES = ("newland", "honeywell", "gm65")
TERMINATORS = {"cr": b"\r", "lf": b"\n", "crlf": b"\r\n"}

_FOLDER = Path(__file__).with_name("vectors")
_VECTORS: dict[str, dict[str, Any]] = {
    family: tomllib.loads((_FOLDER / f"scanner_{family}.toml").read_text(encoding="utf-8")) for family in FAMILIES
}


def vectors(family: str, table: str) -> dict[str, dict[str, Any]]:
    """The vectors of one table by name; none when the family has no such table."""
    return {vector["name"]: vector for vector in _VECTORS[family].get(table, [])}


def golden(family: str, table: str, name: str) -> bytes:
    """The bytes of one vector."""
    return bytes.fromhex(vectors(family, table)[name]["hex"])


def each(table: str) -> list[Any]:
    """Family and vector, as parameters of a test."""
    return [(family, vector) for family in FAMILIES for vector in vectors(family, table).values()]


def label(value: object) -> str:
    """A name for a parameter."""
    return value["name"].replace(" ", "-") if isinstance(value, dict) else str(value)
