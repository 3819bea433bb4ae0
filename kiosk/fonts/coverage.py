"""Which characters a font can show, from runs of code points written down when the fonts were built."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable


class Coverage:
    """Sorted runs of code points, each with its first and last; asking costs no font."""

    def __init__(self, runs: Iterable[tuple[int, int]]) -> None:
        self._firsts: list[int] = []
        self._lasts: list[int] = []
        for first, last in runs:
            self._firsts.append(first)
            self._lasts.append(last)

    def __contains__(self, char: str) -> bool:
        run = bisect_right(self._firsts, ord(char)) - 1
        return run >= 0 and ord(char) <= self._lasts[run]

    def __len__(self) -> int:
        return sum(last - first + 1 for first, last in zip(self._firsts, self._lasts, strict=True))
