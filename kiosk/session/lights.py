"""The guide lights: what hands should do on the view that is shown, and which devices are out of order."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar

from kiosk.hardware.board import Board
from kiosk.hardware.cabinet.lights import Light
from kiosk.hardware.device import State
from kiosk.session.wrapped_display import WrappedDisplay
from kiosk.views import (
    Attract,
    Display,
    InsertCard,
    Item,
    Outcome,
    Place,
    PresentDocument,
    TakeBack,
    View,
    Working,
)

if TYPE_CHECKING:
    from kiosk.hardware.cabinet.device import Cabinet

A = TypeVar("A")

_PLACES = {Item.DOCUMENT: Place.DOCUMENT_READER, Item.CARD: Place.CARD_SLOT}


def cues(view: View[Any]) -> Mapping[Place, Light]:
    """The lights a view asks for; dark at the places that are not named."""
    match view:
        case PresentDocument():
            return {Place.DOCUMENT_READER: Light.GUIDE}
        case InsertCard():
            return {Place.CARD_SLOT: Light.GUIDE}
        case Working(at=Place() as place):
            return {place: Light.BUSY}
        case Outcome(take=Place() as place):
            return {place: Light.TAKE}
        case TakeBack(items=items):
            return {_PLACES[item]: Light.TAKE for item in items}
        case Attract():  # steady: an invitation, all day long
            return {Place.DOCUMENT_READER: Light.BUSY}
    return {}


STAFF = "staff"  # the lamp for the hall's staff, where a machine has one


class Lights:
    """One light a device. One that is out of order is lit so, whatever the view says. No cabinet, no lights.

    `staff_lamp`: there is a lamp of its own for calls. Without it the lights that tell nobody anything call staff.
    """

    def __init__(self, board: Board, cabinet: Cabinet | None, *, staff_lamp: bool = False) -> None:
        self._board = board
        self._cabinet = cabinet
        self._staff_lamp = staff_lamp
        self._calling = False
        self._cues: Mapping[Place, Light] = {}

    def follow(self, view: View[Any]) -> None:
        """Light what this view asks for."""
        self._cues = cues(view)
        self._light()

    def call(self, *, staff: bool) -> None:
        """Staff are wanted at this machine, or not any more."""
        self._calling = staff
        self._light()

    async def watch(self) -> None:
        """Follow the board until cancelled."""
        while True:
            await self._board.change()
            self._light()

    def _light(self) -> None:
        if self._cabinet is None:
            return
        wanted = {place.value: light for place, light in self._cues.items()}
        calling = Light.CALL if self._calling else Light.OFF
        idle = Light.OFF if self._staff_lamp else calling
        self._cabinet.light(STAFF, calling)
        for report in self._board.reports:
            broken = report.state not in (State.UP, State.UNKNOWN)
            self._cabinet.light(report.device, Light.FAULT if broken else wanted.get(report.device, idle))


class LitDisplay(WrappedDisplay):
    """The glass, with the lights following what it shows."""

    def __init__(self, inner: Display, lights: Lights) -> None:
        super().__init__(inner)
        self._lights = lights

    def show(self, view: View[object]) -> None:
        """See `Display.show`."""
        self._lights.follow(view)
        super().show(view)

    async def ask(self, view: View[A]) -> A:
        """See `Display.ask`."""
        self._lights.follow(view)
        return await super().ask(view)
