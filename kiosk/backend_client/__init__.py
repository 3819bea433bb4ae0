"""The kiosk's side of the net seam: typed calls to the office (the HRSS back end)."""
