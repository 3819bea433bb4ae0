"""What the driver needs from the part that knows one model of PIN pad."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Protocol

from kiosk import config
from kiosk.hardware.link import Link, Tap
from kiosk.hardware.pin_pad.entry import PinBlock, PinRules
from kiosk.hardware.pin_pad.keys import Key
from kiosk.hardware.stream import ByteStream

NAME = "pin-pad"


class Model(Protocol):
    """One model's ways. Everything may raise `DeviceRefused`, `DeviceSilent`, `DeviceGarbled` or `DeviceGone`."""

    @property
    def ends_at_longest(self) -> bool:
        """Whether the pad ends the entry of a PIN by itself when it has the longest one."""

    @property
    def clears_all(self) -> bool:
        """Whether the pad's clear key takes back all digits of a PIN that is entered inside it, or the last one."""

    async def prepare(self) -> None:
        """Once after the line was opened: switch the keys off, then say how they are to work."""

    async def look(self) -> str:
        """Ask how the pad is; gives a remark for the technician, mostly empty. `DeviceRefused`: it is unwell."""

    async def version(self) -> str:
        """What the pad says it is."""

    async def plain_keys_on(self) -> None:
        """From now on every key is sent, digits in clear."""

    async def keys_off(self) -> None:
        """From now on no key is sent; an entry in progress is forgotten by the pad."""

    async def begin_pin(self, rules: PinRules, pan12: str) -> None:
        """Start the entry of a PIN inside the pad: it sends masked digits, clear, cancel, enter, time-out."""

    async def pin_block(self, pan12: str, counted: int) -> PinBlock:
        """The PIN that was entered, sealed; `counted` digits were heard. Raises `EntryTimedOut` too."""


@dataclass(frozen=True)
class Wiring:
    """What a link to a pad is tied to. `on_key` hears every key."""

    stream: ByteStream
    on_key: Callable[[Key], None]
    on_noise: Callable[[int], None]
    tap: Tap | None


Connect = Callable[[config.PinPad, Wiring], tuple[Link[Any], Model]]
