"""Scanners of the Newland family."""
