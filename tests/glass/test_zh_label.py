"""Where Chinese and English lines break, and what happens to characters no font has."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

import tests.glass.no_screen  # noqa: F401 - before the first Kivy import
from kiosk.screens.widgets.line_breaking import NO_END, NO_START, balance, shortened, tidy, wrap
from kiosk.screens.widgets.zh_label import showable

pytestmark = pytest.mark.glass


def width(words: str) -> float:
    """Han is two wide, the rest one."""
    return sum(2 if ord(char) > 0x2E7F else 1 for char in words)


def test_han_breaks_anywhere() -> None:
    assert wrap("您的新卡正在制作", width, 6) == ["您的新", "卡正在", "制作"]


@pytest.mark.parametrize(
    ("words", "limit", "lines"),
    [
        ("您的社保卡正在制作", 10, ["您的社保卡", "正在制作"]),
        ("您的社保卡正在制作", 9, ["您的", "社保卡正", "在制作"]),
        ("您已于2016年1月1日到期", 17, ["您已于", "2016年1月1日到期"]),
        ("查好余额请到天府市民云", 20, ["查好余额请到", "天府市民云"]),
        ("在天府市民云", 8, ["在天府市", "民云"]),  # no room for all of it: cut after all
        ("请拨打“区号+12333”。", 16, ["请拨打", "“区号+12333”。"]),
        ("已超过30个工作日", 14, ["已超过", "30个工作日"]),
    ],
)
def test_names_dates_and_amounts_stay_whole(words: str, limit: int, lines: list[str]) -> None:
    assert wrap(words, width, limit) == lines


def test_an_opening_bracket_goes_with_what_it_opens() -> None:
    assert wrap("周一至周五 9:00-17:00(法定节假日除外)", width, 23) == ["周一至周五 9:00-17:00", "(法定节假日除外)"]
    assert wrap("周一至周五 9:00-17:00", width, 16) == ["周一至周五", "9:00-17:00"]


def test_closing_punctuation_starts_no_line() -> None:
    assert wrap("请先打电话，再去", width, 10) == ["请先打电", "话，再去"]


def test_opening_punctuation_ends_no_line() -> None:
    assert wrap("卡厂制卡（第十天）", width, 10) == ["卡厂制卡", "（第十天）"]


def test_latin_words_and_numbers_stay_whole() -> None:
    assert wrap("如遇timeout读卡失败", width, 8) == ["如遇", "timeout", "读卡失败"]
    assert wrap("拨打0816-12333咨询", width, 12) == ["拨打", "0816-12333咨", "询"]


def test_a_number_keeps_its_counter() -> None:
    assert wrap("现在是第 12 个工作日", width, 12) == ["现在是", "第 12 个工作", "日"]


def test_english_breaks_at_spaces_and_trims_them() -> None:
    assert wrap("Please call before you go", width, 12) == ["Please call", "before you", "go"]


def test_times_and_apostrophes_stay_whole() -> None:
    assert wrap("周一 9:00–17:00", width, 14) == ["周一", "9:00–17:00"]
    assert wrap("周一 9:00–17:00", width, 11) == ["周一", "9:00–17:00"]
    assert wrap("it doesn’t work", width, 8) == ["it", "doesn’t", "work"]


def test_a_word_wider_than_the_line_is_cut() -> None:
    assert wrap("abcdefghij", width, 4) == ["abcd", "efgh", "ij"]


def test_line_breaks_in_the_words_are_kept() -> None:
    assert wrap("一\n二", width, 20) == ["一", "二"]


def test_even_lines_part_at_a_comma_or_in_the_middle() -> None:
    assert balance("制卡已超过三十个工作日，现在在：网点配送", width, 36) == [
        "制卡已超过三十个工作日，",
        "现在在：网点配送",
    ]
    assert balance("一二三四五六七八九十", width, 18) == ["一二三四五", "六七八九十"]


def test_even_lines_never_cut_a_word_that_fits() -> None:
    assert balance("Data collected", width, 10) == ["Data", "collected"]
    assert balance("Bank account", width, 8) == ["Bank", "account"]
    assert tidy("a collected i", width, 11) == ["a collected", "i"]


def test_no_lonely_character_on_the_last_line() -> None:
    assert wrap("一二三四五六七八九十一", width, 20)[-1] == "一"
    assert len(tidy("一二三四五六七八九十一", width, 20)[-1]) > 2
    assert len(tidy("一二三四五六七八九十一二。", width, 22)[-1]) > 3


def test_no_short_word_alone_on_the_last_line() -> None:
    assert wrap("Bring your ID card. Please call before you go.", width, 42)[-1] == "go."
    assert tidy("Bring your ID card. Please call before you go.", width, 42)[-1] == "you go."


def test_characters_no_font_has_are_named() -> None:
    assert showable("测\U0002a6dd试") in ("测〓2A6DD试", "测\U0002a6dd试")
    assert showable("\ue000") == "〓E000"
    assert showable("𬭎䶮㛃𠮷") == "𬭎䶮㛃𠮷"


@given(st.text(alphabet="您的社保卡，。（）：abc12 ", max_size=60), st.integers(6, 30))
def test_nothing_is_lost_and_the_rules_hold(words: str, limit: int) -> None:
    lines = wrap(words, width, limit)
    assert "".join("".join(lines).split()) == "".join(words.split())
    for above, below in pairwise(lines):
        if len(above) > 1 and not above.isascii():
            assert above[-1] not in NO_END or len(set(above) - NO_END) == 0
        if below and below[0] in NO_START:
            # Only a line with nothing that could be carried may leave it so.
            assert len(above.strip()) <= 1 or set(above[1:]) <= NO_START | NO_END | {" "}


def test_what_may_not_have_so_many_lines_ends_in_an_ellipsis() -> None:
    lines = wrap("成都市高新区演示大道中段", width, 8)
    assert shortened(lines, 3, width, 8) == lines
    assert shortened(lines, 2, width, 8) == ["成都市高", "新区演…"]


@given(st.text(alphabet="成都市演示ab 12，。、", max_size=60), st.integers(4, 30), st.integers(1, 4))
def test_what_is_shortened_keeps_to_its_lines_and_its_width(words: str, limit: int, most: int) -> None:
    lines = shortened(wrap(words, width, limit), most, width, limit)
    assert len(lines) <= most
    assert all(width(line) <= limit for line in lines)
