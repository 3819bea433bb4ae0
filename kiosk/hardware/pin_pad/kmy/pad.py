"""The ways of a KMY3501 (fact sheet 5.2)."""

from __future__ import annotations

from typing import Any

from kiosk import config
from kiosk.hardware.errors import DeviceRefused
from kiosk.hardware.link import Link
from kiosk.hardware.pin_pad.conversation import Conversation
from kiosk.hardware.pin_pad.entry import PinBlock, PinRules
from kiosk.hardware.pin_pad.errors import EntryTimedOut, PinKeyNotSet
from kiosk.hardware.pin_pad.keys import Key
from kiosk.hardware.pin_pad.kmy.commands import (
    BeginPin,
    Command,
    FetchBlock,
    Keys,
    SetKeys,
    UseCard,
    UseKey,
    UseTripleDes,
    Version,
)
from kiosk.hardware.pin_pad.kmy.wire import (
    CANCEL,
    CLEAR,
    DOUBLE_ZERO,
    ENTER,
    MASK,
    TIME_OUT,
    UNWELL,
    Form,
    KmyDecoder,
    KmyKey,
    KmyReply,
    KmyStatus,
    Message,
)
from kiosk.hardware.pin_pad.model import NAME, Wiring

_KEYS = {
    CANCEL: Key.CANCEL,
    CLEAR: Key.CLEAR,
    ENTER: Key.ENTER,
    MASK: Key.MASKED,
    TIME_OUT: Key.TIMED_OUT,
    DOUBLE_ZERO[0]: Key.DOUBLE_ZERO,
    DOUBLE_ZERO[1]: Key.DOUBLE_ZERO,
}


def key(pressed: KmyKey) -> Key:
    """The key that sends this byte."""
    return _KEYS.get(pressed.code) or Key(chr(pressed.code))


class KmyPad:
    """A KMY3501. It knows no minimum length, and its block does not tell how many digits it holds."""

    ends_at_longest = True  # the C driver fetches the block after the last digit, without an enter [1]
    clears_all = False  # the C driver counts one digit less after a clear [1]

    def __init__(self, settings: config.PinPad, conversation: Conversation[KmyReply]) -> None:
        self._settings = settings
        self._conversation = conversation
        self._form = Form(settings.form)

    async def prepare(self) -> None:
        """See `Model`."""
        await self.keys_off()

    async def look(self) -> str:
        """See `Model`."""
        answer = await self._done(Version(self._form))
        return "" if answer.status == KmyStatus.DONE else answer.meaning

    async def version(self) -> str:
        """See `Model`."""
        return (await self._done(Version(self._form))).data.decode("ascii", "replace").strip("\0 ")

    async def plain_keys_on(self) -> None:
        """See `Model`. That keys that are on, outside a PIN entry, send digits in clear is an inference [I]."""
        await self._done(SetKeys(self._form, Keys.ON))

    async def keys_off(self) -> None:
        """See `Model`."""
        await self._done(SetKeys(self._form, Keys.OFF))

    async def begin_pin(self, rules: PinRules, pan12: str) -> None:
        """See `Model`. Keys are switched on last: until the entry has begun they send digits in clear [I]."""
        settings, form = self._settings, self._form
        if not settings.pin_key:
            raise PinKeyNotSet(NAME, "no key for PIN blocks is configured")
        for command in (
            UseTripleDes(form),
            UseKey(form, int(settings.master_key, 16), int(settings.pin_key, 16)),
            UseCard(form, pan12),
            SetKeys(form, Keys.ON),
            BeginPin(form, rules.longest, settings.entry_seconds),
        ):
            _under_valid_key(await self._done(command))

    async def pin_block(self, pan12: str, counted: int) -> PinBlock:
        """See `Model`."""
        answer = await self._conversation.ask(FetchBlock(self._form))
        if answer.status == KmyStatus.TIMED_OUT:
            raise EntryTimedOut
        return PinBlock(counted, _under_valid_key(_accepted(answer)).data)

    async def _done(self, command: Command) -> KmyReply:
        return _accepted(await self._conversation.ask(command))


def _accepted(answer: KmyReply) -> KmyReply:
    if not answer.done:
        raise DeviceRefused(NAME, answer.meaning, answer.status)
    return answer


def _under_valid_key(answer: KmyReply) -> KmyReply:
    """A block under a master key that is not valid is of no use to anybody."""
    if answer.status == KmyStatus.DONE_NO_MASTER_KEY:
        raise DeviceRefused(NAME, answer.meaning, answer.status)
    return answer


def connect(settings: config.PinPad, wiring: Wiring) -> tuple[Link[Any], KmyPad]:
    """A link to a pad, hushed, and the pad's ways."""

    def unasked(message: Message) -> bool:
        if isinstance(message, KmyKey):
            wiring.on_key(key(message))
        return not isinstance(message, KmyReply)

    form = Form(settings.form)
    link = Link(NAME, wiring.stream, KmyDecoder([form]), wiring.on_noise, wiring.tap, unasked)
    link.hushed = True
    return link, KmyPad(settings, Conversation(link, KmyReply, Version(form), UNWELL))
