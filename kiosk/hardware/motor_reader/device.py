"""The motorised card reader (CRT-310): draws a card in when one is wanted, reads it, gives it back or keeps it."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from functools import partial

from kiosk import config
from kiosk.events import BinCountLost, CardRetained, Log, NoiseHeard
from kiosk.hardware.device import DeviceReport, Presence, State
from kiosk.hardware.errors import DeviceError, DeviceGone, DeviceRefused
from kiosk.hardware.link import Link, Tap
from kiosk.hardware.motor_reader.answers import Place, Result, atr, chip_answer, result
from kiosk.hardware.motor_reader.card_bin import CardBin
from kiosk.hardware.motor_reader.commands import ColdReset, PowerOff, PowerOn, ResetAndKeep, SendApdu
from kiosk.hardware.motor_reader.dialogue import Dialogue
from kiosk.hardware.motor_reader.errors import CardStuck, ReaderRefused, SensorsWrong
from kiosk.hardware.motor_reader.transport import IN_MOUTH, ODD, OUT, READABLE, WITHIN, Transport
from kiosk.hardware.motor_reader.wire import Error, Frame, Message, MotorDecoder, Target
from kiosk.hardware.smartcard.errors import BadCardData, BinFull, CardMute, CardPulled
from kiosk.hardware.smartcard.session import CardSession
from kiosk.hardware.stream import LineClosed, open_line

_NAME = "card-reader"
# Seconds from ENQ to the answer; design values. A chip's slowest command takes under 2 s (from memory).
_RESET_WITHIN, _CHIP_WITHIN = 8.0, 5.0
_DRAWN_IN_SECONDS = 2.0  # a card that the motor has just seized is inside by then
_TRY_AGAIN_SECONDS = 30.0  # between two tries to give back a stuck card: the motor strains each time


class MotorReader:
    """One CRT-310 on a serial line; a `kiosk.hardware.smartcard.port.CardReader`."""

    def __init__(self, config: config.CardReader, log: Log, tap: Tap | None = None) -> None:
        self._config = config
        self._log = log
        self._tap = tap
        self._link: Link[Message] | None = None
        self._way: Transport | None = None
        self._use = asyncio.Lock()  # a session, or a move: nobody moves a card that is being read
        self._awaited = 0  # so many wait for a card; only meanwhile may one come in
        self._owed = False  # the card that is in must be given back and not be read: nobody knows whose it is
        self._sent_out = False  # a card of odd length: once is enough, until it is gone
        self._held = False  # when the line was lost, a card was out of the citizen's reach
        self._next_try = 0.0
        self._bin = CardBin(config.bin_count, lambda reason: log.write(BinCountLost(_NAME, reason)))

    @property
    def name(self) -> str:
        """See `kiosk.hardware.device.Device.name`."""
        return _NAME

    @property
    def holds_card(self) -> bool:
        """See `kiosk.hardware.smartcard.port.CardReader.holds_card`."""
        place = None if self._way is None else self._way.place
        return self._held if place is None else place not in IN_MOUTH | OUT

    async def open(self) -> None:
        """Open the line, begin anew, let nothing in, and give back whatever card is found inside.

        A reader with a trouble of its own opens as well: `check` tells. Raises `DeviceGone`, `DeviceSilent`.
        """
        await self.close()
        try:
            stream = await open_line(self._config.port, self._config.baud)
        except LineClosed as error:
            raise DeviceGone(_NAME, str(error)) from error
        self._link = Link(_NAME, stream, MotorDecoder(), self._noise, self._tap)
        self._way = way = Transport(_NAME, Dialogue(_NAME, self._link, self._config.baud))
        self._owed, self._next_try = True, 0.0
        try:
            with suppress(DeviceRefused):
                await way.dialogue.ask(ResetAndKeep(), _RESET_WITHIN)
                await way.set_entry(allowed=False)
                await self._settle_debt(way)
        except BaseException:
            await self.close()
            raise

    async def close(self) -> None:
        """Close the line; whoever waits for a card or is in a session gets `DeviceGone`. Safe to call twice."""
        self._held = self.holds_card
        link, self._link, self._way = self._link, None, None
        if link is not None:
            await link.close()

    async def check(self) -> DeviceReport:
        """Ask how it is; a card in use is not disturbed, one that should have been given back is tried again.

        Raises `DeviceGone`, `DeviceSilent`.
        """
        way = self._opened()
        try:
            await way.look()
            if way.entry_open and not self._awaited:
                await way.set_entry(allowed=False)
            await self._settle_debt(way)
        except DeviceRefused as error:
            return DeviceReport(_NAME, State.FAULTY, way.trouble or error.fact)
        if way.trouble:
            return DeviceReport(_NAME, State.FAULTY, way.trouble)
        cards = self._bin.cards()
        full = "not known" if cards is None else f"{cards} of {self._config.bin_capacity}"
        return DeviceReport(_NAME, State.UP, "" if cards == 0 else f"cards in the bin: {full}")

    def presence(self) -> Presence:
        """See `CardReader.presence`: as last seen, by whatever asked the reader last."""
        place = None if self._way is None else self._way.place
        if place is None:
            return Presence.UNKNOWN
        return Presence.ABSENT if place in OUT else Presence.PRESENT

    async def wait_card(self) -> None:
        """See `CardReader.wait_card`. A card in the mouth must be taken first; one of odd length is given back.

        When it ends, also by being cancelled, nothing more comes in; a card that just did is inside then.
        Raises `DeviceRefused` (`CardStuck` ...) for a reader in trouble, `DeviceSilent`, `DeviceGone`.
        """
        way = self._opened()
        self._awaited += 1
        try:
            while not await self._arrived(way):
                await self._pace()
        finally:
            self._awaited -= 1
            if not self._awaited:
                with suppress(DeviceError):  # the line is lost, and the waiting has failed with it
                    await self._shut(way)

    async def wait_removed(self) -> None:
        """See `CardReader.wait_removed`. Raises `ReaderRefused`, `DeviceSilent`, `DeviceGone`."""
        way = self._opened()
        while await way.look() not in OUT:
            await self._pace()

    @asynccontextmanager
    async def session(self) -> AsyncIterator[CardSession]:
        """See `CardReader.session`; at the end the chip has no voltage. Raises also `DeviceRefused` for stuck cards."""
        async with self._use:
            way = self._opened()
            try:
                answered, t1 = await self._power_up(way)
            except ReaderRefused as error:
                if error.status == Error.ABNORMAL_CARD:  # as good as a broken one
                    raise CardMute(_NAME, error.fact) from error
                raise
            session = CardSession(partial(self._transmit, way, t1), answered)
            try:
                yield session
            finally:
                session.end()
                # What the session brought is not worth less when this fails; the next look will tell why it did.
                with suppress(DeviceError):
                    await way.dialogue.ask(PowerOff(), WITHIN)

    async def give_back(self) -> None:
        """See `CardReader.give_back`. Raises `CardStuck`, `SensorsWrong`, `ReaderRefused`, `DeviceSilent`, ..."""
        async with self._use:
            await self._give_back(self._opened())

    async def retain(self) -> bool:
        """See `CardReader.retain`. A bin that takes no card counts as full; the card is put into the mouth again.

        The card is counted before it moves: what is cut short there counts one too many, never one too few.
        """
        async with self._use:
            way = self._opened()
            if await way.look() in OUT:
                return False
            cards = self._bin.cards()
            if cards is not None and cards >= self._config.bin_capacity:
                raise BinFull(_NAME, f"{cards} cards are in the bin")
            self._bin.one_more()
            if not await self._swallow(way):
                self._bin.one_less()
                return False
            self._owed = False
            self._log.write(CardRetained(_NAME, self._bin.cards()))
            return True

    async def _swallow(self, way: Transport) -> bool:
        """Move a card that has been counted into the bin; False when there was none."""
        try:
            return await way.move(Target.REAR_OUT)
        except (CardStuck, SensorsWrong) as error:
            if way.place is not None and way.place not in OUT:
                self._bin.one_less()
            if isinstance(error, SensorsWrong):
                raise
            await self._give_back(way)
            raise BinFull(_NAME, "the bin takes no card") from error

    async def _arrived(self, way: Transport) -> bool:
        """Look once, and do what must be done before a card can be let in."""
        place = await way.look()
        if place in READABLE and not self._owed:
            return True
        if place in OUT:
            self._owed = self._sent_out = False
            if not way.entry_open:
                await way.set_entry(allowed=True)
        elif place in ODD and not self._sent_out:
            await way.set_entry(allowed=False)
            self._sent_out = True
            await self.give_back()
        elif place not in IN_MOUTH:
            await self._settle_debt(way)
        return False

    async def _shut(self, way: Transport) -> None:
        """Let nothing in any more; a card that is just being drawn in gets the time to arrive."""
        was_open = way.entry_open
        await way.set_entry(allowed=False)
        loop = asyncio.get_running_loop()
        until = loop.time() + _DRAWN_IN_SECONDS
        while was_open and way.place is Place.FRONT and loop.time() < until:
            await self._pace()
            await way.look()

    async def _settle_debt(self, way: Transport) -> None:
        """Give back a card that is owed; one that was stuck only now and then."""
        if self._owed and asyncio.get_running_loop().time() >= self._next_try:
            async with self._use:
                await self._give_back(way)

    async def _give_back(self, way: Transport) -> None:
        place = await way.look()
        self._owed = place not in IN_MOUTH | OUT
        if not self._owed:
            return
        now = asyncio.get_running_loop().time()
        if now < self._next_try:
            raise CardStuck(_NAME, way.trouble or "a card is stuck", place or 0)
        try:
            await way.move(Target.FRONT_OUT if place in ODD else Target.FRONT_HOLD)
        except DeviceRefused:
            self._next_try = now + _TRY_AGAIN_SECONDS
            raise
        self._owed, self._next_try = False, 0.0

    async def _power_up(self, way: Transport) -> tuple[bytes, bool]:
        """Contacts, voltage, reset: the ATR, and whether the chip speaks T=1. Raises `CardPulled`, `CardMute`."""
        place = await way.look()
        if place not in READABLE or self._owed:
            raise CardPulled(_NAME, "no card in the reader" if place in OUT else "the card is not inside")
        if place is not Place.CONTACT and not await way.move(Target.CONTACT):
            raise CardPulled(_NAME, "no card in the reader")
        await self._ask_chip(way, PowerOn())
        answer = await self._ask_chip(way, ColdReset())
        answered = atr(answer)
        if answered is None:
            raise CardMute(_NAME, "the chip's answer to reset is not understood")
        return answered, result(answer) is Result.DONE_T1

    async def _transmit(self, way: Transport, t1: bool, apdu: bytes) -> bytes:
        answer = chip_answer(await self._ask_chip(way, SendApdu(apdu, t1=t1)))
        if answer is None:
            raise BadCardData(_NAME, "the length of the chip's answer is wrong")
        return answer

    async def _ask_chip(self, way: Transport, command: PowerOn | ColdReset | SendApdu) -> Frame:
        """Something that a chip in its place can do. Raises `CardMute`, `CardPulled`, `ReaderRefused`."""
        answer = await way.dialogue.ask(command, _CHIP_WITHIN)
        ending = result(answer)
        if ending in (Result.NO_CARD, Result.WRONG_PLACE):
            raise CardPulled(_NAME, ending.meaning)
        if ending not in (Result.DONE, Result.DONE_T1):
            raise CardMute(_NAME, "the chip does not answer")
        return answer

    async def _pace(self) -> None:
        await asyncio.sleep(self._config.poll_seconds)

    def _opened(self) -> Transport:
        if self._way is None:
            raise DeviceGone(_NAME, "not open")
        return self._way

    def _noise(self, count: int) -> None:
        self._log.write(NoiseHeard(_NAME, count))
