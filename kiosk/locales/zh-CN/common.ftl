# 各处共用的词语

month-name = { $month }月
day = { $year }年{ month-name }{ $day }日
language-name = 中文
