"""The ways of a ZT588 or ZT598 (fact sheet 5.1)."""

from __future__ import annotations

from typing import Any

from kiosk import config
from kiosk.hardware.errors import DeviceRefused
from kiosk.hardware.link import Link
from kiosk.hardware.pin_pad.conversation import Conversation
from kiosk.hardware.pin_pad.entry import PinBlock, PinRules
from kiosk.hardware.pin_pad.errors import EntryTimedOut, PinKeyNotSet
from kiosk.hardware.pin_pad.keys import Key
from kiosk.hardware.pin_pad.model import NAME, Wiring
from kiosk.hardware.pin_pad.zt.commands import (
    BeginPin,
    BeginSealedPin,
    Command,
    Control,
    FetchBlock,
    Information,
    Limit,
    LoadKeyTable,
    Mask,
    PinFormat,
    SealBlock,
    SealSm4Block,
    SetLimit,
    Switch,
)
from kiosk.hardware.pin_pad.zt.status import UNWELL, ZtStatus, meaning
from kiosk.hardware.pin_pad.zt.wire import MASK, TIME_OUT, ZtDecoder, ZtKey, ZtReply

_NAMES = {0x1B: "cancel", 0x08: "clear", 0x07: "blank", 0x0D: "enter", ord("#"): "00", MASK: "masked"}
_FORMATS = {"iso-0": PinFormat.ISO_0, "iso-3": PinFormat.ISO_3}


def key(pressed: ZtKey) -> Key:
    """The key that sends this byte, after `LoadKeyTable`."""
    if pressed.code == TIME_OUT:
        return Key.TIMED_OUT
    return Key(_NAMES.get(pressed.code, chr(pressed.code)))


class ZtPad:
    """A ZT588, which is told key, format and card when an entry begins, or a ZT598, which is told at its end [1]."""

    def __init__(self, settings: config.PinPad, conversation: Conversation[ZtReply]) -> None:
        self._settings = settings
        self._conversation = conversation
        self._sealed_at_once = settings.dialect == "zt588"

    @property
    def ends_at_longest(self) -> bool:
        """See `Model`. A ZT588 is told one length, and ends there [1]; a ZT598 waits for enter [I]."""
        return self._sealed_at_once

    @property
    def clears_all(self) -> bool:
        """See `Model`. A ZT588 takes back the last digit [1]; a ZT598 is told what to do [1]."""
        return not self._sealed_at_once and self._settings.clear_key == "all"

    async def prepare(self) -> None:
        """See `Model`."""
        for command in (Control(Switch.INPUT_OFF), LoadKeyTable(), Control(Switch.BEEP_ON)):
            await self._done(command)

    async def look(self) -> str:
        """See `Model`."""
        await self._done(Information())
        return ""

    async def version(self) -> str:
        """See `Model`: model, hardware and firmware."""
        return (await self._done(Information())).model or ""

    async def plain_keys_on(self) -> None:
        """See `Model`."""
        await self._done(SetLimit(Limit.SECONDS, self._settings.entry_seconds))
        await self._done(Control(Switch.PLAIN_KEYS_ON))

    async def keys_off(self) -> None:
        """See `Model`."""
        await self._done(Control(Switch.INPUT_OFF))

    async def begin_pin(self, rules: PinRules, pan12: str) -> None:
        """See `Model`. The mask is set each time: without it the pad might send the digits in clear."""
        key = self._key()
        await self._done(Mask())
        for limit, value in (
            (Limit.SECONDS, self._settings.entry_seconds),
            (Limit.SHORTEST, rules.shortest),
            (Limit.LONGEST, rules.longest),
        ):
            await self._done(SetLimit(limit, value))
        if self._sealed_at_once:
            await self._done(BeginSealedPin(key, _FORMATS[self._settings.pin_format], rules.longest, pan12))
        else:
            await self._done(BeginPin(self.clears_all))

    async def pin_block(self, pan12: str, counted: int) -> PinBlock:
        """See `Model`. The pad says itself how many digits there are."""
        answer = await self._conversation.ask(self._fetch(pan12))
        if answer.status == ZtStatus.INPUT_TIMED_OUT:
            raise EntryTimedOut
        block = _accepted(answer).block
        if block is None:
            raise DeviceRefused(NAME, "the answer holds no PIN block", answer.status)
        return PinBlock(*block)

    def _fetch(self, pan12: str) -> Command:
        if self._sealed_at_once:
            return FetchBlock()
        if self._settings.pin_format == "sm4":
            return SealSm4Block(self._key(), pan12)
        return SealBlock(self._key(), _FORMATS[self._settings.pin_format], pan12)

    def _key(self) -> int:
        if not self._settings.pin_key:
            raise PinKeyNotSet(NAME, "no key for PIN blocks is configured")
        return int(self._settings.pin_key, 16)

    async def _done(self, command: Command) -> ZtReply:
        return _accepted(await self._conversation.ask(command))


def _accepted(answer: ZtReply) -> ZtReply:
    if not answer.done:
        raise DeviceRefused(NAME, meaning(answer.status), answer.status)
    return answer


def connect(settings: config.PinPad, wiring: Wiring) -> tuple[Link[Any], ZtPad]:
    """A link to a pad, hushed, and the pad's ways."""

    def unasked(message: ZtReply | ZtKey) -> bool:
        if isinstance(message, ZtReply):
            return False
        wiring.on_key(key(message))
        return True

    link = Link(NAME, wiring.stream, ZtDecoder(), wiring.on_noise, wiring.tap, unasked)
    link.hushed = True
    return link, ZtPad(settings, Conversation(link, ZtReply, Information(), UNWELL))
