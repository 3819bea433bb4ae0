"""Scan engines of the GM65 family, also sold as EM3095."""
