"""The KMY3501 and its kin, the PIN pads that speak short binary frames."""
