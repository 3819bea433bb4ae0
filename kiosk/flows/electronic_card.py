"""The electronic social security card: its code, shown to the scanner, says who stands here."""

from __future__ import annotations

import asyncio

from kiosk.domain.identity import Identity
from kiosk.domain.personal import ScannedCode
from kiosk.domain.text import text
from kiosk.flows.service import Visit
from kiosk.flows.steps import meanwhile
from kiosk.hardware.errors import DeviceError
from kiosk.views import Working


def reads_codes(visit: Visit) -> bool:
    """Whether an electronic card's code may say here who stands there."""
    return visit.config.services.electronic_card and visit.rack.board.usable("code-scanner")


async def scan(visit: Visit) -> ScannedCode:
    """Wait for a code, for hours if need be. Raises `DeviceError`."""
    scanner = visit.rack.code_scanner
    assert scanner is not None, "reads_codes() is true only where there is one"
    async with scanner.scanning() as next_code:
        return await next_code()


async def scan_if_it_works(visit: Visit) -> ScannedCode:
    """As `scan`, where something else may come instead: a scanner that fails is looked at, and no code ever comes."""
    try:
        return await scan(visit)
    except DeviceError as error:
        visit.rack.look_at(error.device)
    await asyncio.Event().wait()
    raise AssertionError("nobody sets that event")


async def whose(visit: Visit, code: ScannedCode) -> Identity | None:
    """Whose electronic card shows this code; None when it has expired, or is none. Raises what the office raises."""
    return await meanwhile(visit.display, Working(doing=text("asking-office")), visit.office.resolve(code))
