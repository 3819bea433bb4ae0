"""What can go wrong with a device; every error carries facts, never personal data."""

from __future__ import annotations


class DeviceError(Exception):
    """A device did not do what it was asked. `device` is its name in the rack, `fact` what is known."""

    def __init__(self, device: str, fact: str) -> None:
        super().__init__(f"{device}: {fact}")
        self.device = device
        self.fact = fact


class DeviceGone(DeviceError):
    """The line to the device is closed: unplugged, port missing, reader service down."""


class DeviceSilent(DeviceError):
    """The device did not answer in time. Whether it did what it was told is not known."""


class DeviceGarbled(DeviceSilent):
    """Bytes came, but no answer among them: wrong baud rate, bad cable, another device on the port.

    As after silence, whether the device did what it was told is not known.
    """


class DeviceRefused(DeviceError):
    """The device answered, and the answer is a refusal; `status` is its own code."""

    def __init__(self, device: str, fact: str, status: int) -> None:
        super().__init__(device, f"{fact} (status {status:02X})")
        self.status = status
