"""Scanners of the Honeywell family."""
