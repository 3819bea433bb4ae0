"""The uninterruptible power supply (Megatec Q1 over a serial line)."""
