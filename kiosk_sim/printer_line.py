"""The line the simulated printer is building, and the modes it is built in; each line becomes a strip of paper."""

from __future__ import annotations

import qrcode
from PIL import Image
from qrcode.exceptions import DataOverflowError

from kiosk_sim import printer_font
from kiosk_sim.barcode import code128
from kiosk_sim.paper import Strip

_DEFAULT_SPACING = 30
_CODE128 = 73
_THINNEST, _THICKEST = 2, 6  # modules of a barcode, in dots
_QR_ERROR_CORRECTION = {
    48: qrcode.constants.ERROR_CORRECT_L,
    49: qrcode.constants.ERROR_CORRECT_M,
    50: qrcode.constants.ERROR_CORRECT_Q,
    51: qrcode.constants.ERROR_CORRECT_H,
}


class PrinterLine:
    """Characters and modes. Every strip it gives is as wide as the paper: `dots`."""

    def __init__(self, dots: int) -> None:
        self._dots = dots
        self.initialise()

    def initialise(self) -> None:
        """All modes as after switching on; the line is dropped."""
        self._line: list[tuple[str, Image.Image]] = []
        self._align = 0
        self._bold = False
        self._scale = (1, 1)
        self._qr_module, self._qr_error_correction, self._qr_data = 3, 48, b""
        self._bars = {"bar height": 162, "bar width": 3, "bar words": 0}
        self.spacing = _DEFAULT_SPACING
        self.chinese = True  # as Chinese models are delivered

    @property
    def begun(self) -> bool:
        """Whether there are characters that are not yet printed."""
        return bool(self._line)

    def drop(self) -> None:
        """Forget the characters."""
        self._line = []

    def set(self, what: str, n: int) -> None:
        """Change a mode, if `what` is the name of one."""
        match what:
            case "align":
                self._align = n % 48
            case "bold":
                self._bold = bool(n & 1)
            case "size":
                self._scale = ((n >> 4 & 7) + 1, (n & 7) + 1)
            case "spacing":
                self.spacing = n
            case "bar height" | "bar width" | "bar words":
                self._bars[what] = n

    def default_spacing(self) -> None:
        """ESC 2."""
        self.spacing = _DEFAULT_SPACING

    def put(self, code: bytes) -> Strip | None:
        """Add a character; gives the line before it when that was full."""
        char = printer_font.character(code)
        width, height = self._scale
        dots = printer_font.glyph(char, wide=len(code) == 2, bold=self._bold, width_scale=width, height_scale=height)
        full = sum(glyph.width for _, glyph in self._line) + dots.width > self._dots
        strip = self.end(self.spacing) if full else None
        self._line.append((char, dots))
        return strip

    def end(self, spacing: int) -> Strip:
        """The line as a strip at least `spacing` high, or white paper."""
        line, self._line = self._line, []
        height = max((glyph.height for _, glyph in line), default=0)
        dots = Image.new("1", (max(1, sum(glyph.width for _, glyph in line)), max(spacing, height)), 0)
        left = 0
        for _, glyph in line:
            dots.paste(glyph, (left, height - glyph.height))
            left += glyph.width
        return self._strip(dots, "".join(char for char, _ in line))

    def picture(self, bytes_per_row: int, data: bytes) -> Strip | None:
        """A raster picture; what reaches beyond the paper is lost."""
        height = len(data) // bytes_per_row if bytes_per_row else 0
        return self._strip(Image.frombytes("1", (bytes_per_row * 8, height), data)) if height else None

    def symbol(self, function: int, data: bytes) -> Strip | None:
        """A function of GS ( k; the last one, 81, gives the code, or nothing if there is none or it is too wide."""
        match function:
            case 67 if data:
                self._qr_module = max(1, min(16, data[0]))
            case 69 if data:
                self._qr_error_correction = data[0]
            case 80:
                self._qr_data = data[1:]
            case 81 if self._qr_data:
                code = self._code()
                return self._strip(code) if code and code.width <= self._dots else None
        return None

    def barcode(self, kind: int, data: bytes) -> Strip | None:
        """A CODE128 barcode, words below it if so set; nothing for another kind, nonsense, or what is too wide."""
        code = code128(data) if kind == _CODE128 else None
        module, height = self._bars["bar width"], max(1, self._bars["bar height"])
        if code is None or not _THINNEST <= module <= _THICKEST or len(code[0]) * module > self._dots:
            return None
        modules, words = code
        below = self._bars["bar words"] % 48 in (2, 3)
        bars = Image.new("1", (len(modules), 1))
        bars.putdata([int(black) for black in modules])
        bars = bars.resize((len(modules) * module, height), Image.Resampling.NEAREST)
        dots = Image.new("1", (bars.width, height + (printer_font.HEIGHT if below else 0)), 0)
        dots.paste(bars, (0, 0))
        left = (dots.width - len(words) * printer_font.COLUMN) // 2
        for place, char in enumerate(words if below else ""):
            glyph = printer_font.glyph(char, wide=False, bold=False, width_scale=1, height_scale=1)
            dots.paste(glyph, (left + place * printer_font.COLUMN, height))
        return self._strip(dots, words if below else "")

    def _code(self) -> Image.Image | None:
        code = qrcode.QRCode(
            error_correction=_QR_ERROR_CORRECTION.get(self._qr_error_correction, 1), box_size=1, border=0
        )
        code.add_data(self._qr_data)
        try:
            matrix = code.get_matrix()
        except (DataOverflowError, ValueError):  # too much for any code: the library says so in both ways
            return None
        dots = Image.new("1", (len(matrix), len(matrix)), 0)
        dots.putdata([module for row in matrix for module in row])
        size = len(matrix) * self._qr_module
        return dots.resize((size, size), Image.Resampling.NEAREST)

    def _strip(self, dots: Image.Image, text: str = "") -> Strip:
        strip = Image.new("1", (self._dots, dots.height), 0)
        left = (self._dots - dots.width) * self._align // 2 if dots.width < self._dots else 0
        strip.paste(dots, (left, 0))
        return Strip(strip, text)
