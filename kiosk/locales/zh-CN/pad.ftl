# What is heard of the keys of the PIN pad, by which somebody operates the machine who does not look at it.

pad-at-free = { $name }。第{ $place }项，共{ $count }项。
pad-at-chosen = { $name }，已选。第{ $place }项，共{ $count }项。
pad-at-closed = { $name }。现在不能用。第{ $place }项，共{ $count }项。
pad-done = { $name }，好了。
pad-said = { $words }
pad-nothing-yet = 还没有选到任何一项。请按8听第一项，再按5选定。
pad-not-now = { $name }，现在不能用。请按8听下一项。
pad-no-back = 这里不能返回。请按8听下一项。
pad-no-pin = 密码键盘刚才出了问题。请按取消键返回，重新开始，或者请大厅工作人员帮忙。
pad-filter = { $name }：{ $chosen }。选定后可以更改
pad-options = { $name }。共{ $count }项，请选一项。按8听第一项。
pad-help = { $here }按键说明：8是下一项，2是上一项，5或者确认键是选定，取消键是返回，更正键是再听一遍，0是帮助。3是大声，9是小声，6是快一点，4是慢一点，1是关闭语音。要输数字的时候，00是下一项，小数点是上一项。
