# 提醒设置、每日汇总里攒下的提醒、群里的提醒。
command-notices = 提醒设置和免打扰
button-notices = 提醒设置
button-see-open = 看我的任务
notices-title = 🔔 <b>提醒设置</b>
notices-how = 点一下换一种：立即 → 每日汇总（17:30）→ 关闭。
notices-fixed = 不能关闭的：{ $kinds }，关系到法定期限、现场安全或您的决定。
notices-quiet-none = 免打扰：没有设置。
notices-quiet = 免打扰：{ $hours }{ $rests ->
    [yes] ，非工作日全天
   *[no] {""}
}；到点再送。{ $urgent ->
    [none] {""}
   *[other] 照常送达：{ $urgent }。
}
notice-kind-tasks = 任务
notice-kind-returned = 退回
notice-kind-onsite = 现场
notice-kind-decide = 待定
notice-kind-due = 期限
notice-kind-clues = 线索
notice-kind-draws = 抽取
notice-kind-operation = 系统
notice-kind-done = 办结
notice-kind-team = 同组
notice-kind-plans = 计划
notice-why-tasks = 不能关闭：任务有法定期限。
notice-why-returned = 不能关闭：退回的问题要在期限内补正。
notice-why-onsite = 不能关闭：拒签、缺席等要监管负责人及时知道。
notice-why-decide = 不能关闭：别人在等您决定。
notice-why-due = 不能关闭：逾期会影响公示。
notice-why-clues = 不能关闭：线索要有结果。
notice-why-draws = 不能关闭：抽取要有人见证。
notice-why-operation = 不能关闭：出故障时要有人处理。
button-alert-kind = { $kind } · { $way ->
    [now] 立即
    [digest] 汇总
   *[off] 关闭
}
notice-set = { $kind }：{ $way ->
    [now] 立即提醒。
    [digest] 放进每日汇总。
   *[off] 不再提醒。
}
button-quiet = 免打扰时段
button-quiet-none = 不要免打扰
button-rest = { $rests ->
    [yes] 非工作日也免打扰
   *[no] 非工作日照常
}
quiet-hours-ask =
    🔕 <b>免打扰时段</b>
    这段时间里的提醒到点再送。请选一个，或直接输入，如 21:30-07:30。
digest-told =
    🗂 <b>今天攒下的提醒（{ $count }）</b>
digest-told-line = { $mark } { $text }
digest-task = { $day }止：{ $number } { $name }
digest-told-more = 其余的按按钮看，或随下次汇总送到。
digest-told-all = 没有更多了
button-digest-more = 再看 { $count } 条
button-digest-line = { $mark } { $label }
link-not-yours = 这条检查不在您名下，或已不存在。
group-hello = 本群可以收检查提醒，只有编号和轻重，没有姓名。请管理员或部门牵头人发送 /bind。
group-bound =
    已绑定：{ $department }。
    这里只说编号和轻重；内容请点按钮到私聊里看。不再需要请发送 /unbind。
group-everywhere = 全区
group-released = 已解绑，本群不再收到提醒。
group-notice = { $severity ->
    [high] 🔴 急
    [middle] 🟠 重
   *[low] 🟢 常
} · { $number }
button-group-look = 到私聊查看
