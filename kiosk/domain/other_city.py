"""A card from another city: what to do with it, as the notice's decision table has it (S-70 to S-75)."""

from __future__ import annotations

import enum
from dataclasses import dataclass

PROVINCE = "51"  # Sichuan, GB/T 2260; the notice is silent about cards of other provinces
HERE = "5101"  # Chengdu


class Wish(enum.Enum):
    """What somebody wants with the card."""

    USE_HERE = "use-here"
    LOCAL_BANK = "local-bank"  # use it here, with a bank that works together with Chengdu
    NEW_CARD = "new-card"  # a card of Chengdu instead


class Answer(enum.Enum):
    """What to do; the value is the message key's last part."""

    TRANSFER = "transfer"  # S-70: online or at an outlet here
    ACTIVATE_AND_TRANSFER = "activate-and-transfer"  # S-71: at an outlet here, in one go
    CALL_HOME = "call-home"  # S-72: area code + 12333 of the issuing place
    CANCEL_AND_APPLY = "cancel-and-apply"  # S-73: by the issuing place's rules, then anew here
    TRANSFER_CANCEL_APPLY = "transfer-cancel-apply"  # S-74: for a bank of Chengdu
    OTHER_PROVINCE = "other-province"  # not in the notice: ask 12333 of both places
    IS_HERE = "is-here"  # a card of Chengdu: nothing to move


@dataclass(frozen=True)
class Row:
    """One row of the table. None: whatever it is. `collected`, `activated`, `bank_cooperates`: False is "no" only."""

    requirement: str
    answer: Answer
    wish: Wish | None = None
    collected: bool | None = None
    activated: bool | None = None
    bank_cooperates: bool | None = None

    def holds(self, wish: Wish, *, collected: bool, activated: bool, bank_cooperates: bool) -> bool:
        """Whether this row is about such a card."""
        return (
            self.wish in (None, wish)
            and self.collected in (None, collected)
            and self.activated in (None, activated)
            and self.bank_cooperates in (None, bank_cooperates)
        )


# The first row that holds is the answer. S-73 stands first: it says "any" of all but the wish. For a card that is not
# activated S-71 comes before S-74 (the table's footnote).
TABLE = (
    Row("S-73", Answer.CANCEL_AND_APPLY, wish=Wish.NEW_CARD),
    Row("S-72", Answer.CALL_HOME, collected=False),
    Row("S-71", Answer.ACTIVATE_AND_TRANSFER, activated=False),
    Row("S-74", Answer.TRANSFER_CANCEL_APPLY, wish=Wish.LOCAL_BANK, bank_cooperates=False),
    Row("S-70", Answer.TRANSFER),
)


def answer(
    home: str, *, collected: bool | None, activated: bool | None, wish: Wish, bank_cooperates: bool | None
) -> Answer:
    """What to do with a card that was issued at `home`, a region's code of four or six digits (GB/T 2260).

    None is "not known". Not known to be collected: the issuing place knows (S-72). Not known to be activated: with
    the card at an outlet here both are done as they are needed (S-71). A bank not known to cooperate is not given up.
    """
    if not home.startswith(PROVINCE):
        return Answer.OTHER_PROVINCE
    if home.startswith(HERE):
        return Answer.IS_HERE
    card = {
        "collected": collected is True,
        "activated": activated is True,
        "bank_cooperates": bank_cooperates is not False,
    }
    return next(row.answer for row in TABLE if row.holds(wish, **card))


def needs_bank(answered: Answer, bank_cooperates: bool | None) -> bool:
    """Whether to warn that the card's bank may be none of Chengdu's. A warning only: it hinders no transfer."""
    return answered in (Answer.TRANSFER, Answer.ACTIVATE_AND_TRANSFER) and bank_cooperates is not True
