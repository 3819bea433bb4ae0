"""Writing at a machine without a keyboard: names by pinyin or by hand, and lists looked through by letters."""
