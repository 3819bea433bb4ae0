"""The font in the simulated printer's ROM: GB2312 and ASCII, so rare names fail on paper as in truth."""

from pathlib import Path

PRINTER_ROM: Path = Path(__file__).parent / "printer-rom.otf"
