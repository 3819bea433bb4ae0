"""The motorised card reader CRT-310: it draws a chip card in, and gives it back or keeps it."""
