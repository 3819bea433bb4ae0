"""Figures as they are read aloud, in both languages, against lists written by hand."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.voice.chinese_numbers import counted, money
from kiosk.voice.reading_chinese import read_chinese
from kiosk.voice.reading_english import read_english

CHINESE = {
    "电话028-0000 1234": "电话零二八，零零零零，幺二三四",
    "拨打12333咨询": "拨打幺二三三三咨询",
    "再拨打028-12333": "再拨打零二八，幺二三三三",
    "到2026年11月24日为止": "到二零二六年十一月二十四日为止",
    "2030-01-02": "二零三零年一月二日",
    "2月2日": "二月二日",
    "第12个工作日": "第十二个工作日",
    "已用2个工作日，期限30个": "已用两个工作日，期限三十个",
    "第2页，共2页": "第二页，共两页",
    "周一至周五 9:00–17:00": "周一至周五 九点到十七点",
    "9:00-12:00、13:30-17:05": "九点到十二点、十三点三十分到十七点零五分",
    "¥1,234.56": "一千二百三十四元五角六分",
    "¥1,234.05": "一千二百三十四元零五分",
    "¥0.50": "五角",
    "¥0.00": "零元",
    "-¥10.00": "负十元",
    "1,234.50元": "一千二百三十四元五角",
    "3.5公里": "三点五公里",
    "离本机直线200米": "离本机直线二百米",
    "共3,916个网点": "共三千九百一十六个网点",
    "30%": "百分之三十",
    "演示大道1288号": "演示大道一千二百八十八号",
    "编号7A3F09C2": "编号七 A 三 F，零 九 C 二",
    "编号17708204": "编号一 七 七 零，八 二 零 四",
    "本机编号：CD-0017": "本机编号：C D，零 零 一 七",
    "0817": "零八一七",
}
ENGLISH = {
    "Call 12333": "Call one two three three three",
    "028-0000 1234": "zero two eight, zero zero zero zero, one two three four",
    "by 24 Nov 2026": "by the 24th of November 20 26",
    "from 1 Sept 2005": "from the 1st of September 2005",
    "on 2 May": "on the 2nd of May",
    "on 13 July": "on the 13th of July",
    "2026-11-03": "the 3rd of November 20 26",
    "9:00–17:00": "9 o'clock to 17 o'clock",
    "9:05 to 13:30": "9 oh 5 to 13 30",
    "¥1,234.56": "1234 yuan and 56 fen",
    "-¥10.00": "minus 10 yuan",
    "12 of 30 working days": "12 of 30 working days",
    "200 m from here": "200 metres from here",
    "1 km": "1 kilometre",
    "in 8 s": "in 8 seconds",
    "Outlets: 3,916": "Outlets: 3,916",
    "give 7A3F09C2": "give seven A three F, zero nine C two",
    "Machine CD-0017": "Machine C D, zero zero one seven",
    "Enter 6 digits of the PIN": "Enter 6 digits of the PIN",
}


@pytest.mark.parametrize(("written", "read"), CHINESE.items())
def test_chinese(written: str, read: str) -> None:
    assert read_chinese(written) == read


@pytest.mark.parametrize(("written", "read"), ENGLISH.items())
def test_english(written: str, read: str) -> None:
    assert read_english(written) == read


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (0, "零"),
        (10, "十"),
        (11, "十一"),
        (105, "一百零五"),
        (110, "一百一十"),
        (1005, "一千零五"),
        (10_000, "一万"),
        (10_010, "一万零一十"),
        (100_000, "十万"),
        (1_000_500, "一百万零五百"),
        (1_119_300, "一百一十一万九千三百"),
        (100_000_001, "一亿零一"),
    ],
)
def test_counting(number: int, said: str) -> None:
    assert counted(number) == said


@given(st.integers(0, 10**12 - 1))
@settings(max_examples=200)
def test_what_is_counted_can_be_counted_back(number: int) -> None:
    assert _value(counted(number)) == number


@given(st.integers(0, 10**9))
@settings(max_examples=100)
def test_money_says_every_fen(fen: int) -> None:
    said = money(f"{fen // 100:,}.{fen % 100:02d}")
    whole, _, rest = said.rpartition("元")
    tenths = rest.split("角")[0].strip("零") if "角" in rest else ""
    hundredths = rest.split("角")[-1].strip("零分")
    assert _value(whole or "零") * 100 + _value(tenths or "零") * 10 + _value(hundredths or "零") == fen


def _value(said: str) -> int:
    """Counted back by another way: from left to right, with the largest unit first."""
    for unit, worth in (("亿", 10**8), ("万", 10**4), ("千", 1000), ("百", 100), ("十", 10)):
        before, found, after = said.partition(unit)
        if found:
            return _value(before or "一") * worth + _value(after.lstrip("零") or "零")
    return "零一二三四五六七八九".index(said)
