"""Why the machine as a whole takes nobody in now: somebody works on it, or the mains have failed."""

from __future__ import annotations

from kiosk.domain.text import Text, text
from kiosk.hardware.known import Known
from kiosk.hardware.rack import Rack
from kiosk.hardware.ups.power import Supply


def closure(rack: Rack) -> Text | None:
    """The reason, or None. What is not known closes nothing: a silent board must not close the machine."""
    contacts = rack.contacts
    if Known.YES in (contacts.service, contacts.door_open, contacts.tampered):
        return text("closed-for-staff")
    if rack.power.ends_soon or rack.power.supply is Supply.BATTERY:
        return text("closed-no-mains")
    return None


async def power_ends(rack: Rack) -> None:
    """Wait until the battery is nearly empty: the visit must end while cards can still be handed back."""
    while not rack.power.ends_soon:
        await rack.change()
