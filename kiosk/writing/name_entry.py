"""A name while it is being typed: what is written, the letters not yet chosen from, and what they may stand for."""

from __future__ import annotations

import enum
import unicodedata

from kiosk.domain.personal import PersonName
from kiosk.domain.typed_name import DOT, LONGEST, length, typed_name
from kiosk.writing.candidates import MOST_LETTERS, Candidate, candidates, goes_on

_MOST_DIGITS = 6  # of a code point, in hex


class Keys(enum.Enum):
    """What the keys write."""

    PINYIN = "pinyin"
    LATIN = "latin"
    CODE = "code"  # the last way, for a character that has no reading: its number in Unicode
    HAND = "hand"


class NameEntry:
    """What happens at each key; knows nothing of how it looks."""

    def __init__(self) -> None:
        self.keys = Keys.PINYIN
        self.written = ""
        self.letters = ""

    @property
    def ready(self) -> bool:
        """Whether there is a name, and no letter waits for its character."""
        return not self.letters and len(typed_name(self.written).reveal()) > 1

    @property
    def astray(self) -> bool:
        """Whether no character is read as the letters are: one of them must be wrong."""
        return self.keys is Keys.PINYIN and not goes_on(self.letters)

    @property
    def full(self) -> bool:
        """Whether no further character fits."""
        return not self.fits("样")

    def fits(self, more: str) -> bool:
        """Whether so much more can be written."""
        return length(self.written + more) <= LONGEST

    def candidates(self) -> tuple[Candidate, ...]:
        """What may be meant by the letters."""
        if self.keys is Keys.CODE:
            return _of_code(self.letters)
        return candidates(self.letters, begins=not self.written)

    def change_keys(self, keys: Keys) -> None:
        """Other keys: letters that wait are dropped, what is written stays."""
        self.keys = keys
        self.letters = ""

    def type(self, key: str) -> None:
        """A key of letters or digits was touched."""
        if self.keys is Keys.LATIN:
            self._write(key)
        elif self.fits("样") and len(self.letters) < (_MOST_DIGITS if self.keys is Keys.CODE else MOST_LETTERS):
            self.letters += key.lower()

    def space(self) -> None:
        """Between the parts of a name in Latin letters."""
        if self.written and not self.written.endswith((" ", DOT)):
            self._write(" ")

    def dot(self) -> None:
        """The dot between the parts of a name; never two, and none at the beginning."""
        if self.written and not self.letters and not self.written.endswith(DOT):
            self._write(DOT)

    def choose(self, candidate: Candidate) -> None:
        """This one is meant; letters after it stay."""
        if self.fits(candidate.characters):
            self.written += candidate.characters
            self.letters = self.letters[candidate.letters :]

    def erase(self) -> None:
        """Take back the last letter, or when none waits the last character."""
        if self.letters:
            self.letters = self.letters[:-1]
        else:
            self.written = self.written[:-1]

    def clear(self) -> None:
        """Begin again."""
        self.written = self.letters = ""

    def name(self) -> PersonName:
        """The name as documents write it."""
        return typed_name(self.written)

    def _write(self, more: str) -> None:
        if self.fits(more):
            self.written += more


def _of_code(digits: str) -> tuple[Candidate, ...]:
    """The letter or character with this number, whether or not a font has it: the glass shows the number then."""
    point = int(digits, 16) if len(digits) >= 2 else 0
    if point > 0x10FFFF or not unicodedata.category(chr(point)).startswith("L"):
        return ()
    return (Candidate(chr(point), len(digits)),)
