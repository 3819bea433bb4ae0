"""The old strip card by business date: what it is good for before, in and after the transition (S-02 to S-07)."""

from __future__ import annotations

import enum
from dataclasses import dataclass
from datetime import date

from kiosk.domain.card import CardState
from kiosk.domain.progress import LIMIT, Progress, Stage, Trouble
from kiosk.domain.working_days import deadline


@dataclass(frozen=True)
class Regime:
    """The days on which the rules change; the defaults are the notice's. Raises `ValueError` out of order."""

    full_use_from: date = date(2019, 11, 1)  # S-02: the social security card is in full use
    transition_until: date = date(2019, 12, 31)  # S-03: inclusive
    counters_until: date = date(2019, 12, 31)  # S-05: last day of strip-card business at any counter

    def __post_init__(self) -> None:
        if not self.full_use_from <= self.transition_until <= self.counters_until:
            raise ValueError("full use, end of the transition and end of the counters are not in order")


NOTICE = Regime()


class NewCard(enum.Enum):
    """How far somebody is with the new card; the three that the notice tells apart (S-04), and done."""

    NOT_APPLIED = "not-applied"
    NOT_COLLECTED = "not-collected"
    NOT_ACTIVATED = "not-activated"
    ACTIVATED = "activated"


_OF_STAGE = {Stage.HANDED_OVER: NewCard.NOT_ACTIVATED, Stage.ACTIVATED: NewCard.ACTIVATED}


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
    if today < regime.full_use_from:
        return StripCard.VALID
    return StripCard.TRANSITION if today <= regime.counters_until else StripCard.STOPPED


def new_card(application: Progress | None, card: CardState | None = None) -> NewCard:
    """How far somebody is, by what the office knows; an application that was recalled must be made anew.

    A card they have comes before any application: one of another city has none here, and a new one may be under way.
    """
    if card is CardState.SEALED:
        return NewCard.NOT_ACTIVATED
    if card is not None and card is not CardState.CANCELLED:
        return NewCard.ACTIVATED
    if application is None or application.trouble is Trouble.RECALLED:
        return NewCard.NOT_APPLIED
    return _OF_STAGE.get(application.stage, NewCard.NOT_COLLECTED)


def batch_comes_in_time(applied: date, regime: Regime = NOTICE, limit: int = LIMIT) -> bool:
    """Whether a card applied for on this day, made in a batch, is due within the transition.

    From 2019-11-20 on it is not: then an outlet that makes cards at once is the right answer (S-52).
    """
    return deadline(applied, applied, limit).last_day <= regime.transition_until
