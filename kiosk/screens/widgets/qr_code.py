"""A QR code, drawn sharp: one texel to a module, a whole number of pixels to a texel."""

from __future__ import annotations

import qrcode
from kivy.graphics import Color, Rectangle
from kivy.graphics.texture import Texture
from kivy.metrics import dp

from kiosk.screens.widgets.part import Part

_QUIET_ZONE = 4  # modules of white around it; readers look for it


class QrCode(Part):
    """`content` as a square about `size` wide."""

    def __init__(self, content: str, size: float) -> None:
        super().__init__()
        code = qrcode.QRCode(border=_QUIET_ZONE, error_correction=qrcode.constants.ERROR_CORRECT_M)
        code.add_data(content)
        rows = code.get_matrix()
        self._side = len(rows) * max(1, round(dp(size) / len(rows)))
        self.wide = float(self._side)
        texture = Texture.create(size=(len(rows), len(rows)), colorfmt="luminance")
        texture.mag_filter = "nearest"
        pixels = bytes(0 if dark else 255 for row in reversed(rows) for dark in row)
        texture.blit_buffer(pixels, colorfmt="luminance", bufferfmt="ubyte")
        with self.canvas:
            Color(1, 1, 1, 1)
            self._square = Rectangle(texture=texture, size=(self._side, self._side))

    def tall(self, width: float) -> float:
        return float(self._side)

    def arrange(self) -> None:
        self._square.pos = (round(self.center_x - self._side / 2), round(self.center_y - self._side / 2))
