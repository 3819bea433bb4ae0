"""The SZZT ZT588 and ZT598, the PIN pads that speak texts in frames."""
