"""A name as somebody typed it, made into the name as documents write it; names that were read are never changed."""

from __future__ import annotations

import re
import unicodedata

from kiosk.domain.personal import PersonName

DOT = "·"  # U+00B7, the only one that the joint notice on names allows between the parts of a name
LONGEST = 50  # ASCII characters, or 25 Han, as the same notice asks of every field for a name

# What keyboards, fonts and hands make of the dot: • ・ ‧ ． ∙ ⋅ ･ and the Greek one.
_LOOK_ALIKES = re.compile("[\u2022\u30fb\u2027\uff0e\u2219\u22c5\uff65\u0387]")
_FULL_STOPS = re.compile(r"(?<=[^\x00-\x7f])[ .]*\.[ .]*|[ .]*\.[ .]*(?=[^\x00-\x7f])")  # beside Han, that is a dot too
_DOTS = re.compile(f"[ .{DOT}]*{DOT}[ .{DOT}]*")


def typed_name(typed: str) -> PersonName:
    """The name that was meant: one kind of dot, none at an end, single spaces, no compatibility forms of characters."""
    name = _LOOK_ALIKES.sub(DOT, unicodedata.normalize("NFC", " ".join(typed.split())))
    return PersonName(_DOTS.sub(DOT, _FULL_STOPS.sub(DOT, name)).strip(DOT + " "))


def length(name: str) -> int:
    """How much of `LONGEST` a name takes."""
    return sum(1 if one.isascii() else 2 for one in name)
