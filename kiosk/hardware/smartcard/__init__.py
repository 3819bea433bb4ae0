"""Chip cards over PC/SC: the channel, the APDUs and the social security card applet."""
