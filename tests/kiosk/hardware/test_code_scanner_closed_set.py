"""No command that a scanner keeps in its flash can be said, nor made of one by a bad cable."""

from __future__ import annotations

import inspect
import itertools
from collections.abc import Iterator
from typing import Any

import pytest

from kiosk.hardware.code_scanner.gm65 import wire as gm65
from kiosk.hardware.code_scanner.honeywell import wire as honeywell
from kiosk.hardware.code_scanner.newland import wire as newland
from kiosk_sim.scanner_ears import Gm65Ear, NewlandEar
from tests.scanner_vectors import FAMILIES as NAMES
from tests.scanner_vectors import golden, vectors

WIRES: dict[str, Any] = {"newland": newland, "honeywell": honeywell, "gm65": gm65}


@pytest.mark.parametrize("family", NAMES)
def test_nothing_that_is_kept_in_flash_can_be_said(family: str) -> None:
    """Every command there is, by looking for them: a new one must pass here too."""
    wire = WIRES[family]
    classes: list[Any] = [kind for _, kind in inspect.getmembers(wire, inspect.isclass)]
    kinds = [kind for kind in classes if issubclass(kind, wire.Command)]
    frames = [kind().encode() for kind in kinds if kind is not wire.Command]
    assert sorted(frames) == sorted(bytes.fromhex(vector["hex"]) for vector in vectors(family, "command").values())
    for frame in frames:
        assert {"newland": _temporary, "honeywell": _a_letter, "gm65": _in_memory}[family](frame)


def _temporary(frame: bytes) -> bool:
    return frame[:7] == b"~\x010000#" and b"@" not in frame


def _a_letter(frame: bytes) -> bool:
    return frame in (b"\x16T\r", b"\x16U\r")  # set-up begins with 16 4D


def _in_memory(frame: bytes) -> bool:
    write, read = b"\x7e\x00\x08\x01\x00\x02", b"\x7e\x00\x07"
    return frame[-2:] != b"\xab\xcd" and (frame[:6] == write or frame[:3] == read)


def test_no_flipped_bit_makes_a_command_that_is_kept() -> None:
    """With AB CD in place of the CRC it would: 09 saves, and 08 writes."""
    assert [order.stores for order in Gm65Ear().hear(bytes.fromhex("7E00 09 01000201 ABCD"))] == [True]
    for frame in _spoiled("gm65"):
        assert Gm65Ear().hear(frame) == []
    assert [order.stores for order in NewlandEar().hear(golden("newland", "stored", "trigger, stored"))] == [True]
    for frame in _spoiled("newland"):
        assert not any(order.stores for order in NewlandEar().hear(frame))


def _spoiled(family: str) -> Iterator[bytes]:
    """Every command with every one and two of its bits flipped."""
    for vector in vectors(family, "command").values():
        good = int.from_bytes(bytes.fromhex(vector["hex"]), "big")
        size = len(bytes.fromhex(vector["hex"]))
        for one, other in itertools.combinations_with_replacement(range(8 * size), 2):
            yield (good ^ (1 << one | 1 << other)).to_bytes(size, "big")
