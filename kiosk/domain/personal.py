"""Personal data as types whose every ordinary rendering is masked; showing is a deliberate call."""

from __future__ import annotations

import re
from datetime import date
from typing import Self

# Surnames of two characters that a mask must keep whole, or the greeting would be wrong.
_COMPOUND_SURNAMES = frozenset(
    "欧阳 司马 诸葛 上官 夏侯 东方 皇甫 尉迟 公孙 慕容 令狐 宇文 长孙 司徒 端木 南宫 独孤 申屠 呼延 太史".split()
)

# Province, city, district; a district's name holds no street, village or house. 小区 and 社区 are no districts.
_TO_DISTRICT = re.compile(
    r"(?:[^省区市]{2,8}?(?:省|自治区))?(?:[^省区市县路街]{2,9}?(?:市|自治州|地区|盟))?"
    r"[^路街号巷弄村镇乡道组栋0-9０-９]{1,10}?(?:(?<![小社])区|县|旗|市)"
)


class Personal:
    """A value about a person. ``str``, ``repr`` and ``format`` give the mask, `reveal` gives the value.

    Equality compares the values; instances are immutable and hashable.
    """

    __slots__ = ("_value",)
    _value: str

    def __init__(self, value: str) -> None:
        object.__setattr__(self, "_value", value)

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError(f"{type(self).__name__} cannot be changed")

    def reveal(self) -> str:
        """The value itself. Only for the glass after an explicit press, the office and the card."""
        return self._value

    def masked(self) -> str:
        """The value as anybody may see it."""
        return "*" * len(self._value)

    @property
    def hides(self) -> bool:
        """Whether there is more to show than the mask."""
        return self.masked() != self._value

    def __str__(self) -> str:
        return self.masked()

    def __format__(self, spec: str) -> str:
        return format(self.masked(), spec)

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self.masked()!r})"

    def __eq__(self, other: object) -> bool:
        return type(other) is type(self) and other._value == self._value

    def __hash__(self) -> int:
        return hash((type(self).__name__, self._value))

    def __reduce__(self) -> str:
        raise TypeError(f"{type(self).__name__} must not be pickled: it would leave the process unmasked")


class PersonName(Personal):
    """A person's name; the mask keeps the surname: 张**, 欧阳*, 阿****."""

    __slots__ = ()

    def masked(self) -> str:
        """The surname and one star for each further character."""
        kept = 2 if self._value[:2] in _COMPOUND_SURNAMES and len(self._value) > 2 else 1
        return self._value[:kept] + "*" * (len(self._value) - kept)


class RelativeName(PersonName):
    """The name of somebody's relative: one level more is hidden than of one's own, its length: 张**."""

    __slots__ = ()

    def masked(self) -> str:
        """The surname and two stars, however long the name is."""
        return super().masked().rstrip("*") + "**"

    @classmethod
    def known_masked(cls, masked: str) -> Self:
        """Of a name that nobody here knows in clear: there is nothing more to show."""
        return cls(cls(masked).masked())


class IdNumber(Personal):
    """The number of an identity document; the mask keeps the first 3 and the last 4 characters."""

    __slots__ = ()

    def masked(self) -> str:
        """First 3, stars, last 4; all stars when it is too short for that."""
        hidden = len(self._value) - 7
        return self._value[:3] + "*" * hidden + self._value[-4:] if hidden > 0 else "*" * len(self._value)


class CardNumber(Personal):
    """A social security card number (9 characters); the mask keeps the first 1 and the last 2."""

    __slots__ = ()

    def masked(self) -> str:
        """First 1, stars, last 2; all stars when it is too short for that."""
        hidden = len(self._value) - 3
        return self._value[:1] + "*" * hidden + self._value[-2:] if hidden > 0 else "*" * len(self._value)


class Address(Personal):
    """Where a person lives; the mask keeps it to the district."""

    __slots__ = ()

    def masked(self) -> str:
        """Up to the district and four stars; only stars where no district can be told."""
        district = _TO_DISTRICT.match(self._value)
        return (district[0] if district is not None else "") + "****"


class BirthDate(Personal):
    """A day of birth, kept as YYYY-MM-DD; the mask keeps nothing of it."""

    __slots__ = ()

    @classmethod
    def on(cls, day: date) -> Self:
        """The birth date of somebody born on `day`."""
        return cls(day.isoformat())

    def day(self) -> date:
        """The day itself, for a rule about age."""
        return date.fromisoformat(self._value)

    def masked(self) -> str:
        """A date with every digit hidden."""
        return "****-**-**"


class ScannedCode(Personal):
    """What a code scanner read, untouched; it may stand for a person for about a minute. The mask keeps nothing."""

    __slots__ = ()

    def masked(self) -> str:
        """Four stars, whatever its length."""
        return "****"
