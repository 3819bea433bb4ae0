"""What both PIN pads and their hosts say to each other, for people: `kiosk wire`."""

from __future__ import annotations

from kiosk.hardware.explain import WireDevice
from kiosk.hardware.pin_pad.kmy import explain as kmy
from kiosk.hardware.pin_pad.zt import explain as zt

WIRE: tuple[WireDevice, ...] = (
    WireDevice("pin_pad_zt", "PIN pad SZZT ZT588 or ZT598: texts, replies, key presses", zt.decode, zt.COMMANDS),
    WireDevice("pin_pad_kmy", "PIN pad KMY3501: both forms of its frames, key presses", kmy.decode, kmy.COMMANDS),
)
