"""How figures in an English sentence are read: telephones, dates, times, money, codes, units."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TypeAlias

_Read: TypeAlias = Callable[[re.Match[str]], str]

_DIGITS = "zero one two three four five six seven eight nine".split()
_MONTHS = "January February March April May June July August September October November December".split()
_SHORT = {name[:3]: name for name in _MONTHS} | {"Sept": "September", "June": "June", "July": "July"}
_UNITS = {"km": "kilometres", "m": "metres", "s": "seconds"}
_LONGEST_COUNT = 4  # digits in a row; more are a number one is told, not a quantity


def _dialled(number: str) -> str:
    """Digit by digit; groups become pauses."""
    groups = re.split("[-– ]", number)
    return ", ".join(" ".join(_DIGITS[int(digit)] for digit in group) for group in groups if group)


def _code(number: str) -> str:
    """Letter by letter and digit by digit; a pause after four of eight."""
    groups = [part for group in number.split("-") for part in (group[:4], group[4:]) if part]
    return ", ".join(" ".join(_DIGITS[int(char)] if char.isdigit() else char for char in group) for group in groups)


def _year(year: str) -> str:
    """2026 as twenty 26; the voice knows the rest. 2005 is two thousand and five by itself."""
    return year if year[2] == "0" else f"{year[:2]} {year[2:]}"


def _ordinal(number: int) -> str:
    tail = "th" if 10 < number % 100 < 14 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{tail}"


def _day(found: re.Match[str]) -> str:
    return f"the {_ordinal(int(found[1]))} of {_SHORT[found[2]]}" + (f" {_year(found[3])}" if found[3] else "")


def _iso(found: re.Match[str]) -> str:
    year, month, day = found.groups()
    return f"the {_ordinal(int(day))} of {_MONTHS[int(month) - 1]} {_year(year)}"


def _time(hour: str, minute: str) -> str:
    if int(minute) == 0:
        return f"{int(hour)} o'clock"
    return f"{int(hour)} {'oh ' if int(minute) < 10 else ''}{int(minute)}"


def _money(found: re.Match[str]) -> str:
    whole, _, rest = found[1].replace(",", "").partition(".")
    return f"{whole} yuan" + (f" and {int(rest)} fen" if rest and int(rest) else "")


def _unit(found: re.Match[str]) -> str:
    unit = _UNITS[found[2]]
    return f"{found[1]} {unit.removesuffix('s') if found[1] == '1' else unit}"


_MONTH = "|".join(sorted(_SHORT, key=len, reverse=True))
_RULES: tuple[tuple[re.Pattern[str], _Read], ...] = (
    (re.compile(r"(?<![\dA-Za-z])0\d{2,3}[-–]\d{3,4}(?:[- ]?\d{4}|\d)?\d*"), lambda m: _dialled(m[0])),
    (re.compile(r"(?<!\d)(\d{4})[-/](\d{1,2})[-/](\d{1,2})(?!\d)"), _iso),
    (re.compile(rf"(?<!\d)(\d{{1,2}}) ({_MONTH})\b(?: (\d{{4}}))?"), _day),
    (
        re.compile(r"(\d{1,2}):(\d{2})\s*(?:[-–—]|to)\s*(\d{1,2}):(\d{2})"),
        lambda m: f"{_time(m[1], m[2])} to {_time(m[3], m[4])}",
    ),
    (re.compile(r"(?<!\d)(\d{1,2}):(\d{2})(?!\d)"), lambda m: _time(m[1], m[2])),
    (re.compile(r"-¥"), lambda m: "minus ¥"),
    (re.compile(r"¥\s*([\d,]+(?:\.\d+)?)"), _money),
    (re.compile(r"(?<![\d.])([\d,]+\.\d{2})\s*(?:yuan|RMB)"), _money),
    # CD-0000, 7A3F09C2, 17708204
    (
        re.compile(r"(?<![0-9A-Za-z])(?:[A-Z]{1,4}-\d+|\d*[A-Z]+\d[0-9A-Z]*|\d+[A-Z][0-9A-Z]*|\d{8})(?![0-9A-Za-z])"),
        lambda m: _code(m[0]),
    ),
    (re.compile(r"(?<![\d.,])(\d+(?:\.\d+)?) (km|m|s)\b"), _unit),
    (re.compile(rf"(?<![\d.,])(?:\d{{{_LONGEST_COUNT + 1},}}|0\d+)(?![\d.,]*\d)"), lambda m: _dialled(m[0])),
)


def read_english(words: str) -> str:
    """The sentence with every figure as it is said aloud."""
    for pattern, read in _RULES:
        words = pattern.sub(read, words)
    return words
