"""Where the machine keeps what must last: the table [files], and paths as the configuration has them."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any, Self, TypeAlias

from pydantic import BaseModel, Field, ValidationInfo, model_validator
from pydantic.functional_validators import AfterValidator


def _absolute(value: Path, info: ValidationInfo) -> Path:
    folder = (info.context or {}).get("folder", Path.cwd())
    return Path(folder, value).resolve()


FilePath: TypeAlias = Annotated[Path, AfterValidator(_absolute)]  # a relative one starts at the configuration's folder


def _beside_the_journal(known: dict[str, Any]) -> Path:
    return Path(known.get("journal", "journal.db")).with_name("outbox.db")


class Files(BaseModel, frozen=True, extra="forbid"):
    """The table [files]."""

    journal: FilePath
    outbox: FilePath = Field(default_factory=_beside_the_journal)
    log: FilePath

    @model_validator(mode="after")
    def _different_files(self) -> Self:
        if len({self.journal, self.outbox, self.log}) < len(type(self).model_fields):
            raise ValueError("journal, outbox and log must be different files")
        return self
