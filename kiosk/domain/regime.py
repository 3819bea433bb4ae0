"""The old strip card by business date: what it is good for before, in and after the transition (S-02 to S-07)."""

from __future__ import annotations

import enum
from dataclasses import dataclass
from datetime import date

from kiosk.domain.progress import LIMIT
from kiosk.domain.working_days import deadline


@dataclass(frozen=True)
class Regime:
    """The three days on which the rules change. Raises `ValueError` when they are not in order."""

    full_use: date  # S-02: the social security card is in full use
    transition_ends: date  # S-03: inclusive
    counters_stop: date  # S-05: no counter takes strip-card business; hospitals and pharmacies follow (S-06)

    def __post_init__(self) -> None:
        if not self.full_use <= self.transition_ends < self.counters_stop:
            raise ValueError("full use, end of the transition and stop are not in order")


NOTICE = Regime(date(2019, 11, 1), date(2019, 12, 31), date(2020, 1, 1))


class NewCard(enum.Enum):
    """How far somebody is with the new card; the three that the notice tells apart (S-04), and done."""

    NOT_APPLIED = "not-applied"
    NOT_COLLECTED = "not-collected"
    NOT_ACTIVATED = "not-activated"
    ACTIVATED = "activated"


class StripCard(enum.Enum):
    """How a strip card stands. STOPPED never means "refused everywhere": hospitals stop step by step (S-06)."""

    VALID = "valid"
    TRANSITION = "transition"
    STOPPED = "stopped"
    CANCELLED = "cancelled"  # by the activation of the new card, whatever the day


def strip_card(today: date, new_card: NewCard, regime: Regime = NOTICE) -> StripCard:
    """How the strip card of somebody stands on the office's business date."""
    if new_card is NewCard.ACTIVATED:
        return StripCard.CANCELLED
    if today < regime.full_use:
        return StripCard.VALID
    return StripCard.TRANSITION if today < regime.counters_stop else StripCard.STOPPED


def batch_comes_in_time(applied: date, regime: Regime = NOTICE, limit: int = LIMIT) -> bool:
    """Whether a card applied for on this day, made in a batch, is due within the transition.

    From 2019-11-20 on it is not: then an outlet that makes cards at once is the right answer (S-52).
    """
    return deadline(applied, applied, limit).last_day <= regime.transition_ends
