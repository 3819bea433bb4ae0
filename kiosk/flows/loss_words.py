"""What is said when a card was reported lost, or its loss taken back, or when neither came of it."""

from __future__ import annotations

from kiosk.backend_client.models import Reason
from kiosk.domain.text import text
from kiosk.flows.act_end import DoneWords, EndWords

_KEY = "loss"
_NO_CARD = (text("loss-no-card"), text("loss-no-card.advice"))

REPORTED = DoneWords(
    title=text("paper-loss-report"),
    sentence=text("loss-reported"),
    details=(text("loss-bank"), text("loss-reported-formal"), text("loss-reported-found")),
    already=text("loss-reported-before"),
)
REPORTED_ELSE = EndWords(
    again=_KEY,
    uncertain=(text("loss-report-uncertain"), text("loss-report-uncertain.advice")),
    not_done=(text("loss-report-not-done"), text("loss-report-not-done.advice")),
    refused=(text("loss-report-refused"), text("loss-report-refused.advice")),
    because={Reason.UNKNOWN_CARD: _NO_CARD},
)
RELEASED = DoneWords(
    title=text("paper-loss-release"),
    sentence=text("loss-released"),
    details=(text("loss-release-effect-bank"),),
    already=text("loss-released-before"),
)
RELEASED_ELSE = EndWords(
    again=_KEY,
    uncertain=(text("loss-release-uncertain"), text("loss-release-uncertain.advice")),
    not_done=(text("loss-release-not-done"), text("loss-release-not-done.advice")),
    refused=(text("loss-release-refused"), text("loss-release-refused.advice")),
    because={
        Reason.NOT_HOLDER: (text("chip-other-person"), text("chip-ask-outlet")),
        Reason.UNKNOWN_CARD: _NO_CARD,
        Reason.REPLACEMENT_APPLIED: (text("loss-replaced"), text("loss-replaced.advice")),
    },
)
