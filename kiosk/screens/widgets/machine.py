"""A drawing of this machine's desk: where the ID reader lies, where the card slot is, which way up.

Drawn on a sheet 1000 units wide; the desk is at its foot, and the screen above it is as tall as there is
room. A card slides once for a quarter of a second and then lies still,
so that a waiting machine does not redraw for ever.
"""

from __future__ import annotations

import enum

from kivy.animation import Animation
from kivy.graphics import (
    Color,
    InstructionGroup,
    PopMatrix,
    PushMatrix,
    Quad,
    SmoothEllipse,
    SmoothLine,
    SmoothRoundedRectangle,
    Translate,
)
from kivy.graphics.instructions import Instruction
from kivy.metrics import dp
from kivy.properties import NumericProperty

from kiosk.screens import theme
from kiosk.screens.theme import Colour, materials
from kiosk.screens.widgets.part import Part
from kiosk.screens.widgets.shadow import SoftShadow
from kiosk.screens.widgets.zh_label import Icon, ZhLabel

WIDE, TALL, TALLEST = 1000, 640, 1060
SLIDE_SECONDS = 0.28
_SMALL = 400  # a drawing no taller than this takes smaller words


_READER = (100, 176, 370, 246)  # x, y, width, height on the sheet
_SLOT = (596, 330, 290, 92)


class Deed(enum.Enum):
    """What the drawing shows hands how to do."""

    LAY = "lay"  # the ID card on the reader
    INSERT = "insert"  # the social security card into the slot
    TAKE_DOCUMENT = "take-document"
    TAKE_CARD = "take-card"


