# What this language calls itself: wanted before the other words are read

language-name = English
