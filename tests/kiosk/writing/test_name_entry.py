"""A name key by key: pinyin, the dot, Latin letters, a code point; how long it may be, and what is made of it."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.domain.typed_name import LONGEST, length, typed_name
from kiosk.writing.name_entry import Keys, NameEntry


def typing(entry: NameEntry, keys: str) -> None:
    """Touch one key after the other."""
    for key in keys:
        entry.type(key)


def pick(entry: NameEntry, characters: str) -> None:
    """Touch a candidate."""
    entry.choose(next(one for one in entry.candidates() if one.characters == characters))


def test_a_name_of_three_characters_with_a_rare_one() -> None:
    entry = NameEntry()
    typing(entry, "hongce")
    pick(entry, "𬭎")
    assert (entry.written, entry.letters, entry.ready) == ("𬭎", "ce", False)
    pick(entry, "测")
    typing(entry, "shi")
    pick(entry, "试")
    assert entry.ready
    assert entry.name().reveal() == "𬭎测试"


def test_erasing_takes_back_a_letter_and_then_a_character() -> None:
    entry = NameEntry()
    typing(entry, "ce")
    pick(entry, "测")
    typing(entry, "sh")
    for expected in (("测", "s"), ("测", ""), ("", ""), ("", "")):
        entry.erase()
        assert (entry.written, entry.letters) == expected


def test_a_dot_stands_between_parts_only() -> None:
    entry = NameEntry()
    entry.dot()
    typing(entry, "ce")
    entry.dot()  # the letters wait
    pick(entry, "测")
    entry.dot()
    entry.dot()
    typing(entry, "shi")
    pick(entry, "试")
    entry.dot()
    assert entry.written == "测·试·"
    assert entry.name().reveal() == "测·试"


def test_latin_letters_are_written_as_they_are_touched() -> None:
    entry = NameEntry()
    typing(entry, "sa")
    entry.change_keys(Keys.LATIN)
    assert entry.letters == ""
    entry.space()
    typing(entry, "SAMPLE")
    entry.space()
    entry.space()
    typing(entry, "T")
    assert entry.name().reveal() == "SAMPLE T"


def test_a_character_without_a_key_is_written_by_its_code_point() -> None:
    entry = NameEntry()
    entry.change_keys(Keys.CODE)
    typing(entry, "2CB4E")
    assert [one.characters for one in entry.candidates()] == ["𬭎"]
    pick(entry, "𬭎")
    assert (entry.written, entry.letters) == ("𬭎", "")
    for nothing in ("D800", "FFFFFF", "20", "E000"):  # half a pair, beyond all, a space, of private use
        entry.clear()
        typing(entry, nothing)
        assert entry.candidates() == ()


def test_a_name_ends_where_the_field_ends() -> None:
    entry = NameEntry()
    for _ in range(30):
        typing(entry, "ce")
        if entry.candidates():
            pick(entry, "测")
    assert len(entry.written) == 25
    assert (entry.full, entry.letters, entry.ready) == (True, "", True)


def test_letters_without_a_reading_are_told() -> None:
    entry = NameEntry()
    typing(entry, "zhv")
    assert entry.astray
    entry.erase()
    assert not entry.astray


@pytest.mark.parametrize("dot", "•・‧．∙⋅･·")
def test_every_kind_of_dot_becomes_the_one_of_names(dot: str) -> None:
    assert typed_name(f"测试 {dot}{dot} 样例{dot}").reveal() == "测试·样例"


def test_what_is_typed_is_made_plain_and_what_is_right_stays() -> None:
    assert typed_name(" A.  SAMPLE ").reveal() == "A. SAMPLE"  # a full stop between Latin letters is one
    assert typed_name("测.试").reveal() == "测·试"
    assert typed_name("\uf9f4").reveal() == "林"  # a compatibility form
    assert str(typed_name("测试样例")) == "测***"


@settings(max_examples=60)
@given(st.text("测试样例A .·•", max_size=30))
def test_making_it_plain_twice_changes_nothing(typed: str) -> None:
    once = typed_name(typed)
    assert typed_name(once.reveal()) == once
    assert len(once.reveal()) <= len(typed)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from([*"acefghinosuvz", "dot", "space", "erase", "choose", *Keys])))
def test_no_order_of_keys_leads_astray(keys: list[str | Keys]) -> None:
    entry = NameEntry()
    for key in keys:
        if isinstance(key, Keys):
            entry.change_keys(key)
        elif key == "choose":
            for one in entry.candidates()[:1]:
                entry.choose(one)
        elif len(key) > 1:
            getattr(entry, key)()
        elif entry.keys is not Keys.CODE or key in "acef":
            entry.type(key)
        assert length(entry.written) <= LONGEST
