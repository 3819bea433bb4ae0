"""What is odd about the number of a resident ID (GB 11643): warnings that never refuse anybody."""

from __future__ import annotations

import enum
from datetime import date

from kiosk.domain.identity import check_digit_ok
from kiosk.domain.personal import IdNumber

# Provinces of GB/T 2260, and 81 to 83 of the residence permits.
_PROVINCES = frozenset(
    "11 12 13 14 15 21 22 23 31 32 33 34 35 36 37 41 42 43 44 45 46 50 51 52 53 54 61 62 63 64 65 71 81 82 83".split()
)
# Districts of Chengdu, and the year in which a code was abolished; numbers are given for life, so old ones go on.
_CHENGDU = frozenset("04 05 06 07 08 12 13 14 15 16 17 18 21 29 31 81 82 83 84 85".split())
_ABOLISHED = {
    "02": 1990,
    "03": 1990,
    "11": 1990,  # the city's districts were drawn anew
    "22": 2015,
    "23": 2002,
    "24": 2016,
    "25": 2001,  # counties that became districts, 510116, 115, 117, 114
    "26": 1993,
    "27": 1988,
    "28": 1994,
    "30": 1994,  # counties that became cities, 510182, 181, 184, 183
    "32": 2020,  # 新津县, now the district 510118
}

_LAST = frozenset("0123456789Xx")


class Odd(enum.Enum):
    """What is odd about a number."""

    FORM = "form"  # not 17 digits and a digit or X; nothing else can be said then
    BIRTH = "birth"  # no day
    REGION = "region"  # a code that no place has, or had when its bearer was born
    CHECK = "check"


def oddities(number: IdNumber) -> frozenset[Odd]:
    """What is odd about `number`. Foreigners' numbers have another form: do not ask about them."""
    written = number.reveal()
    if len(written) != 18 or not (written[:17].isascii() and written[:17].isdigit()) or written[17] not in _LAST:
        return frozenset({Odd.FORM})
    odd = set() if check_digit_ok(written) else {Odd.CHECK}
    born = birth_in(number)
    if born is None:
        return frozenset(odd | {Odd.BIRTH})
    return frozenset(odd if _was_a_region(written[:6], born.year) else odd | {Odd.REGION})


def birth_in(number: IdNumber) -> date | None:
    """The day of birth that stands in a number; None when it is no day."""
    digits = number.reveal()[6:14]
    try:
        return date(int(digits[:4]), int(digits[4:6]), int(digits[6:])) if len(digits) == 8 else None
    except ValueError:
        return None


def _was_a_region(code: str, born: int) -> bool:
    """Whether a code was in force when somebody was born, or came later: numbers were given to grown people, too."""
    if not code.startswith("5101"):
        return code[:2] in _PROVINCES
    place = code[4:]
    return place in _CHENGDU or born <= _ABOLISHED.get(place, 0)
