"""The language of receipt printers, as it is spoken to them."""
