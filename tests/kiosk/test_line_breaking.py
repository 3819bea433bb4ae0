"""Where Chinese and English lines break on glass and paper, in easy cases and hard ones."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import pairwise
from typing import TypeAlias

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.line_breaking import NO_END, NO_START, balance, by_clause, shortened, tidy, wrap

Breaking: TypeAlias = Callable[[str, Callable[[str], float], float], list[str]]

MARKS = "\u0300\u0304\ufe00\U000e0100"


def width(words: str) -> float:
    """Han is two wide, marks nothing, the rest one."""
    return sum(0 if char in MARKS else 2 if ord(char) > 0x2E7F else 1 for char in words)


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


@pytest.mark.parametrize("mark", "，。、；：！？）》〉」』】〕”’％…～·—")
def test_what_closes_or_pauses_begins_no_line(mark: str) -> None:
    for limit in range(4, 14):
        assert not any(line.startswith(mark) for line in wrap(f"您的新卡{mark}正在制作{mark}请等", width, limit))


@pytest.mark.parametrize("mark", "（《〈「『【〔“‘￥")
def test_what_opens_ends_no_line(mark: str) -> None:
    for limit in range(4, 14):
        assert not any(line.endswith(mark) for line in wrap(f"您的新卡{mark}正在制作{mark}请等", width, limit))


@pytest.mark.parametrize(
    ("words", "limit", "lines"),
    [
        ("请看《“样例”说明》。", 11, ["请看", "《“样例”说", "明》。"]),  # “样例” is one piece, and 《 stays with it
        ("他说：“请看《说明》。”", 14, ["他说：“请看", "《说明》。”"]),
        ("（（测））试", 8, ["（（测）", "）试"]),  # too narrow for the rule: nothing overflows
        ("中国——成都", 5, ["中", "国——", "成都"]),
        ("等一等……好了", 5, ["等一", "等……", "好了"]),
    ],
)
def test_nested_quotes_and_long_dashes(words: str, limit: int, lines: list[str]) -> None:
    assert wrap(words, width, limit) == lines


@pytest.mark.parametrize(
    ("words", "limit", "lines"),
    [
        ("现在是第12个工作日", 12, ["现在是", "第12个工作日"]),
        ("制卡约需要2.5小时吧", 14, ["制卡约需要", "2.5小时吧"]),
        ("余额￥1,204.50元", 10, ["余额", "￥1,204.50", "元"]),
        ("已完成80％了", 8, ["已完成", "80％了"]),
        ("请拨打028-000000xx", 15, ["请拨打", "028-000000xx"]),
        ("请拨打（028）0000000", 15, ["请拨打", "（028）0000000"]),
        ("请拨打 028 0000 0000", 15, ["请拨打", "028 0000 0000"]),
        ("手机号138****0000", 13, ["手机号", "138****0000"]),
        ("见https://example.test/abc/defghi?x=1", 16, ["见https://", "example.test/", "abc/defghi?x=1"]),
    ],
)
def test_numbers_keep_their_units_and_telephones_their_digits(words: str, limit: int, lines: list[str]) -> None:
    assert wrap(words, width, limit) == lines


@pytest.mark.parametrize(
    ("words", "limit", "lines"),
    [
        ("测试古丽·样例江", 12, ["测试古丽·", "样例江"]),
        ("姓名：测试古丽·样例江·测试", 18, ["姓名：测试古丽·", "样例江·测试"]),
        ("测试古丽样例江·测试", 8, ["测试古丽", "样例江·", "测试"]),  # a part wider than the line is cut
        ("您好测试古丽请看您的新卡·样例", 20, ["您好测试古丽请看您的", "新卡·样例"]),  # no name is so long
        ("测𠅤𲎯·𠀀𠀁", 8, ["测𠅤𲎯·", "𠀀𠀁"]),
    ],
)
def test_a_name_of_several_parts_breaks_at_its_dots_only(words: str, limit: int, lines: list[str]) -> None:
    assert wrap(words, width, limit) == lines


def test_characters_beyond_the_basic_plane_break_as_others_do() -> None:
    assert wrap("𠀀𠀁𠀂𠀃𠀄", width, 6) == ["𠀀𠀁𠀂", "𠀃𠀄"]
    assert wrap("𠀀𠀁𠀂，𠀃𠀄", width, 6) == ["𠀀𠀁", "𠀂，𠀃", "𠀄"]
    assert wrap("卡号ab𠀀cd", width, 6) == ["卡号ab", "𠀀cd"]
    assert balance("𠀀𠀁𠀂𠀃𠀄𠀅", width, 10) == ["𠀀𠀁𠀂", "𠀃𠀄𠀅"]


def test_a_mark_stays_with_its_character() -> None:
    assert wrap("测\U000e0100试\U000e0100样例", width, 4) == ["测\U000e0100试\U000e0100", "样例"]
    assert wrap("测e\u0304e\u0304试", width, 4) == ["测e\u0304e\u0304", "试"]
    assert wrap("a\u0300b\u0300c\u0300", width, 2) == ["a\u0300b\u0300", "c\u0300"]


def test_a_missing_character_keeps_its_code_point() -> None:
    assert wrap("测试样例〓2A6DD", width, 12) == ["测试样例", "〓2A6DD"]


@pytest.mark.parametrize("breaking", [wrap, tidy, balance, by_clause])
def test_no_words_are_one_empty_line(breaking: Breaking) -> None:
    assert breaking("", width, 10) == [""]
    assert breaking("   ", width, 10) == [""]
    assert breaking("测\n\n试", width, 10) == ["测", "", "试"]


def test_lines_end_where_a_reader_takes_breath_if_that_takes_no_further_line() -> None:
    assert by_clause("您的卡已到，可以领取。", width, 20) == ["您的卡已到，", "可以领取。"]
    assert by_clause("制卡中，请等待通知，谢谢", width, 20) == ["制卡中，", "请等待通知，谢谢"]
    assert by_clause("一二三四五六七八九，十二三四五六七八", width, 20) == ["一二三四五六七八九，", "十二三四五六七八"]
    assert by_clause("一二三四五六，七八九十一二三四五六七八九", width, 20) == [
        "一二三四五六，七八九",
        "十一二三四五六七八九",
    ]


def clusters(words: str) -> list[str]:
    """What may be parted nowhere: one character between what opens and what closes."""
    opening, closing = (f"[{re.escape(''.join(marks))} {MARKS}]" for marks in (NO_END, NO_START))
    return re.findall(f"{opening}*[^ ]?{closing}*", words)


HARD = st.text(alphabet="您的社保卡，。（）《》“”…—·：abc12 %*-\u0304\U000e0100𠀀𲎯", max_size=60)


@given(HARD, st.integers(6, 30), st.sampled_from([wrap, tidy, balance, by_clause]))
def test_nothing_is_lost_nothing_overflows_and_the_rules_hold(words: str, limit: int, breaking: Breaking) -> None:
    lines = breaking(words, width, limit)
    assert "".join("".join(lines).split()) == "".join(words.split())
    assert all(width(line) <= limit for line in lines)
    assert len(lines) <= len(wrap(words, width, limit))
    assert not any(line != line.strip() for line in lines)
    if any(width(cluster.strip()) > limit for cluster in clusters(words)):
        return  # a line too narrow for all rules
    for above, below in pairwise(lines):
        assert above[-1] not in NO_END
        assert below[0] not in NO_START


def test_what_may_not_have_so_many_lines_ends_in_an_ellipsis() -> None:
    lines = wrap("成都市高新区演示大道中段", width, 8)
    assert shortened(lines, 3, width, 8) == lines
    assert shortened(lines, 2, width, 8) == ["成都市高", "新区演…"]


@given(st.text(alphabet="成都市演示ab 12，。、", max_size=60), st.integers(4, 30), st.integers(1, 4))
def test_what_is_shortened_keeps_to_its_lines_and_its_width(words: str, limit: int, most: int) -> None:
    lines = shortened(wrap(words, width, limit), most, width, limit)
    assert len(lines) <= most
    assert all(width(line) <= limit for line in lines)
