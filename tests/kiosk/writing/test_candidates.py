"""Pinyin into characters: surnames first, names before other words, rare characters, how Sichuan says it."""

from __future__ import annotations

import unicodedata

import pytest

from kiosk.fonts import covers
from kiosk.writing.candidates import Candidate, candidates, goes_on
from kiosk.writing.dictionary import characters_read, surnames, syllables


def first(letters: str, count: int, *, begins: bool = True) -> str:
    """The first candidates, as one string."""
    return "".join(one.characters for one in candidates(letters, begins=begins)[:count])


@pytest.mark.parametrize(
    ("letters", "expected"),
    [("wang", "王汪"), ("zh", "张赵周"), ("shan", "单"), ("qiu", "邱"), ("xie", "谢解"), ("ou", "欧区"), ("lv", "吕")],
)
def test_a_name_begins_with_a_surname(letters: str, expected: str) -> None:
    assert first(letters, 9).startswith(expected)


def test_after_the_surname_come_characters_of_given_names() -> None:
    assert first("wei", 4, begins=False) == "伟薇维玮"
    assert first("wei", 1) == "魏"


def test_letters_of_the_next_syllable_wait() -> None:
    assert candidates("zhangwei", begins=True)[0] == Candidate("张", 5)
    assert candidates("ouyangna", begins=True)[0] == Candidate("欧阳", 6)
    assert Candidate("李", 2) in candidates("lian", begins=True)  # 李安, and before it whoever is called 连
    assert first("lian", 1) == "连"


@pytest.mark.parametrize(("letters", "rare"), [("hong", "𬭎"), ("yan", "䶮"), ("jie", "㛃"), ("biang", "𰻝")])
def test_a_rare_character_is_among_what_its_reading_offers(letters: str, rare: str) -> None:
    assert rare in {one.characters for one in candidates(letters, begins=False)}


def test_every_character_that_can_be_shown_can_be_typed() -> None:
    """A compatibility form is another code for one of these, and typed names never hold it."""
    reachable = set("".join(characters_read(one) for one in syllables()))
    blocks = (range(0x3400, 0x4DC0), range(0x4E00, 0xA000), range(0x20000, 0x323B0))
    shown = {chr(point) for block in blocks for point in block if covers(chr(point))}
    assert len(shown) > 29_000
    assert {one for one in shown - reachable if not unicodedata.decomposition(one)} == set()


def test_nothing_is_offered_that_the_glass_cannot_show() -> None:
    assert all(covers(one) for syllable in syllables() for one in characters_read(syllable))


def test_who_types_as_sichuan_speaks_finds_the_character_after_the_others() -> None:
    for typed, meant in (("lan", "南"), ("si", "石"), ("lin", "凌"), ("cen", "成"), ("fu", "胡")):
        offered = [one.characters for one in candidates(typed, begins=False)]
        assert meant in offered
        assert offered.index(meant) >= len(characters_read(typed))


@pytest.mark.parametrize(("typed", "meant"), [("lue", "略"), ("lyu", "吕"), ("nyu", "女")])
def test_the_letter_that_keys_lack_is_typed_in_more_than_one_way(typed: str, meant: str) -> None:
    assert meant in {one.characters for one in candidates(typed, begins=False)}


def test_letters_that_lead_nowhere_offer_nothing() -> None:
    assert not goes_on("vb")
    assert candidates("vb", begins=True) == candidates("", begins=True) == ()
    assert goes_on("zhangw")


def test_every_surname_has_a_syllable_for_each_character_and_can_be_typed() -> None:
    listed = surnames()
    assert (listed[0].characters, len({one.characters for one in listed}) > 550) == ("王", True)
    for one in listed:
        assert len(one.syllables) == len(one.characters)
        assert set(one.syllables) <= syllables()
        assert all(covers(character) for character in one.characters)
