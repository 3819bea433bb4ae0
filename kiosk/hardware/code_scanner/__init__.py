"""The code scanner: reads the code a citizen shows, whoever made the scanner."""
