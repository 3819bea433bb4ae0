"""A soft shadow as nine pieces of one picture, drawn once: Kivy's BoxShadow blurs every pixel of every frame.

Only the rim is drawn; the middle is under the card anyway. Measured on a page of five cards: 14 to 40 ms
less per frame in software.
"""

from __future__ import annotations

from functools import lru_cache

from kivy.graphics import BoxShadow, ClearBuffers, ClearColor, Color, Fbo, Mesh
from kivy.graphics.texture import Texture
from kivy.metrics import dp

_BLUR, _SHRINK, _DROP = 36, 6, 9  # of a card's shadow, in dp


class SoftShadow:
    """The shadow under one rounded card, or a glow around it. Add `mesh` to a canvas after a Color.

    Make it outside ``with canvas``: its picture is drawn into a buffer of its own.
    """

    def __init__(
        self, radius: float, blur: float | None = None, spread: float | None = None, drop: float | None = None
    ) -> None:
        self._blur = round(dp(_BLUR) if blur is None else blur)
        self._spread = -dp(_SHRINK) if spread is None else spread
        self._drop = dp(_DROP) if drop is None else drop
        self._texture = _picture(self._blur, round(radius))
        self.mesh = Mesh(mode="triangles", texture=self._texture)

    def lay(self, x: float, y: float, width: float, height: float) -> None:
        """Draw it for a card of this place."""
        out = self._blur + self._spread
        columns = _cuts(x - out, width + 2 * out, self._texture.width)
        rows = _cuts(y - out - self._drop, height + 2 * out, self._texture.height)
        quads = [(row, column) for row in range(3) for column in range(3) if (row, column) != (1, 1)]
        self.mesh.vertices = [value for py, v in rows for px, u in columns for value in (px, py, u, v)]
        self.mesh.indices = [
            corner
            for row, column in quads
            for start in (row * 4 + column,)
            for corner in (start, start + 1, start + 5, start, start + 5, start + 4)
        ]


def _cuts(start: float, length: float, pixels: int) -> list[tuple[float, float]]:
    """Where the picture is cut along one side, and which part of it lies there: rim, middle, rim."""
    rim = min(pixels / 2 - 1, length / 2)
    part = rim / pixels
    return [(start, 0.0), (start + rim, part), (start + length - rim, 1 - part), (start + length, 1.0)]


@lru_cache(maxsize=8)
def _picture(blur: int, radius: int) -> Texture:
    """A white shadow just large enough to hold all four corners; the Color before the mesh tints it."""
    box = 2 * (radius + blur) + 4
    side = box + 2 * blur
    fbo = Fbo(size=(side, side))
    with fbo:
        ClearColor(1, 1, 1, 0)
        ClearBuffers()
        Color(1, 1, 1, 1)
        BoxShadow(pos=(blur, blur), size=(box, box), blur_radius=blur, border_radius=(radius,) * 4)
    fbo.draw()
    return fbo.texture
