"""Every fuzz target on its seeds and on some spoiled ones, so that none rots between two runs of `make fuzz`."""

from __future__ import annotations

from random import Random

import pytest

from tests.fuzz.seeds import seeds
from tests.fuzz.targets import TARGETS

SEEDS = list(seeds())
SPOILED = 400


@pytest.mark.parametrize("name", TARGETS)
def test_the_seeds_and_what_is_spoiled_of_them(name: str) -> None:
    random = Random(name)
    for data in SEEDS:
        TARGETS[name](data)
    for _ in range(SPOILED):
        TARGETS[name](_spoiled(random))


def _spoiled(random: Random) -> bytes:
    """Two seeds run together, with a few bytes changed, lost or doubled."""
    data = bytearray(random.choice(SEEDS) + random.choice(SEEDS))
    for _ in range(random.randrange(4)):
        place = random.randrange(len(data))
        match random.randrange(3):
            case 0:
                data[place] = random.randrange(256)
            case 1:
                data[place : place + random.randrange(1, 8)] = b""
            case _:
                data[place:place] = data[place : place + random.randrange(1, 8)]
        data = data or bytearray(b"\0")
    return bytes(data)
