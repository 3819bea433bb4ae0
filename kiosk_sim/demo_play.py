"""One run of the application in a demonstration: what is on the glass and at the lights, checked and kept."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator, Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tqdm import tqdm

from kiosk_sim.bench import Bench
from kiosk_sim.kiosk_process import KioskProcess
from kiosk_sim.pin_pad import Doing

_CHANGES_WITHIN = 15.0  # seconds until a text, or a light, is there
_LOOK_SECONDS = 0.1
_KEY_SECONDS = 0.15  # from one key of the PIN pad to the next


class Unexpected(Exception):
    """Something on the way was not as it must be."""


@dataclass
class Play:
    """One run of the application: where it keeps its pictures, and what it has seen."""

    out: Path
    bench: Bench
    kiosk: KioskProcess
    bar: tqdm[Any]
    view: str = ""  # the one seen last
    pictures: list[Path] = field(default_factory=list)
    lit: list[str] = field(default_factory=list)  # what `shines` has seen since `told_lights`

    async def see(self, view: str, expect: str = "", name: str = "") -> None:
        """Wait for a view with a text on it, keep its picture. Raises `Unexpected`."""
        await self.meet(view, expect)
        self.view = name or view
        path = self.out / f"{len(self.pictures) + 1:02d}-{self.view}.png"
        await self.kiosk.do("screenshot", path=str(path))
        self.pictures.append(path)
        self.bar.update()

    async def meet(self, view: str, expect: str = "") -> None:
        """Wait for a view with a text on it. Raises `Unexpected`."""
        screen = await self.kiosk.wait(view)
        async with _in_time(lambda: f"{view}: {expect!r} is not on the screen: {screen['texts']}"):
            while expect and not any(expect in words for words in screen["texts"]):
                await asyncio.sleep(_LOOK_SECONDS)
                screen = await self.kiosk.wait(view)

    async def shines(self, **colours: str) -> None:
        """Wait until these lights and no others shine, by device with _ for -. Raises `Unexpected`."""
        board, wanted = self.bench.fittings.cabinet, {name.replace("_", "-"): on for name, on in colours.items()}
        async with _in_time(lambda: f"{self.view}: the lights are {board.tell_lights()}, not {wanted}"):
            while _on(board.lights) != wanted:  # noqa: ASYNC110 - a board tells no eyes; lamps that blink are dark at times
                await asyncio.sleep(_LOOK_SECONDS)
        shining = ", ".join(f"{device} {colour}" for device, colour in wanted.items())
        self.lit.append(f"{self.view}: {shining or 'dark'}")

    def told_lights(self) -> str:
        """All lights seen since the last time, as a sentence."""
        seen, self.lit = self.lit, []
        return f"guide lights - {'; '.join(seen)}"

    async def tap(self, target: str, *, stays: bool = False) -> None:
        """Touch a target by its name; `stays`: the same view stays on the glass."""
        await self.kiosk.tap(target, stays=stays)

    async def tap_first(self, kind: str) -> None:
        """Touch the first target of a kind, such as a row of a list. Raises `Unexpected`."""
        screen = await self.kiosk.do("screen")
        names = [target["name"] for target in screen["targets"] if target["name"].startswith(f"{kind}:")]
        if not names:
            raise Unexpected(f"{self.view}: no {kind} to touch")
        await self.tap(names[0])

    async def offers(self, target: str) -> bool:
        """Whether something can be touched."""
        screen = await self.kiosk.do("screen")
        return any(one["name"] == target for one in screen["targets"])

    async def service(self, key: str) -> None:
        """From the attract screen into one of the services that are under "more"."""
        await self.kiosk.wait("Attract")
        await self.tap("offer:more")
        await self.kiosk.wait("Menu")
        while not await self.offers(f"offer:{key}"):
            await self.tap("page:next", stays=True)
        await self.tap(f"offer:{key}")

    async def leave(self, *, card: bool = False) -> None:
        """Exit and take everything back, without pictures; `card`: a chip card is in."""
        await self.tap("exit")
        self.bench.id_reader.lift()
        if card:
            await self.bench.cards.pull()
        await self.kiosk.wait("Attract")

    async def press(self, digits: str) -> None:
        """Enter a PIN at the pad, once that takes one: the glass asks a moment earlier. Raises `Unexpected`."""
        keypad = self.bench.fittings.pin_pad.keypad
        async with _in_time(lambda: f"{self.view}: the PIN pad is {keypad.tell()}"):
            while keypad.doing is Doing.NOTHING:  # noqa: ASYNC110 - a pad tells no eyes
                await asyncio.sleep(_LOOK_SECONDS)
        for key in (*digits, "enter"):
            await asyncio.sleep(_KEY_SECONDS)
            keypad.press(key)

    def keep_slip(self, expect: str) -> None:
        """Tear the slip off, check a text on it, keep it as a picture."""
        slip = self.bench.printer.tear_off()
        if slip is None:
            raise Unexpected("no slip came out")
        if not any(expect in line for line in slip.lines):
            raise Unexpected(f"{expect!r} is not on the slip: {slip.lines}")
        path = self.out / f"{len(self.pictures) + 1:02d}-slip.png"
        slip.save_png(path)
        self.pictures.append(path)


def _on(lights: Mapping[str, str]) -> dict[str, str]:
    return {device: colour for device, colour in lights.items() if colour != "off"}


@contextlib.asynccontextmanager
async def _in_time(complaint: Callable[[], str]) -> AsyncIterator[None]:
    """What is done here must end soon, or else it is complained of."""
    try:
        async with asyncio.timeout(_CHANGES_WITHIN):
            yield
    except TimeoutError as error:
        raise Unexpected(complaint()) from error
