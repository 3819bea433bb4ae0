"""Which services the owner says this machine offers; what is not confirmed for Chengdu is off by default."""

from __future__ import annotations

from pydantic import BaseModel


class Services(BaseModel, frozen=True, extra="forbid"):
    """The table [services]. The notice grants a machine only the query (S-26); the rest is the owner's to switch on."""

    activation: bool = True  # the HRSS function of a card that was collected
    transfer: bool = False  # home transfer at the office, 归属地转移; the guide is there without it
    pin_reset: bool = False  # the office's leave for a new PIN, which is then set at an outlet
    loss_report: bool = False  # temporary loss, 临时挂失
    loss_release: bool = False  # and taking it back
    typed_number: bool = False  # progress by an ID number typed on the glass
    typed_name: bool = False  # and the name with it, which must belong to the number
    balance: bool = False  # the amount of the medical account
    family_relations: bool = False  # relatives as the office has them registered
    electronic_card: bool = False  # the code of an electronic social security card shows who stands here
    rating: bool = True  # after a visit the machine asks how the services were liked (GB/T 39735)
