# Words shared by all parts

day = { $year }-{ $month }-{ $day }
language-name = English
