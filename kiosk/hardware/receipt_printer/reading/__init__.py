"""The language of receipt printers, read back: what a stream of bytes would put on paper."""
