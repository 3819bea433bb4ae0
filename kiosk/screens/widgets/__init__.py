"""What screens are made of: parts that measure and place themselves in one pass, words, cards, buttons."""
