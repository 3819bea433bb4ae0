"""The glass: the only folder, with app.py, that imports Kivy."""
