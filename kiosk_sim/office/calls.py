"""The calls of the contract by operationId: where each is served, and which an office may do without."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

CALLS: Mapping[str, str] = MappingProxyType(
    {
        "today": "/v2/today",
        "situation": "/v2/situation",
        "progress": "/v2/progress",
        "progress-by-number": "/v2/progress-by-number",
        "card": "/v2/card",
        "prove": "/v2/card-proofs",
        "balance": "/v2/balance",
        "resolve": "/v2/electronic-codes",
        "relatives": "/v2/relatives",
        "relative-progress": "/v2/relative-progress",
        "activate": "/v2/activations",
        "reset-pin": "/v2/pin-resets",
        "report-loss": "/v2/loss-reports",
        "release-loss": "/v2/loss-releases",
        "transfer": "/v2/transfers",
        "enquire": "/v2/acts/{number}/enquiry",
        "rate": "/v2/ratings",
        "call-staff": "/v2/staff-calls",
        "tell-event": "/v2/events",
        "content-offer": "/v2/content-offer",
        "content": "/v2/content",
    }
)

OPTIONAL = frozenset(
    {
        *("progress-by-number", "balance", "resolve", "relatives", "relative-progress", "content-offer", "content"),
        *("reset-pin", "report-loss", "release-loss", "transfer"),
    }
)

# What a machine asks and tells by itself, while nobody may be there.
BY_ITSELF = frozenset({"today", "rate", "call-staff", "tell-event", "content-offer", "content"})
