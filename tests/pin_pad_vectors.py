"""The PIN pads' golden bytes, as the tests of both sides read them."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

_FOLDER = Path(__file__).parent / "vectors"
ZT: dict[str, Any] = tomllib.loads((_FOLDER / "pin_pad_zt.toml").read_text("utf-8"))
KMY: dict[str, Any] = tomllib.loads((_FOLDER / "pin_pad_kmy.toml").read_text("utf-8"))
FORMS = ("binary", "split")


def named(vectors: list[dict[str, Any]]) -> dict[str, dict[str, Any]]:
    """Vectors by their names."""
    return {vector["name"]: vector for vector in vectors}


ZT_COMMANDS, ZT_REPLIES = named(ZT["command"]), named(ZT["reply"])
KMY_COMMANDS, KMY_REPLIES = named(KMY["command"]), named(KMY["reply"])


def zt(name: str) -> bytes:
    """The golden bytes of a ZT command or reply."""
    return bytes.fromhex((ZT_COMMANDS | ZT_REPLIES)[name]["hex"])


def kmy(name: str, form: str) -> bytes:
    """The golden bytes of a KMY command or reply."""
    return bytes.fromhex((KMY_COMMANDS | KMY_REPLIES)[name][form])


def information() -> bytes:
    """The answer to the ZT probe, put together from its parts."""
    parts = ZT["information"]
    names = ("key_table", "settings", "function_code", "model", "hardware", "firmware", "made", "serial")
    text = str(" " * parts["user"] + "".join(parts[name] for name in names))
    return bytes.fromhex(parts["head"]) + text.encode("ascii") + bytes.fromhex(parts["tail"])


def long_frame() -> bytes:
    """A ZT text of a thousand characters in its frame."""
    parts = ZT["long"]
    return bytes.fromhex(parts["head"]) + b"A" * int(parts["letters"]) + bytes.fromhex(parts["tail"])
