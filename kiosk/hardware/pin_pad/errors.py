"""What can come of an entry at the PIN pad instead of a PIN; never with a digit."""

from __future__ import annotations

from kiosk.hardware.errors import DeviceError


class EntryCancelled(Exception):
    """Whoever stood at the pad pressed the cancel key."""


class EntryTimedOut(Exception):
    """Nobody pressed enter in time."""


class KeyStuck(DeviceError):
    """One key is pressed faster, and longer, than a finger can."""


class DigitInClear(DeviceError):
    """The pad sent a digit in clear while a PIN was entered that must not leave it."""


class PinKeyNotSet(DeviceError):
    """No key slot for PIN blocks is configured."""
