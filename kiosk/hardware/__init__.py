"""Devices: everything that speaks bytes to something outside this computer, and nothing that has words."""
