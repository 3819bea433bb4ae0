# 各处共用的词语

day = { $year }年{ $month }月{ $day }日
language-name = 中文
