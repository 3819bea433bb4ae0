# 各处共用的词语

month-name = { $month }月
day = { $year }年{ month-name }{ $day }日
language-name = 中文
list-of-two = { $first }、{ $second }
fact-valid-until = 有效期到
