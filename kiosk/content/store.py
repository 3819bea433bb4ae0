"""The sets of content on this machine: which is in force, which was before, and the way back to the last good one.

A set from the office is a folder named by its version. `state.json` says which is in force; it is replaced whole, so
that a power cut at any moment leaves a set in force that was checked. Below all of them lies the set shipped with the
program.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from kiosk.config_places import ContentFiles
from kiosk.content.bundle import SIGNATURE, BundleRefused, Verify, check_signature, unpack
from kiosk.content.content import Content
from kiosk.content.durable import sync_folder, write_file, write_folder
from kiosk.content.items import VERSION
from kiosk.content.problems import ContentWrong
from kiosk.content.reading import FILES, load

SHIPPED = "shipped"  # what stands for the version of the set that came with the program, where one is named
_STARTS = 2  # that a new set is given to be started with: one may have been ended by a power cut
_STAGING = ".incoming"


class State(BaseModel):
    """What `state.json` says. Versions are "" where the shipped set is meant."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    current: str = Field(default="", pattern=rf"^$|{VERSION}")
    previous: str = Field(default="", pattern=rf"^$|{VERSION}")
    proven: bool = True  # a start with the current set went well
    starts: int = 0  # begun with the current set while it is not proven
    refused: dict[str, str] = {}  # by version: why it is not taken again


class ContentStore:
    """Reads and changes the sets. What goes wrong with one is given to `tell`: its version, and what happened."""

    def __init__(self, files: ContentFiles, verify: Verify, tell: Callable[[str, str], None]) -> None:
        self._files = files
        self._verify = verify
        self._tell = tell

    def state(self) -> State:
        """Which set is in force; one that cannot be read counts as none, and is told."""
        try:
            return State.model_validate_json((self._files.folder / "state.json").read_bytes())
        except FileNotFoundError:
            return State()
        except (OSError, ValidationError):
            self._tell(SHIPPED, "state.json cannot be read: the shipped set is in force")
            return State()

    def start(self) -> Content:
        """The set that this start of the machine goes on with. Raises `ContentWrong` when not even the shipped one can.

        A set that does not hold any more, or that `_STARTS` starts failed with, gives way to the one before it.
        """
        state = self.state()
        while state.current:
            try:
                content = self._fit(state)
            except (BundleRefused, ContentWrong, OSError) as error:
                state = self._without(state, _first_line(error))
                continue
            if not state.proven:
                self._keep(state.model_copy(update={"starts": state.starts + 1}))
            return content
        return load(self._files.shipped)

    def prove(self) -> None:
        """This start went well: the set in force is a good one from now on."""
        state = self.state()
        if not state.proven:
            self._keep(state.model_copy(update={"proven": True, "starts": 0}))

    def install(self, bundle: bytes) -> Content:
        """Check a bundle, keep it, and put it in force.

        Raises `BundleRefused`, `ContentWrong` or OSError: then the set that was in force still is.
        """
        files = unpack(bundle, self._verify)
        staging = self._files.folder / _STAGING
        try:
            write_folder(staging, files)
            content = load(staging)
            state = self.state()
            if not newer(content.version, state.current):
                raise BundleRefused(f"{content.version} is not newer than {state.current}")
            target = self._set(content.version)
            shutil.rmtree(target, ignore_errors=True)  # left by a power cut before it was in force
            staging.rename(target)
        finally:
            shutil.rmtree(staging, ignore_errors=True)
        sync_folder(self._files.folder)
        good = state.current if state.proven else state.previous  # a set that was never proven is no way back
        refused = {version: why for version, why in state.refused.items() if newer(version, content.version)}
        self._write(State(current=content.version, previous=good, proven=False, refused=refused))
        self._sweep()
        return content

    def refuse(self, version: str, reason: str) -> None:
        """Remember not to fetch this version again, and tell."""
        state = self.state()
        self._keep(state.model_copy(update={"refused": {**state.refused, version: reason}}))
        self._tell(version, reason)

    def roll_back(self, reason: str) -> str:
        """Put the set before the current one in force, from the next start on; gives its version, "" for the shipped.

        Raises LookupError when the shipped set is in force already, and OSError.
        """
        state = self.state()
        if not state.current:
            raise LookupError("the shipped set is in force: there is none before it")
        self._write(_before(state, reason))
        return state.previous

    def sets(self) -> list[str]:
        """The versions that are kept, oldest first."""
        if not self._files.folder.is_dir():
            return []
        names = [path.name for path in self._files.folder.iterdir() if re.fullmatch(VERSION, path.name)]
        return sorted(names, key=age)

    def _fit(self, state: State) -> Content:
        """The current set, read as if it had come just now: disks go bad, and this program may be newer than it."""
        if not state.proven and state.starts >= _STARTS:
            raise BundleRefused("the machine did not start with it")
        folder = self._set(state.current)
        files = {name: (folder / name).read_bytes() for name in (*FILES, SIGNATURE)}
        check_signature(files, self._verify)
        return load(folder)

    def _without(self, state: State, reason: str) -> State:
        self._tell(state.current, reason)
        state = _before(state, reason)
        self._keep(state)
        return state

    def _keep(self, state: State) -> None:
        """As `_write`; a machine whose disk takes nothing more goes on with what it has read."""
        try:
            self._write(state)
        except OSError as error:
            self._tell(state.current or SHIPPED, f"state.json cannot be written: {error.strerror}")

    def _set(self, version: str) -> Path:
        return self._files.folder / version

    def _write(self, state: State) -> None:
        self._files.folder.mkdir(parents=True, exist_ok=True)
        write_file(self._files.folder / "state.json", state.model_dump_json(indent=2).encode("utf-8") + b"\n")

    def _sweep(self) -> None:
        """Throw away sets that there is no way back to."""
        state = self.state()
        for version in self.sets():
            if version not in (state.current, state.previous):
                shutil.rmtree(self._set(version), ignore_errors=True)


def _before(state: State, reason: str) -> State:
    """The set before the current one in force, and the current one refused from now on."""
    return State(current=state.previous, refused={**state.refused, state.current: reason})


def age(version: str) -> tuple[str, int]:
    """What versions are sorted by: the day, then the count of that day."""
    day, _, count = version.partition(".")
    return day, int(count)


def newer(version: str, than: str) -> bool:
    """Whether a version is newer than another; any is newer than the shipped set, which is ""."""
    return not than or age(version) > age(than)


def _first_line(error: Exception) -> str:
    return f"{type(error).__name__}: {str(error).partition(chr(10))[0]}"
