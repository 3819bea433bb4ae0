# Writing on the glass: a name by letters or by hand, and outlets looked through by their pinyin.

name-type = Enter the name

glass-help-enter-name = Touch the letters of the first character's pinyin, then touch the character. When the name is complete, touch the large blue button.

glass-name-pinyin = Touch the letters of its pinyin, then the character
glass-name-latin = Touch the letters as on the document
glass-name-code = Touch its Unicode number, such as 2CB4E
glass-name-hand = Write one character, then touch the right one
glass-name-astray = Nothing is read so. Erase a letter
glass-name-full = The name is full

glass-key-pinyin = Pinyin
glass-key-latin = ABC
glass-key-code = Code
glass-key-hand = Write
glass-key-dot = Dot “·”
glass-key-space = Space
glass-draw-again = Again
glass-draw-here = Write a character here

glass-pick-letters = By pinyin
glass-pick-letters-how = Touch pinyin or initials of the name: TFGC for Tianfu Guangchang
glass-pick-matching = { $count ->
    [0] No name is read so. Erase a letter
    [one] { $count } found
   *[other] { $count } found
}
glass-pick-show = Show all
