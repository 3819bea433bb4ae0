"""Characters drawn with a finger into the characters they look like: the port, and Zinnia where it is installed.

Zinnia (BSD, Debian's libzinnia0) compares strokes with a model trained on the 6,763 characters of GB 2312. It works on
this machine alone, keeps nothing, and takes some 3 ms for a character (measured).
"""

from __future__ import annotations

import ctypes
from collections.abc import Sequence
from pathlib import Path
from typing import Protocol, TypeAlias

Stroke: TypeAlias = Sequence[tuple[int, int]]  # points from the top left, in the order they were drawn

_LIBRARY = "libzinnia.so.0"
_pointer, _size = ctypes.c_void_p, ctypes.c_size_t
_FUNCTIONS: dict[str, tuple[object, list[object]]] = {
    "recognizer_new": (_pointer, []),
    "recognizer_open": (ctypes.c_int, [_pointer, ctypes.c_char_p]),
    "recognizer_destroy": (None, [_pointer]),
    "recognizer_classify": (_pointer, [_pointer, _pointer, _size]),
    "character_new": (_pointer, []),
    "character_destroy": (None, [_pointer]),
    "character_set_width": (None, [_pointer, _size]),
    "character_set_height": (None, [_pointer, _size]),
    "character_add": (ctypes.c_int, [_pointer, _size, ctypes.c_int, ctypes.c_int]),
    "result_size": (_size, [_pointer]),
    "result_value": (ctypes.c_char_p, [_pointer, _size]),
    "result_destroy": (None, [_pointer]),
}


class HandwritingUnavailable(Exception):
    """No library, or no model that it can read; the text says which."""


class Handwriting(Protocol):
    """Whatever reads handwriting."""

    def read(self, strokes: Sequence[Stroke], side: int, most: int) -> tuple[str, ...]:
        """What a drawing in a square of this side may be, the likeliest first; nothing for no drawing."""


class Zinnia:
    """The library with one model. For one thread at a time; both live as long as the process."""

    def __init__(self, model: Path) -> None:
        """Raises `HandwritingUnavailable`."""
        try:
            self._library = ctypes.CDLL(_LIBRARY)
        except OSError:
            raise HandwritingUnavailable(f"{_LIBRARY} is not installed") from None
        for name, (result, arguments) in _FUNCTIONS.items():
            function = getattr(self._library, f"zinnia_{name}")
            function.restype, function.argtypes = result, arguments
        self._recognizer = self._library.zinnia_recognizer_new()
        if not self._library.zinnia_recognizer_open(self._recognizer, bytes(model)):
            self._library.zinnia_recognizer_destroy(self._recognizer)
            raise HandwritingUnavailable(f"no model that {_LIBRARY} can read: {model}")

    def read(self, strokes: Sequence[Stroke], side: int, most: int) -> tuple[str, ...]:
        """As `Handwriting`."""
        if not any(strokes):
            return ()
        library = self._library
        drawn = library.zinnia_character_new()
        library.zinnia_character_set_width(drawn, side)
        library.zinnia_character_set_height(drawn, side)
        for number, stroke in enumerate(filter(None, strokes)):
            for x, y in stroke:
                library.zinnia_character_add(drawn, number, x, y)
        found = library.zinnia_recognizer_classify(self._recognizer, drawn, most)
        library.zinnia_character_destroy(drawn)
        if not found:
            return ()
        values = [library.zinnia_result_value(found, place) for place in range(library.zinnia_result_size(found))]
        library.zinnia_result_destroy(found)
        return tuple(dict.fromkeys(value.decode("utf-8") for value in values))
