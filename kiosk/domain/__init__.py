"""The ground floor: plain values and rules; imports nothing else of this project."""