class MachineDrawing(Part):
    """The desk with one or two deeds lit up. `slide` runs from 1 (card far) to 0 (card where it belongs)."""

    slide = NumericProperty(0.0)

    def __init__(self, deeds: frozenset[Deed], reader_words: str, slot_words: str, least: float = TALL) -> None:
        super().__init__()
        self._least = least  # the height it asks for; it fills whatever it is given
        self._sheet_tall: float = TALL
        self._deeds = deeds
        self._shifts: list[tuple[Translate, float]] = []
        size = theme.BODY if least > _SMALL and not theme.large() else theme.NOTE
        self._reader_label = ZhLabel(reader_words, size, materials.INK, bold=True, align="center", even=True)
        self._slot_label = ZhLabel(slot_words, size, materials.INK, bold=True, align="center", even=True)
        self._unit = 1.0
        self._left = self._below = 0.0

    def tall(self, width: float) -> float:
        return min(width * TALL / WIDE, dp(self._least))

    def slide_in(self) -> Animation:
        """Start the motion; the caller stops it when the screen ends."""
        self.slide = 1.0
        motion = Animation(slide=0.0, duration=SLIDE_SECONDS, t="out_cubic")
        motion.start(self)
        return motion

    def on_slide(self, _me: object, value: float) -> None:
        for shift, distance in self._shifts:
            shift.y = -value * distance * self._unit

    def arrange(self) -> None:
        self._unit = min(self.width / WIDE, self.height / TALL)
        self._left = self.center_x - WIDE * self._unit / 2
        self._sheet_tall = min(self.height / self._unit, TALLEST)
        self._below = self.center_y - self._sheet_tall * self._unit / 2
        self.canvas.before.clear()
        self.clear_widgets()
        self._shifts.clear()
        self._draw_machine()
        reader_lit = bool(self._deeds & {Deed.LAY, Deed.TAKE_DOCUMENT})
        slot_lit = bool(self._deeds & {Deed.INSERT, Deed.TAKE_CARD})
        self._draw_reader(reader_lit)
        self._draw_slot_and_card(slot_lit)
        self.on_slide(self, self.slide)

    # --- pen ---

    def _pen(self, *instructions: Instruction) -> None:
        for instruction in instructions:
            self.canvas.before.add(instruction)

    def _box(self, x: float, y: float, width: float, height: float) -> tuple[float, float, float, float]:
        unit = self._unit
        return (self._left + x * unit, self._below + y * unit, width * unit, height * unit)

    def _round(self, box: tuple[float, float, float, float], radius: float, colour: Colour) -> None:
        x, y, width, height = self._box(*box)
        self._pen(
            Color(*colour),
            SmoothRoundedRectangle(pos=(x, y), size=(width, height), radius=[radius * self._unit] * 4),
        )

    def _ring(self, box: tuple[float, float, float, float], radius: float, light: Colour) -> None:
        """The guide light around a place where hands have something to do."""
        x, y, width, height = self._box(*box)
        unit = self._unit
        glow = SoftShadow(radius * unit, blur=54 * unit, spread=20 * unit, drop=0)
        glow.lay(x, y, width, height)
        self._pen(
            Color(*tuple(light)[:3], materials.HALO),
            glow.mesh,
            Color(*light),
            SmoothLine(rounded_rectangle=(x, y, width, height, radius * unit), width=6 * unit),
        )

    def _quad(self, points: tuple[float, ...], colour: Colour) -> None:
        placed = [(self._left if i % 2 == 0 else self._below) + value * self._unit for i, value in enumerate(points)]
        self._pen(Color(*colour), Quad(points=placed))

    def _word(self, label: ZhLabel, centre_x: float, top: float, width: float) -> None:
        pixels = width * self._unit
        height = label.tall(pixels)
        self.add_widget(label)
        x = self._left + centre_x * self._unit - pixels / 2
        label.place(x, self._below + top * self._unit - height, pixels, height)

    def _arrow(self, taking: bool, centre_x: float, centre_y: float) -> None:
        name, colour = ("arrow-down-bold", materials.ARROW_TAKE) if taking else ("arrow-up-bold", materials.ARROW_PUT)
        arrow = Icon(name, 118 * self._unit / dp(1), colour)
        self.add_widget(arrow)
        x, y, size, _ = self._box(centre_x - 60, centre_y - 60, 120, 120)
        arrow.place(x, y, size, size)

    # --- the machine ---

    def _draw_machine(self) -> None:
        self._round((60, 330, 880, self._sheet_tall - 330), 44, materials.SHELL)
        self._draw_screen(110, 480, 780, self._sheet_tall - 480 - 36)
        self._round((0, 0, WIDE, 60), 26, materials.EDGE)
        self._quad((0, 34, WIDE, 34, 925, 450, 75, 450), materials.DESK)
        self._quad((75, 450, 925, 450, 921, 458, 79, 458), materials.WHITE)

    def _draw_screen(self, x: float, y: float, width: float, height: float) -> None:
        """This screen, small: the bar, and below it as many lines and cards as there is room."""
        self._round((x, y, width, height), 26, materials.SCREEN_BAR)
        self._round((x + 32, y + height - 48, 210, 22), 11, materials.SCREEN_NAME)
        self._round((x + width - 132, y + height - 48, 100, 22), 11, materials.SCREEN_QUIET)
        if height < 240:
            self._round((x + 32, y + 26, width - 64, 16), 8, materials.SCREEN_LINE)
            return
        self._round((x + 12, y + 12, width - 24, height - 84), 18, materials.SCREEN_GROUND)
        self._round((x + 44, y + 36, width - 88, 58), 18, materials.SCREEN_BUTTON)
        self._round((x + 44, y + height - 128, 430, 26), 13, materials.INK)
        if height > 320:
            self._round((x + 44, y + 116, width - 88, height - 268), 18, materials.WHITE)
            for line in range(int((height - 300) // 44)):
                self._round((x + 76, y + height - 208 - 44 * line, 300 + 120 * (line % 2), 16), 8, materials.PRINT)

    def _draw_reader(self, lit: bool) -> None:
        x, y, width, height = _READER
        taking = Deed.TAKE_DOCUMENT in self._deeds
        if lit:
            self._ring(_READER, 34, _light(taking))
        self._round(_READER, 34, materials.DARK)
        self._round((x + 16, y + 16, width - 32, height - 32), 24, materials.DARKER)
        if lit:
            self._on_slide(self._id_card(x + 38, y + (-58 if taking else 32)), 260)
            self._arrow(taking, x + width + 68, y + 52)
        else:
            self._round((x + 38, y + 32, 294, height - 64), 18, materials.FIELD)
        self._word(self._reader_label, x + width / 2, 106 if taking else 158, 480)

    def _draw_slot_and_card(self, lit: bool) -> None:
        x, y, width, _ = _SLOT
        taking = Deed.TAKE_CARD in self._deeds
        if lit:
            self._ring(_SLOT, 30, _light(taking))
            self._on_slide(self._ss_card(x + 55, y - 206), 150)
            self._arrow(taking, x + width + 8, y - 110)
        # The slot is drawn over the card, so the card goes into it.
        self._round(_SLOT, 30, materials.DARK)
        self._round((x + 30, y + 18, width - 60, 20), 10, _light(taking) if lit else materials.DARKER)
        self._round((x + 30, y + 52, width - 60, 14), 7, materials.GROOVE)
        self._word(self._slot_label, x + width / 2, 106 if lit else y - 18, 420)

    # --- cards ---

    def _on_slide(self, drawing: list[Instruction], distance: float) -> None:
        shift = Translate(0, 0)
        self._shifts.append((shift, distance))
        group = InstructionGroup()
        for instruction in (PushMatrix(), shift, *drawing, PopMatrix()):
            group.add(instruction)
        self._pen(group)

    def _rounded(
        self, x: float, y: float, width: float, height: float, radius: float, colour: Colour
    ) -> list[Instruction]:
        left, below, wide, tall = self._box(x, y, width, height)
        shape = SmoothRoundedRectangle(pos=(left, below), size=(wide, tall), radius=[radius * self._unit] * 4)
        return [Color(*colour), shape]

    def _id_card(self, x: float, y: float) -> list[Instruction]:
        """The front of a resident ID card: lines on the left, the portrait on the right. 294 x 184 units."""
        drawn = self._rounded(x, y, 294, 184, 18, materials.CARD)
        for line, length in enumerate((70, 52, 110, 128)):
            drawn += self._rounded(x + 24, y + 142 - line * 27, length, 11, 5, materials.PRINT)
        drawn += self._rounded(x + 24, y + 22, 190, 13, 6, materials.GREY_PRINT)
        left, below, wide, tall = self._box(x + 208, y + 104, 46, 52)
        drawn += [Color(*materials.SKIN), SmoothEllipse(pos=(left, below), size=(wide, tall))]
        drawn += self._rounded(x + 190, y + 50, 82, 50, 24, materials.SKIN)
        return drawn

    def _ss_card(self, x: float, y: float) -> list[Instruction]:
        """A social security card, chip end first and chip up. 180 x 284 units."""
        drawn = self._rounded(x, y, 180, 284, 18, materials.SSC)
        drawn += self._rounded(x, y, 180, 92, 18, materials.SSC_LOW)
        drawn += self._rounded(x + 57, y + 124, 66, 66, 12, materials.GOLD)
        left, below, wide, tall = self._box(x + 75, y + 142, 30, 30)
        drawn += [Color(*materials.GOLD_LINE), SmoothLine(rectangle=(left, below, wide, tall), width=1.6 * self._unit)]
        drawn += self._rounded(x + 24, y + 52, 132, 13, 6, materials.PRINT)
        drawn += self._rounded(x + 24, y + 26, 88, 13, 6, materials.PRINT)
        return drawn


def _light(taking: bool) -> Colour:
    """The colour of the lamp at a place while something is to be put there, or taken from there."""
    return materials.LIGHT_AMBER if taking else materials.LIGHT_GREEN
