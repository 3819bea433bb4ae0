"""What makes sense now for somebody whose card stands so: services with their verbs, the best first."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from kiosk.config import Config
from kiosk.domain.standing import Standing
from kiosk.domain.text import Text, text
from kiosk.flows.service import Visit, always
from kiosk.views import Action


@dataclass(frozen=True, kw_only=True)
class _Step:
    """A service that makes sense now, with the verb on its button; `where`: what the owner must offer for that verb."""

    key: str
    words: Text
    icon: str
    where: Callable[[Config], bool] = always


_ACTIVATE = _Step(key="activate", words=text("activate-now"), icon="shield-check")
_MY_CARD = _Step(key="my-card", words=text("situation-my-card"), icon="card-account-details")
_RELEASE = _Step(
    key="loss",
    words=text("situation-release"),
    icon="lock-open-variant",
    where=lambda config: config.services.loss_release,
)
_AFTER_LOSS = _Step(key="loss", words=text("situation-after-loss"), icon="credit-card-off")
_UNLOCK = _Step(key="pin", words=text("see-how-to-unlock"), icon="lock-reset")  # none is set anew here: decision 0029
_BALANCE = _Step(key="balance", words=text("situation-balance"), icon="wallet")
_TRANSFER = _Step(key="transfer", words=text("situation-how-to-transfer"), icon="swap-horizontal")
_APPLY = _Step(key="apply", words=text("see-how-to-apply"), icon="clipboard-list")
_OUTLETS = _Step(key="outlets", words=text("find-outlets"), icon="store-search")
_PROGRESS = _Step(key="progress", words=text("see-progress"), icon="progress-clock")

_STEPS: dict[Standing, tuple[_Step, ...]] = {
    Standing.UNKNOWN: (_APPLY, _OUTLETS, _TRANSFER),
    Standing.NOT_ACTIVATED: (_ACTIVATE, _BALANCE, _PROGRESS),
    Standing.ACTIVE: (_MY_CARD, _BALANCE, _PROGRESS),
    Standing.TEMPORARILY_LOST: (_RELEASE, _AFTER_LOSS, _OUTLETS, _MY_CARD),
    Standing.LOST: (_AFTER_LOSS, _OUTLETS, _MY_CARD),
    Standing.LOCKED: (_UNLOCK, _OUTLETS, _MY_CARD),
    Standing.CANCELLED: (_APPLY, _OUTLETS),
    Standing.EXPIRED: (_OUTLETS, _APPLY, _MY_CARD),
    Standing.OTHER_CITY: (_TRANSFER, _OUTLETS, _MY_CARD),
}


def next_steps(visit: Visit, told: Standing) -> list[Action[str]]:
    """The steps that are open here, one a service; what this machine does not offer, or not now, is left out."""
    steps: dict[str, _Step] = {}
    for step in _STEPS[told]:
        if visit.can(step.key) and step.where(visit.config):
            steps.setdefault(step.key, step)
    return [Action(step.key, step.words, step.icon) for step in steps.values()]
