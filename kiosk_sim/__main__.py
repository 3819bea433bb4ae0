"""``python -m kiosk_sim`` is the command ``kiosk-sim``."""

import sys

from kiosk_sim.cli import main

sys.exit(main())
