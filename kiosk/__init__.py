"""hrss-kiosk: the software of the social security card self-service machine."""
