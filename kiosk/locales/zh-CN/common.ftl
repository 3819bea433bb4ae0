# 各处共用的词语

month-name = { $month }月
day = { $year }年{ month-name }{ $day }日
list-of-two = { $first }、{ $second }
fact-valid-until = 有效期到
see-how-to-apply = 看怎么申办
see-progress = 看制卡进度
see-how-to-unlock = 看看怎么解锁
find-outlets = 找服务网点
activate-now = 现在激活
content-basis = 依据：{ $source }（{ $day }）
