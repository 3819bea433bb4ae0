"""The resident-ID card reader (SAM_V over a serial line)."""
