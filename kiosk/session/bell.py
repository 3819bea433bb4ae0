"""The bell: somebody calls for staff, and the lamp is lit, the office is told, the log knows; all day long."""

from __future__ import annotations

import asyncio

from kiosk.events import Log, StaffCalled
from kiosk.outbox import CallReason, Outbox, StaffCall
from kiosk.session.lights import Lights
from kiosk.views import Display

_LIT_SECONDS = 300.0  # whoever called has been helped by then, or has left
_AGAIN_SECONDS = 30.0  # within these an impatient finger is one call


class Bell:
    """Rung from the help sheet of every screen, and by the help service. What the glass shows stays as it is."""

    def __init__(self, outbox: Outbox, lights: Lights, log: Log) -> None:
        self._outbox = outbox
        self._lights = lights
        self._log = log
        self._rung = -_AGAIN_SECONDS  # loop time of the last call that was told
        self._kept = True  # whether the outbox took that call
        self._dark: asyncio.TimerHandle | None = None

    def ring(self) -> bool:
        """Call staff; False when the office will never hear of it."""
        loop = asyncio.get_running_loop()
        self._lights.call(staff=True)
        if self._dark is not None:
            self._dark.cancel()
        self._dark = loop.call_later(_LIT_SECONDS, lambda: self._lights.call(staff=False))
        if loop.time() - self._rung >= _AGAIN_SECONDS:
            self._rung = loop.time()
            self._kept = self._outbox.put(StaffCall(CallReason.HELP))
            self._log.write(StaffCalled(self._kept))
        return self._kept

    async def watch(self, display: Display) -> None:
        """Answer the help sheet until cancelled."""
        while True:
            await display.called()
            self.ring()
