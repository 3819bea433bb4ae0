"""The round-the-clock life of the machine."""
