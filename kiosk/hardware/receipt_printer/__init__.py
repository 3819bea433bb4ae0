"""The ESC/POS receipt printer."""
