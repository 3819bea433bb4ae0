"""The production of a card as eight stages in order, with the days it may take."""

from __future__ import annotations

import enum
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from kiosk.domain.outlet import Outlet
from kiosk.domain.working_days import Deadline, deadline

LIMIT = 30  # working days for batch production, says the notice (S-41); the content may say otherwise


class Stage(enum.Enum):
    """Where the card is; the value is the message key's last part and the word on the wire."""

    COLLECTED_DATA = "data"  # 数据采集
    BANK = "bank"  # 银行开户
    FACTORY = "factory"  # 卡厂制卡
    KEYS = "keys"  # 密钥加载
    DELIVERY = "delivery"  # 网点配送
    READY = "ready"  # 待领取
    HANDED_OVER = "handed-over"  # 已领取
    ACTIVATED = "activated"  # 已激活


STAGES = tuple(Stage)


class Trouble(enum.Enum):
    """Why a card does not move on."""

    DATA_REJECTED = "data-rejected"
    BANK_FAILED = "bank-failed"
    PRODUCTION_FAILED = "production-failed"
    HANDOVER_ISSUE = "handover-issue"
    OUTLET_CHANGED = "outlet-changed"
    OVERDUE_PICKUP = "overdue-pickup"  # 超期未领: it lies there, and not for ever
    RECALLED = "recalled"  # 已退回: this application is over


class Route(enum.Enum):
    """How the card is made; only batch production has a limit of working days."""

    BATCH = "batch"
    INSTANT = "instant"


# Until something else is done about these, no card comes of the application, and no day for it can be named.
_STOPS = frozenset({Trouble.DATA_REJECTED, Trouble.BANK_FAILED, Trouble.PRODUCTION_FAILED, Trouble.RECALLED})


@dataclass(frozen=True)
class Progress:
    """One application: the day each stage was reached, its three outlets (S-44), any trouble.

    `reached` has at least `Stage.COLLECTED_DATA`; a later stage without its day is not reached.
    """

    reached: Mapping[Stage, date]
    bank: str
    trouble: Trouble | None = None
    route: Route = Route.BATCH
    applied_at: Outlet | None = None
    collect_at: Outlet | None = None  # where it is to be handed out
    holds_now: Outlet | None = None  # where it lies; None: no outlet has it, or has it any more

    @property
    def outlet(self) -> Outlet | None:
        """The one to call: whoever holds the card (S-45), else where it is to be collected.

        Of an application that is stopped, the one that took it: there it is put right.
        """
        return self.holds_now or (self.stopped and self.applied_at) or self.collect_at

    @property
    def stage(self) -> Stage:
        """The last stage reached."""
        return max(self.reached, key=STAGES.index)

    @property
    def since(self) -> date:
        """The day the present stage was reached."""
        return self.reached[self.stage]

    @property
    def in_production(self) -> bool:
        """True until the card lies ready at an outlet, which ends the 30 working days."""
        return STAGES.index(self.stage) < STAGES.index(Stage.READY)

    @property
    def stopped(self) -> bool:
        """Whether the application does not go on by itself."""
        return self.trouble in _STOPS

    @property
    def handed_over(self) -> bool:
        """Whether the citizen has the card, so that its own state counts and no longer its making."""
        return self.stage in (Stage.HANDED_OVER, Stage.ACTIVATED) and self.trouble is None

    def deadline(self, today: date, limit: int = LIMIT) -> Deadline:
        """Working days used until today, or until the card was ready, and the last day of the limit."""
        ended = self.reached.get(Stage.READY)
        until = today if ended is None else min(ended, today)
        return deadline(self.reached[Stage.COLLECTED_DATA], until, limit)
