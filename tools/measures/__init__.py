"""What `make bench` measures, one file a subject; every number is a ratio within one run."""
