"""What the motorised card reader itself may refuse or fail to do."""

from __future__ import annotations

from kiosk.hardware.errors import DeviceRefused


class ReaderRefused(DeviceRefused):
    """The reader does not execute a command: 'N' and its reason, for `status` see `wire.Error`."""


class CardStuck(DeviceRefused):
    """The card did not arrive where it was to go; `status` is P, see `answers.Result`."""


class SensorsWrong(DeviceRefused):
    """The sensors show a card, and the motor finds none; `status` is S1, see `answers.Place`."""
