"""PIN blocks of the simulated pads: as worked out by hand, and sealed by ciphers that are known to be right."""

from __future__ import annotations

from random import Random
from typing import Any

import pytest

from kiosk_sim.pin_blocks import TEST_KEY, format_0, format_3, random_fill, seal, sm4_form, unseal
from tests.pin_pad_vectors import ZT, named

BLOCKS, CIPHERS = named(ZT["pin_block"]), named(ZT["cipher"])


@pytest.mark.parametrize("vector", BLOCKS.values(), ids=BLOCKS.keys())
def test_blocks_are_the_golden_bytes(vector: dict[str, Any]) -> None:
    pin, pan12, form = vector["pin"], vector["pan12"], vector["form"]
    if form == "iso-3":
        block = format_3(pin, pan12, vector["fill"].replace(" ", "") + "ABCDEF")
    else:
        block = {"iso-0": format_0, "sm4": sm4_form}[form](pin, pan12)
    assert block == bytes.fromhex(vector["clear"])


@pytest.mark.parametrize("vector", CIPHERS.values(), ids=CIPHERS.keys())
def test_ciphers_give_what_is_known(vector: dict[str, Any]) -> None:
    key, clear, sealed = (bytes.fromhex(vector[name]) for name in ("key", "clear", "sealed"))
    assert seal(vector["algorithm"], key, clear) == sealed
    assert unseal(vector["algorithm"], key, sealed) == clear


def test_des_uses_the_first_half_of_a_key() -> None:
    assert seal("des", TEST_KEY, bytes(8)) == bytes.fromhex("D5D44FF720683D0D"), (
        "published check value of its left half"
    )


def test_the_fill_of_format_3_is_random_and_never_a_digit() -> None:
    chance = Random(1)
    fills = {random_fill(chance) for _ in range(20)}
    assert len(fills) == 20
    assert all(set(fill) <= set("ABCDEF") and len(fill) == 14 for fill in fills)
    assert len(format_3("1234", "900001234567", random_fill(chance))) == 8
