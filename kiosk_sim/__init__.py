"""The simulator: the room, the devices and the office around a kiosk."""
