"""The bodies of requests as the contract has them, checked strictly: anything else is malformed."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, StringConstraints

NUMBER = r"^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$"
MACHINE = r"[!-~]{1,16}"

Name = Annotated[str, StringConstraints(pattern=r"^[^\x00-\x1f\x7f]{1,60}$")]
DocumentNumber = Annotated[str, StringConstraints(pattern=r"^[0-9A-Z]{15,18}$")]
CardNumber = Annotated[str, StringConstraints(pattern=r"^[0-9A-Z]{9}$")]
RequestNumber = Annotated[str, StringConstraints(pattern=NUMBER)]


class Nothing(BaseModel):
    """An empty object."""

    model_config = ConfigDict(extra="forbid", strict=True)


class PersonBody(Nothing):
    """Whom it is about."""

    aac003: Name
    aac147: DocumentNumber


class CardBody(PersonBody):
    """Which card."""

    aaz500: CardNumber


class ActivationBody(CardBody):
    """Which act."""

    number: RequestNumber


class ProofBody(Nothing):
    """Which challenge of which card; bytes in hex."""

    region: Annotated[str, StringConstraints(pattern=r"^[0-9]{6}$")]
    historical_bytes: Annotated[str, StringConstraints(pattern=r"^(?:[0-9A-F]{2}){8,15}$")]
    algorithm: Literal["00", "03"]
    card_code: Annotated[str, StringConstraints(pattern=r"^[0-9A-F]{32}$")]
    challenge: Annotated[str, StringConstraints(pattern=r"^[0-9A-F]{16}$")]
