"""Which error is told how: one calm sentence and a next step, in one table."""

from __future__ import annotations

from kiosk.backend_client.errors import OfficeTrouble
from kiosk.domain.text import text
from kiosk.flows.hand_over import ANOTHER_SERVICE, FINISH
from kiosk.hardware.errors import DeviceError
from kiosk.views import Action, Outcome, Tone

RETRY = "retry"

# First match wins. Every sentence has an .advice beside it.
_SENTENCES: tuple[tuple[type[Exception], str], ...] = (
    (OfficeTrouble, "sorry-office"),
    (DeviceError, "sorry-device"),
    (Exception, "sorry-machine"),
)


def apology(error: Exception, unsettled: str) -> Outcome[str]:
    """What the citizen sees instead of an error. Answers `RETRY`, `HOME` or `FINISH`.

    `unsettled`: the number of an act of this visit whose answer is not known; then nobody may say that
    nothing has changed, nor offer to try again what may have happened.
    """
    key = next(sentence for kind, sentence in _SENTENCES if isinstance(error, kind))
    device = error.device if isinstance(error, DeviceError) else "none"
    again = () if unsettled else (Action(RETRY, text("try-again"), "refresh"),)
    return Outcome(
        tone=Tone.SORRY,
        sentence=text(key, device=device),
        details=(text("sorry-unsettled" if unsettled else f"{key}.advice"),),
        number=unsettled,
        actions=(*again, ANOTHER_SERVICE, FINISH),
    )
