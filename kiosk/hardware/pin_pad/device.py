"""The PIN pad's driver: card PINs in clear, bank PINs as sealed blocks, plain keys; it tells nobody a digit."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncGenerator, AsyncIterator, Awaitable, Callable
from typing import Any

from kiosk import config
from kiosk.domain.personal import Personal
from kiosk.domain.pin import CardPin
from kiosk.events import Log, NoiseHeard
from kiosk.hardware.device import DeviceReport, State
from kiosk.hardware.errors import DeviceError, DeviceGone, DeviceRefused
from kiosk.hardware.link import Link, Tap
from kiosk.hardware.pin_pad.entering import collect, count
from kiosk.hardware.pin_pad.entry import ClearDigits, Echo, Echoed, OnEcho, PinBlock, PinRules, pan12
from kiosk.hardware.pin_pad.errors import EntryCancelled, EntryTimedOut, KeyStuck
from kiosk.hardware.pin_pad.keys import Key
from kiosk.hardware.pin_pad.kmy import pad as kmy
from kiosk.hardware.pin_pad.model import NAME, Connect, Model, Wiring
from kiosk.hardware.pin_pad.presses import Presses, ToldStream, each
from kiosk.hardware.pin_pad.zt import pad as zt
from kiosk.hardware.stream import LineClosed, open_line

_CONNECT: dict[str, Connect] = {"zt": zt.connect, "kmy": kmy.connect}
# Seconds after the pad should have ended an entry by itself: then its time-out was lost, and ours counts.
_GRACE = 2.0
_FAREWELL = 2.0  # seconds for a pad to say that its keys are off, before the line is closed
_STUCK_LOOK = 0.6  # seconds of listening whether a key is still stuck


class PinPad:
    """One PIN pad on a serial line, whatever its model. Entries wait for each other; who only listens gives way.

    Keys are on only while somebody waits for them. Until the pad has said that they are off, a tap sees the
    length of what comes and nothing else.
    """

    def __init__(self, config: config.PinPad, log: Log, tap: Tap | None = None) -> None:
        self._config = config
        self._log = log
        self._tap = tap
        self._silence = config.entry_seconds + _GRACE
        self._parts: tuple[Link[Any], Model] | None = None
        self._turn = asyncio.Lock()
        self._presses: Presses | None = None
        self._entries = 0  # of PINs, under way or waiting for their turn
        self._listeners = 0  # to plain keys, likewise
        self._listening: Presses | None = None  # whose keys are on
        self._prepared = False
        self._keys_on = True  # or not known to be off
        self._leaving: asyncio.Task[None] | None = None
        self._stuck = False

    @property
    def name(self) -> str:
        """Its name in the rack."""
        return NAME

    async def open(self) -> None:
        """Open the line and wait for an answer, even one that tells of a fault: `check` reports that.

        Raises `DeviceGone` when the port is missing or in use, `DeviceSilent`, `DeviceGarbled`.
        """
        await self.close()
        try:
            stream = await open_line(self._config.port, self._config.baud)
        except LineClosed as error:
            raise DeviceGone(NAME, str(error)) from error
        wiring = Wiring(ToldStream(stream, self._line_gone), self._key, self._noise, self._tap)
        self._parts = _CONNECT[self._config.kind](self._config, wiring)
        self._prepared, self._keys_on = False, True
        try:
            await self.check()
        except BaseException:
            await self.close()
            raise

    async def close(self) -> None:
        """Close the line; an entry in progress raises `DeviceGone`. Safe to call twice.

        Keys that are on are switched off first: a pad that nobody listens to must not go on sending digits in clear.
        """
        parts, self._parts = self._parts, None
        self._line_gone()
        if parts is not None:
            link, model = parts
            if self._prepared and self._keys_on and not link.gone:
                with contextlib.suppress(DeviceError, TimeoutError):
                    async with asyncio.timeout(_FAREWELL):
                        await model.keys_off()
            await link.close()
        if self._leaving is not None:
            await asyncio.wait({self._leaving})

    async def check(self) -> DeviceReport:
        """Ask the pad how it is; while somebody enters a PIN it is not disturbed, and in use is up.

        Raises `DeviceGone`, `DeviceSilent`, `DeviceGarbled`.
        """
        if self._entries:
            link, _ = self._open_parts()
            if link.gone:
                raise DeviceGone(NAME, "the line closed during an entry")
            return DeviceReport(NAME, State.UP, "in use")
        try:
            if self._listeners and self._prepared:  # a question disturbs nobody who only chooses
                return DeviceReport(NAME, State.UP, await self._open_parts()[1].look())
            async with self._turn:
                model = await self._ready()
                remark = await model.look()
                if self._stuck:
                    self._stuck = await self._still_stuck(model)
        except DeviceRefused as error:
            return DeviceReport(NAME, State.FAULTY, error.fact)
        if self._stuck:
            return DeviceReport(NAME, State.FAULTY, "a key is stuck")
        return DeviceReport(NAME, State.UP, remark)

    async def version(self) -> str:
        """What the pad says it is, for the technician. Raises `DeviceError`."""
        async with self._turn:
            return await (await self._ready()).version()

    async def card_pin(self, rules: PinRules, on_echo: OnEcho) -> CardPin:
        """Let somebody enter the PIN of a card, which must reach the card in clear. Ends with the enter key.

        `on_echo` hears how many digits there are; it may raise, which ends the call. May be cancelled at any
        time. When this returns or raises, the pad has said that its keys are off; if it does not, no PIN is
        handed out. Raises `EntryCancelled`, `EntryTimedOut`, `KeyStuck`, `DeviceRefused`, `DeviceSilent`,
        `DeviceGone`.
        """
        with ClearDigits(rules.longest) as digits:
            async with self._entry(lambda model: model.plain_keys_on()) as (_, presses):
                clears_all = self._config.clear_key == "all"
                await collect(lambda: self._next(presses), digits, rules, on_echo, clears_all=clears_all)
            return digits.hand_over()

    async def pin_block(self, card_number: Personal, rules: PinRules, on_echo: OnEcho) -> PinBlock:
        """Let somebody enter the PIN of a bank card, which never leaves the pad in clear.

        `card_number`: 13 to 19 digits. Key slot and block format are configured. The rest is as for `card_pin`,
        and a pad may end the entry at the longest PIN. Raises `PinKeyNotSet`, `DigitInClear` and `ValueError` too.
        """
        card = pan12(card_number)
        async with self._entry(lambda model: model.begin_pin(rules, card)) as (model, presses):
            presses.forget_digits()  # from before the entry began
            while (entered := await count(lambda: self._next(presses), model, rules, on_echo)) < rules.shortest:
                await model.keys_off()
                presses.forget()
                await model.begin_pin(rules, card)
                presses.forget_digits()
                on_echo(Echo(0, Echoed.TOO_SHORT))
            return await model.pin_block(card, entered)

    @contextlib.asynccontextmanager
    async def keys(self) -> AsyncIterator[AsyncIterator[Key]]:
        """Every key that is pressed while the context lasts, digits in clear: for choosing without looking.

        They end when somebody wants to enter a PIN, who then waits for the end of the context. Iterating raises
        `KeyStuck`, `DeviceError`. For secrets there are `card_pin` and `pin_block`.
        """
        self._listeners += 1
        try:
            async with self._turn:
                model = await self._ready()
                async with self._plain_keys(model) as presses, contextlib.aclosing(self._each(model, presses)) as keys:
                    yield keys
        except KeyStuck:
            self._stuck = True
            raise
        finally:
            self._listeners -= 1

    async def _each(self, model: Model, presses: Presses) -> AsyncGenerator[Key, None]:
        """Key after key, until a PIN is to be entered."""
        self._listening = presses
        if self._entries:
            presses.give_way()
        try:
            async for key in each(model, presses, self._silence):
                yield key
        finally:
            self._listening = None

    async def _next(self, presses: Presses) -> Key:
        """The next key that is not the end of it all."""
        try:
            key = await presses.next(self._silence)
        except KeyStuck:
            self._stuck = True
            raise
        if key is Key.CANCEL:
            raise EntryCancelled
        if key is Key.TIMED_OUT:
            raise EntryTimedOut
        return key

    @contextlib.asynccontextmanager
    async def _entry(self, begin: Callable[[Model], Awaitable[None]]) -> AsyncIterator[tuple[Model, Presses]]:
        """One entry, when its turn has come."""
        self._entries += 1  # from now on nobody who only looks waits for the end of it
        if self._listening is not None:
            self._listening.give_way()
        try:
            async with self._turn:
                model = await self._ready()
                async with self._keys_in_use(model, begin) as presses:
                    yield model, presses
        finally:
            self._entries -= 1

    @contextlib.asynccontextmanager
    async def _keys_in_use(self, model: Model, begin: Callable[[Model], Awaitable[None]]) -> AsyncIterator[Presses]:
        """Keys on; and off again, whatever happens. If they cannot be switched off, that is what is told."""
        link, _ = self._open_parts()
        self._keys_on = link.hushed = True
        self._presses = presses = Presses()
        try:
            await begin(model)
            yield presses
        except (EntryCancelled, EntryTimedOut):
            await self._leave()
            raise
        except BaseException:
            # The first error is the one to tell; that keys may still be on is remembered, and tried again.
            with contextlib.suppress(DeviceError):
                await self._leave()
            raise
        else:
            await self._leave()

    async def _leave(self) -> None:
        """Switch the keys off, to the end, even when whoever waits for it is cancelled once more."""
        self._presses = None
        self._leaving = asyncio.create_task(self._keys_off(), name=f"{NAME} keys off")
        self._leaving.add_done_callback(_told)
        await asyncio.shield(self._leaving)

    async def _keys_off(self) -> None:
        link, model = self._open_parts()
        await model.keys_off()
        self._keys_on = link.hushed = False

    async def _ready(self) -> Model:
        """The model's part, prepared, with its keys off. Raises `DeviceRefused` too."""
        if self._leaving is not None:
            await asyncio.wait({self._leaving})
        link, model = self._open_parts()
        if not self._prepared:
            await model.prepare()
            self._prepared = True
            self._keys_on = link.hushed = False
        if self._keys_on:
            await self._keys_off()
        return model

    async def _still_stuck(self, model: Model) -> bool:
        """Listen for a moment whether the stuck key is still pressed."""
        try:
            async with self._plain_keys(model) as presses:
                await presses.next(_STUCK_LOOK)
        except (EntryTimedOut, KeyStuck) as ended:
            return isinstance(ended, KeyStuck)  # then many presses came at once
        return True

    def _plain_keys(self, model: Model) -> contextlib.AbstractAsyncContextManager[Presses]:
        return self._keys_in_use(model, lambda model: model.plain_keys_on())

    def _open_parts(self) -> tuple[Link[Any], Model]:
        if self._parts is None:
            raise DeviceGone(NAME, "not open")
        return self._parts

    def _key(self, key: Key) -> None:
        if self._presses is not None:
            self._presses.heard(key)

    def _line_gone(self) -> None:
        if self._presses is not None:
            self._presses.line_gone()

    def _noise(self, count: int) -> None:
        self._log.write(NoiseHeard(NAME, count))


def _told(leaving: asyncio.Task[None]) -> None:
    """Its failure is remembered by the driver: nobody else need have waited for it."""
    if not leaving.cancelled():
        leaving.exception()
