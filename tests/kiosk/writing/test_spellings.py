"""A list looked through by letters: initials, whole syllables, a bit of each, characters that are read in two ways."""

from __future__ import annotations

import time

import pytest

from kiosk.content.reading import load
from kiosk.writing.spellings import Spellings, spell
from tests.kiosk.content.content_desk import SHIPPED

NAMES = ("样例银行天府广场支行", "样例银行重庆路支行", "绿地社区服务站", "样例2社区（北区）服务站", "ATM样例网点")


def found(typed: str) -> tuple[int, ...]:
    """The rows of `NAMES` that are left."""
    return Spellings(spell(NAMES), NAMES).matching(typed)


@pytest.mark.parametrize(
    ("typed", "rows"),
    [
        ("tfgc", (0,)),
        ("TianFu", (0,)),
        ("tianfgc", (0,)),
        ("tian fu guang chang", (0,)),
        ("yh", (0, 1)),
        ("yinhang", (0, 1)),
        ("yinxing", (0, 1)),  # as the same character is read elsewhere
        ("chongqing", (1,)),
        ("zhongqing", (1,)),
        ("lvdi", (2,)),
        ("ludi", (2,)),
        ("yl2", (3,)),
        ("bqfw", (3,)),  # brackets are not typed
        ("atm", (4,)),
        ("fgct", ()),
        ("", (0, 1, 2, 3, 4)),
        ("、", (0, 1, 2, 3, 4)),
    ],
)
def test_letters_find_names(typed: str, rows: tuple[int, ...]) -> None:
    assert found(typed) == rows


def test_a_match_does_not_reach_into_the_next_name() -> None:
    assert Spellings(spell(("天", "府")), ("天", "府")).matching("tf") == ()


def test_thousands_of_outlets_are_looked_through_within_a_frame() -> None:
    names = [outlet.name for outlet in load(SHIPPED).outlets.all()]
    assert len(names) == 3916
    spellings = Spellings(spell(names), names)
    spellings.matching("a")
    for typed in ("y", "yh", "yinhang", "zzzzzz", "qingyangqu", "yanglizhihang"):
        begun = time.process_time()
        spellings.matching(typed)
        assert time.process_time() - begun < 0.05  # measured: 1 to 9 ms
