"""Content is data: outlets, questions, notices, channels, area codes and rules, from files an office can edit."""
