# 不好说的话也照实说：还没有结果。

uncertain-print = 打印办理编号
paper-uncertain = 还没有结果的办理
