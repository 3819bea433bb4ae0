"""The voice: what every view says, how it is read, made into sound and heard; no Kivy."""
