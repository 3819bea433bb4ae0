"""What comes after an activation: a PIN of one's own in place of the initial one, if that is wanted, and the slip."""

from __future__ import annotations

import enum

from kiosk.backend_client.errors import OfficeTrouble
from kiosk.domain.identity import Identity
from kiosk.domain.receipt import Pair
from kiosk.domain.text import Text, text
from kiosk.events import mishap
from kiosk.flows.act_end import DoneWords, end_done
from kiosk.flows.acts import Settled
from kiosk.flows.change_pin import PinEnd, change_pin
from kiosk.flows.chip import Inserted, WantsHome
from kiosk.flows.service import Visit
from kiosk.hardware.errors import DeviceError
from kiosk.views import Action, Back

_CHOOSE = "choose"


class _Skipped(enum.Enum):
    """They would rather not, or could not now."""

    SKIPPED = "skipped"


async def activated(visit: Visit, person: Identity, inserted: Inserted, settled: Settled) -> str | None:
    """Say that it is done, and offer to choose a PIN: nobody need. Returns where the citizen wants to go on."""
    pairs = (Pair(text("fact-card-number"), text("value-person", name=inserted.card.number)),)
    choose = Action(_CHOOSE, text("activated-choose-pin"), "key-change")
    wish = await end_done(visit, person, settled, _words(text("activated-pin")), pairs, choose)
    if wish != _CHOOSE:
        return wish
    end = await _own_pin(visit, person, inserted)
    return await end_done(visit, person, settled, _words(text(f"activated-pin-{end.value}")), pairs)


def _words(pin: Text) -> DoneWords:
    return DoneWords(
        title=text("paper-activation"),
        sentence=text("activated"),
        already=text("activate-already"),
        details=(pin, text("activated-money"), text("activated-bank")),
    )


async def _own_pin(visit: Visit, person: Identity, inserted: Inserted) -> PinEnd | _Skipped:
    """Whatever goes wrong with the PIN, the card is activated, and that is what is said in the end."""
    try:
        return await change_pin(visit, person, inserted)
    except (Back, WantsHome):
        return _Skipped.SKIPPED
    except (DeviceError, OfficeTrouble) as error:
        visit.log.write(mishap("pin", error))
        if isinstance(error, DeviceError):
            visit.rack.look_at(error.device)
        return _Skipped.SKIPPED
