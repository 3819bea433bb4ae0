"""The office's part of the configuration: the table [office]."""

from __future__ import annotations

from typing import Literal, Self

from pydantic import BaseModel, Field, model_validator

from kiosk.config_places import FilePath


class Office(BaseModel, frozen=True, extra="forbid"):
    """The table [office]: where it is, how both sides prove themselves, and what the machine calls itself there."""

    url: str = Field(pattern=r"^https?://")
    suite: Literal["SM2-SM3", "Ed25519"] = "SM2-SM3"  # how requests and answers are signed
    key: FilePath  # the machine's own private key
    office_key: FilePath  # the office's public key
    certificate: FilePath | None = None  # of this machine, for TLS; these three with https
    certificate_key: FilePath | None = None
    ca: FilePath | None = None  # the only one whose word counts for the office's certificate
    channel: str = Field(pattern=r"^[!-~]{1,16}$")  # accept_source
    operator: str = Field(pattern=r"^[!-~]{1,32}$")  # AAE011
    sub_centre: str = Field(pattern=r"^[!-~]{1,16}$")  # YAB003
    deadline_seconds: float = Field(default=8.0, gt=0, le=60)  # for one call, all in all
    content_seconds: float = Field(default=120.0, gt=0, le=3600)  # for fetching content, which nobody waits for

    @model_validator(mode="after")
    def _certificates_with_tls(self) -> Self:
        if self.url.startswith("https://"):
            for name in ("ca", "certificate", "certificate_key"):
                if getattr(self, name) is None:
                    raise ValueError(f"{name}: needed for https")
        return self
