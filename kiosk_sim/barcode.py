"""CODE128 as a printer draws it: bars and spaces, start, check and stop symbol (ISO/IEC 15417)."""

from __future__ import annotations

_SETS = {ord("A"): 103, ord("B"): 104, ord("C"): 105}  # the letter after the first brace -> start symbol
_SWITCHES = {ord("A"): 101, ord("B"): 100, ord("C"): 99}  # the same letters further on, when the set changes
_STOP = "2331112"
# Widths of three bars and three spaces of each symbol, 0 to 105.
_WIDTHS = (
    "212222 222122 222221 121223 121322 131222 122213 122312 132212 221213 221312 231212 112232 122132 122231 113222 "
    "123122 123221 223211 221132 221231 213212 223112 312131 311222 321122 321221 312212 322112 322211 212123 212321 "
    "232121 111323 131123 131321 112313 132113 132311 211313 231113 231311 112133 112331 132131 113123 113321 133121 "
    "313121 211331 231131 213113 213311 213131 311123 311321 331121 312113 312311 332111 314111 221411 431111 111224 "
    "111422 121124 121421 141122 141221 112214 112412 122114 122411 142112 142211 241211 221114 413111 241112 134111 "
    "111242 121142 121241 114212 124112 124211 411212 421112 421211 212141 214121 412121 111143 111341 131141 114113 "
    "114311 411113 411311 113141 114131 311141 411131 211412 211214 211232"
).split()


def code128(data: bytes) -> tuple[list[bool], str] | None:
    """The modules (True is black) and the words of what GS k 73 says; None for what no printer would print."""
    if len(data) < 3 or data[0] != ord("{") or data[1] not in _SETS:
        return None
    letter, words = data[1], ""
    symbols = [_SETS[letter]]
    rest = list(data[2:])
    while rest:
        value = rest.pop(0)
        if value == ord("{") and letter != ord("C"):
            after = rest.pop(0) if rest else 0
            if after in _SWITCHES:
                letter = after
                symbols.append(_SWITCHES[after])
                continue
            value = after if after == ord("{") else 0xFF
        symbol, word = _symbol(letter, value)
        if symbol is None:
            return None
        symbols.append(symbol)
        words += word
    check = (symbols[0] + sum(place * symbol for place, symbol in enumerate(symbols[1:], 1))) % 103
    widths = "".join(_WIDTHS[symbol] for symbol in (*symbols, check)) + _STOP
    return [place % 2 == 0 for place, width in enumerate(widths) for _ in range(int(width))], words


def _symbol(letter: int, value: int) -> tuple[int | None, str]:
    if letter == ord("C"):
        return (value, f"{value:02d}") if value < 100 else (None, "")
    if letter == ord("B"):
        return (value - 32, chr(value)) if 32 <= value < 127 else (None, "")
    if value < 32:
        return value + 64, " "
    return (value - 32, chr(value)) if value < 96 else (None, "")
