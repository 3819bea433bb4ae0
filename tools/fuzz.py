"""Fuzzes every decoder, guided by coverage: `make fuzz`; with --write the figures go to docs/fuzzing.md."""

from __future__ import annotations

import argparse
import re
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

ROOT = Path(__file__).parent.parent
PAGE = ROOT / "docs" / "fuzzing.md"
MARK = "<!-- figures -->"
# Bytes of one input: most frames are far shorter, and a run with longer inputs takes far longer.
_LONGEST = {
    "id_reader": 1400,
    "wire_id_reader": 1400,
    "id_reader_text": 300,
    "modbus": 24,
    "printer_status": 24,
    "pin_pad_kmy": 24,
    "pin_pad_kmy_split": 24,
    "pin_pad_kmy_binary": 24,
}
_USUALLY = 64
_EXPLAINED = 50  # times fewer inputs: what is explained was decoded before, and that is fuzzed by itself
_AT_ONCE = 2


@dataclass(frozen=True)
class Run:
    """How one target ended."""

    name: str
    inputs: int
    seconds: int
    ended: int
    said: str


def main() -> int:
    """Run all targets, or those named; gives 1 when one of them found something."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("targets", nargs="*", help="some of them; all by default")
    parser.add_argument("--inputs", type=int, default=1_000_000, help="how many for each target")
    parser.add_argument("--write", action="store_true", help=f"write the figures to {PAGE.relative_to(ROOT)}")
    parser.add_argument("--one", help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.one:
        _fuzz(given.one, given.inputs)
    from tests.fuzz.targets import TARGETS

    names = given.targets or list(TARGETS)
    unknown = set(names) - set(TARGETS)
    if unknown:
        parser.error(f"no such target: {', '.join(sorted(unknown))}; there is: {', '.join(TARGETS)}")
    with ThreadPoolExecutor(_AT_ONCE) as pool:
        runs = []
        for run in pool.map(lambda name: _run(name, _inputs(name, given.inputs)), names):
            print(f"{run.name:24} {run.inputs:>10,} inputs {run.seconds:>5} s  {'ok' if not run.ended else 'FAILED'}")
            if run.ended:
                print(run.said)
            runs.append(run)
    if given.write and not any(run.ended for run in runs):
        _write(runs)
    return int(any(run.ended for run in runs))


def _inputs(name: str, inputs: int) -> int:
    return inputs // _EXPLAINED if name.startswith("wire_") else inputs


def _run(name: str, inputs: int) -> Run:
    """One target in a process of its own: atheris ends the process it fuzzes in."""
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, __file__, "--one", name, "--inputs", str(inputs)]
        done = subprocess.run(command, cwd=folder, env=_environment(), capture_output=True, text=True)
    told = re.search(r"Done (\d+) runs in (\d+) second", done.stderr)
    counted = (int(told[1]), int(told[2])) if told else (0, 0)
    return Run(name, *counted, ended=done.returncode or int(not told), said=done.stderr[-3000:])


def _environment() -> dict[str, str]:
    return {"PYTHONPATH": str(ROOT), "PATH": "/usr/bin:/bin"}


def _fuzz(name: str, inputs: int) -> None:
    import atheris

    with atheris.instrument_imports(include=["kiosk"]):
        from tests.fuzz.targets import TARGETS
    from tests.fuzz.seeds import seeds

    corpus = Path("corpus")
    corpus.mkdir()
    for number, data in enumerate(seeds()):
        (corpus / str(number)).write_bytes(data)
    longest = _LONGEST.get(name, _USUALLY)
    atheris.Setup([sys.argv[0], f"-runs={inputs}", f"-max_len={longest}", "-verbosity=1", str(corpus)], TARGETS[name])
    atheris.Fuzz()


def _write(runs: list[Run]) -> None:
    told = [f"Run on {datetime.now(UTC):%Y-%m-%d}, {_AT_ONCE} targets at once:", ""]
    told += ["| decoder | inputs | seconds | undeclared exceptions |", "|---|---:|---:|---:|"]
    told += [f"| `{run.name}` | {run.inputs:,} | {run.seconds} | 0 |" for run in runs]
    before = PAGE.read_text(encoding="utf-8").partition(MARK)[0]
    PAGE.write_text("\n".join([before + MARK, "", *told, ""]), encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
