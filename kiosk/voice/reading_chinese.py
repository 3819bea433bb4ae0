"""How figures in a Chinese sentence are read: telephones, dates, times, money, numbers, codes; all become Han."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TypeAlias

from kiosk.voice.chinese_numbers import counted, decimal, dialled, digits, money

_Read: TypeAlias = Callable[[re.Match[str]], str]

_LONGEST_COUNT = 4  # digits in a row; more are a number one is told, not a quantity
# Measure words before which two is 两. Not 日月号楼期: 2日 is 二日.
_MEASURES = "个位张条次种类公里米元秒分钟天项家行遍步件页"


def _date(found: re.Match[str]) -> str:
    year, month, day = found.groups()
    return f"{digits(year)}年{counted(int(month))}月{counted(int(day))}日"


def _time(hour: str, minute: str) -> str:
    if int(minute) == 0:
        return f"{counted(int(hour))}点"
    return f"{counted(int(hour))}点{'零' if int(minute) < 10 else ''}{counted(int(minute))}分"


def _code(found: re.Match[str]) -> str:
    """Each letter and digit by itself, apart so that letters are spelled; a pause after four of eight."""
    groups = [part for group in found[0].split("-") for part in (group[:4], group[4:]) if part]
    return "，".join(" ".join(digits(char) for char in group) for group in groups)


def _number(found: re.Match[str]) -> str:
    before, number = found[1], found[2]
    if "." in number or "," in number:
        return before + decimal(number)
    if len(number) > _LONGEST_COUNT or (number[0] == "0" and len(number) > 1):
        return before + digits(number)
    after = found.string[found.end() :].lstrip()[:1]
    if number == "2" and before != "第" and after and after in _MEASURES:
        return before + "两"
    return before + counted(int(number))


_RULES: tuple[tuple[re.Pattern[str], _Read], ...] = (
    # 028-0000 1234, 028-12333
    (re.compile(r"(?<![\dA-Za-z])0\d{2,3}[-–]\d{3,4}(?:[- ]?\d{4}|\d)?\d*"), lambda m: dialled(m[0].replace("–", "-"))),
    (re.compile(r"(?<!\d)12333(?!\d)"), lambda m: dialled(m[0])),
    (re.compile(r"(?<!\d)(\d{4})[-/](\d{1,2})[-/](\d{1,2})(?!\d)"), _date),
    (re.compile(r"(?<!\d)(\d{4})(?=年)"), lambda m: digits(m[1])),
    (
        re.compile(r"(\d{1,2}):(\d{2})\s*[-–—~至]\s*(\d{1,2}):(\d{2})"),
        lambda m: f"{_time(m[1], m[2])}到{_time(m[3], m[4])}",
    ),
    (re.compile(r"(?<!\d)(\d{1,2}):(\d{2})(?!\d)"), lambda m: _time(m[1], m[2])),
    (re.compile(r"-¥"), lambda m: "负¥"),
    (re.compile(r"¥\s*([\d,]+(?:\.\d+)?)"), lambda m: money(m[1])),
    (re.compile(r"(?<![\d.])([\d,]+\.\d{2})\s*元"), lambda m: money(m[1])),
    (re.compile(r"(\d+(?:\.\d+)?)%"), lambda m: "百分之" + decimal(m[1])),
    # CD-0000, 7A3F09C2, 17708204
    (
        re.compile(r"(?<![0-9A-Za-z])(?:[A-Z]{1,4}-\d+|\d*[A-Z]+\d[0-9A-Z]*|\d+[A-Z][0-9A-Z]*|\d{8})(?![0-9A-Za-z])"),
        _code,
    ),
    (re.compile(r"(第?)(\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)"), _number),
)


def read_chinese(words: str) -> str:
    """The sentence with every figure in characters."""
    for pattern, read in _RULES:
        words = pattern.sub(read, words)
    return words
