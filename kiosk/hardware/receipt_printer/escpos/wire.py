"""What goes on paper, as ESC/POS bytes: modes, spacing, codes, pictures and the knife.

Source: hardware fact sheet, section 4 (marks there: [2+] two or more independent sources, [1] one, [M] memory).
Marked here only where it is not [2+]. Words are bytes of a character set already; see `charset`.
"""

from __future__ import annotations

import enum

INITIALISE = b"\x1b@"  # modes to their defaults; empties the line being built, not the receive buffer
CHINESE_ON = b"\x1c&"
CHINESE_OFF = b"\x1c."
LINE_FEED = b"\n"

# DLE before EOT, ENQ or DC4: a printer may obey these wherever they stand (fact sheet 4.4 [M]).
_OBEYED_ANYWHERE = (b"\x10\x04", b"\x10\x05", b"\x10\x14")
_CODE128 = 73
_SHORTEST_PAIRS = 4  # digits; fewer are no shorter in pairs
_CODE128_MODULES = 11  # of every symbol; the stop symbol has two more


class Size(enum.IntEnum):
    """How large characters are, as GS ! says it: width in the high half, height in the low half."""

    NORMAL = 0x00
    DOUBLE = 0x11

    @property
    def scale(self) -> int:
        """How many times as wide and as high as normal."""
        return (self & 0x0F) + 1


class Align(enum.IntEnum):
    """Where a line stands."""

    LEFT = 0
    CENTRE = 1
    RIGHT = 2


def align(where: Align) -> bytes:
    """ESC a. For the lines that follow."""
    return bytes((0x1B, 0x61, where))


def size(value: Size) -> bytes:
    """GS !. Holds for Latin and Chinese alike.

    FS ! is not sent beside it: some printers multiply the two, and double becomes fourfold [1].
    """
    return bytes((0x1D, 0x21, value))


def bold(on: bool) -> bytes:
    """ESC E."""
    return bytes((0x1B, 0x45, on))


def spacing(dots: int) -> bytes:
    """ESC 3: how far a line feed moves the paper; never less than the height of the line's characters."""
    return bytes((0x1B, 0x33, dots))


def feed(dots: int) -> bytes:
    """ESC J: move the paper on, at most 255 dots."""
    return bytes((0x1B, 0x4A, dots))


def cut(after_dots: int = 0) -> bytes:
    """GS V 66: move the last line past the knife and `after_dots` further, then cut, leaving a small bridge."""
    return bytes((0x1D, 0x56, 66, after_dots))


def qr(content: bytes, module_dots: int) -> bytes:
    """GS ( k: a QR code, model 2, error correction M, drawn by the printer; `module_dots` 1 to 16."""
    return b"".join(
        (
            _qr_command(b"\x41\x32\x00"),
            _qr_command(bytes((0x43, module_dots))),
            _qr_command(b"\x45\x31"),
            _qr_command(b"\x50\x30" + content),
            _qr_command(b"\x51\x30"),
        )
    )


def _qr_command(rest: bytes) -> bytes:
    return b"\x1d(k" + (len(rest) + 1).to_bytes(2, "little") + b"\x31" + rest


def barcode(content: str, module_dots: int, height_dots: int) -> bytes:
    """GS k 73: CODE128 with its characters in print below it; start and check symbol are the printer's work.

    Even numbers of digits go in pairs (set C), everything else in set B. `module_dots` 2 to 6 wide,
    `height_dots` 1 to 255. Raises `ValueError`, without the content, for what it cannot hold.
    """
    data = _barcode_data(content)
    head = bytes((0x1D, 0x68, height_dots, 0x1D, 0x77, module_dots, 0x1D, 0x48, 2))
    return head + bytes((0x1D, 0x6B, _CODE128, len(data))) + data


def barcode_modules(content: str) -> int:
    """How many modules wide the bars are, without the white beside them. Raises `ValueError` as `barcode`."""
    data = _barcode_data(content)
    symbols = len(data) - 2 - data.count(b"{{")
    return _CODE128_MODULES * (symbols + 3) + 2  # start, check and stop


def _barcode_data(content: str) -> bytes:
    if not content or not content.isascii() or not content.isprintable():
        raise ValueError("a barcode holds printable ASCII characters, one at least")
    data = b"{B" + content.encode().replace(b"{", b"{{")
    if content.isdigit() and len(content) % 2 == 0 and len(content) >= _SHORTEST_PAIRS:
        pairs = bytes(int(content[at : at + 2]) for at in range(0, len(content), 2))
        # The pairs 16 and 04 are DLE and EOT: such numbers go digit by digit.
        if not any(command in pairs for command in _OBEYED_ANYWHERE):
            data = b"{C" + pairs
    if len(data) > 0xFF:
        raise ValueError(f"a barcode of {len(data)} bytes cannot be told to a printer")
    return data


def raster(bytes_per_row: int, dots: bytes) -> bytes:
    """GS v 0: rows of dots, a set bit is black, the high bit is left. Raises `ValueError` for a half row."""
    rows, rest = divmod(len(dots), bytes_per_row)
    if rest:
        raise ValueError(f"{len(dots)} bytes are not whole rows of {bytes_per_row}")
    head = b"\x1dv0\x00" + bytes_per_row.to_bytes(2, "little") + rows.to_bytes(2, "little")
    return head + _defused(dots)


def _defused(dots: bytes) -> bytes:
    """The dots without any byte pair that a printer may obey in the middle of a picture.

    The DLE (10) of such a pair gets a second black dot beside its one; nobody sees it.
    """
    for command in _OBEYED_ANYWHERE:
        dots = dots.replace(command, b"\x18" + command[1:])
    return dots
