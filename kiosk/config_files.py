"""Where the machine keeps and finds its files; a relative path starts at the configuration's folder."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, TypeAlias

from pydantic import BaseModel, Field, ValidationInfo
from pydantic.functional_validators import AfterValidator


def _absolute(value: Path, info: ValidationInfo) -> Path:
    folder = (info.context or {}).get("folder", Path.cwd())
    return Path(folder, value).resolve()


FilePath: TypeAlias = Annotated[Path, AfterValidator(_absolute)]


class Files(BaseModel, frozen=True, extra="forbid"):
    """Where the machine keeps what must last."""

    journal: FilePath
    log: FilePath


class ContentFiles(BaseModel, frozen=True, extra="forbid"):
    """Outlets, questions and all else that is data."""

    shipped: FilePath  # the set that came with the program; used when there is no better one
    folder: FilePath  # the sets from the office, by version
    refresh_minutes: float = Field(default=60, ge=1, le=10080)  # between two questions for newer content
