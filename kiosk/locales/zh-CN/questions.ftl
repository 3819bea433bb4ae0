# 常见问题和通知

service-questions = 常见问题
    .subtitle = 换卡、领卡、余额、挂失，一问一答
questions-heading = 您想问什么？
questions-count = 共{ $count }条
questions-none = 没有这样的问题，请换一个条件
questions-date-unknown = 现在联系不上人社局，不知道业务日期，和日期有关的内容先不显示
questions-any = 全部
questions-by-topic = 分类
questions-by-word = 关键词
questions-notices = 通知
questions-others = 看别的问题
questions-print = 打印这条回答
questions-do = 去办：{ $service }
questions-figures-of = 下面的数字是{ $day }的：
questions-figure = { $name }：{ $value }
questions-paper-title = 社保卡问答
