dash-title = 抽查统计看板
dash-span = { $first }至{ $last }。
dash-whole = 全区的检查。
dash-own = 本部门（{ $names }）的检查。
dash-empty = 这段时间没有可统计的检查：提交以后才计入。
dash-found = 检查{ $of }次，发现问题{ $hits }次：{ $share }（95%置信区间 { $low }–{ $high }）。
dash-before = 上年同期（{ $year }年）检查{ $of }次，发现问题{ $hits }次：{ $share }。
dash-legend = 横线是95%置信区间（Wilson法），菱形是上年同期。“变化”是该期与上年同期相比，只写确定的差别：两者之差的95%区间不含零。
dash-decision = 用来决定：{ $decision }
dash-of = 检查
dash-hits = 发现问题
dash-share = 问题率
dash-interval = 95%区间
dash-year-before = 上年同期
dash-change = 变化
dash-higher = 上升
dash-lower = 下降
dash-bar = 图
dash-done = 已完成
dash-open = 现在在办
dash-done-before = 上年同期完成
dash-more = 还有{ $count }行，见聊天里的Excel。
dash-map = 三角：发现问题{ $found }处；圆圈：未发现问题{ $clean }处；上为北。
dash-unplaced = 没有坐标的{ $count }处未画。
dash-no-points = 没有可画的点：这段时间检查过的对象没有坐标。
dash-follow-ups = 复查{ $of }次，已整改{ $hits }次，单列，不计入检查数和问题率；人员负荷含复查。
dash-parts = 按各部门的检查部分统计，共{ $count }份，一次检查可有几个部门。
dash-matter = 部门的结果计入其每个事项：问题率是部门的，不是事项的。
dash-by-registry = 其中{ $count }次没有抽取时的{ $cut ->
        [risk] 等级
       *[other] 标记
    }，按名录库现在的。
dash-counts = 计入已提交、未退回的检查，按检查开始的日期。风险等级和标记以抽取时为准（有标记的按上调后的等级），行业、区域以名录库现在的为准。
dash-door = 这个链接只能打开一次，30分钟内有效，只给向聊天机器人要它的人。
dash-enter = 打开看板
