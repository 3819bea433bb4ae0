"""Where fuzzing begins: every golden byte string of the vectors."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

VECTORS = Path(__file__).parent.parent / "vectors"


def seeds() -> Iterator[bytes]:
    """The bytes of every value in every vector file that is hex text, shortest first."""
    found = {data for path in VECTORS.glob("*.toml") for data in _hex(tomllib.loads(path.read_text("utf-8")))}
    yield from sorted(found, key=lambda data: (len(data), data))


def _hex(value: Any) -> Iterator[bytes]:
    if isinstance(value, dict):
        for part in value.values():
            yield from _hex(part)
    elif isinstance(value, list):
        for part in value:
            yield from _hex(part)
    elif isinstance(value, str):
        try:
            data = bytes.fromhex(value)
        except ValueError:
            return
        if data:
            yield data
