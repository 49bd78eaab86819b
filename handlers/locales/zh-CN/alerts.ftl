# 提醒设置、每日汇总里攒下的提醒、群里的提醒。
command-notices = 提醒设置和免打扰
button-notices = 提醒设置
button-see-open = 看我的任务
notices-title = 🔔 <b>提醒设置</b>
notices-how = 点一类，看里面有什么，再选怎么提醒。
notices-urgent = 总是立即，免打扰时也送：{ $kinds }。
notices-quiet-none = 免打扰：没有设置。
notices-quiet = 免打扰：{ $hours }，{ $rests ->
    [yes] 非工作日全天
   *[no] 非工作日不另算
}。到点再送，有期限的不误期。
notices-kept = { $count } 条等免打扰结束，最早{ $at }送。
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
notice-what-tasks = 新任务，回避和延期的决定，检查作废。
notice-what-returned = 退回补正、退回的公示、有关问答，签名被否认。
notice-what-onsite = 拒签、拒收通知书及其撤回，条件不齐仍开始的检查。
notice-what-decide = 等您决定或处理：回避、延期、派发、批准、公示、人员变动，有人收不到通知。
notice-what-due = 快到期、逾期、没有回复：任务、退回、复核、线索、公示、计划。
notice-what-clues = 新线索、移送给您的、答复和结果，移送函。
notice-what-draws = 抽取的每一步：冻结、掷骰、结果、中止、候补。
notice-what-operation = 程序故障：没记上的操作、没发出的提醒、对外转送失败。
notice-what-done = 检查提交、更正说明签好、任务派完、公示办结。
notice-what-team = 同组确认或重开自己的部分，催您确认。
notice-what-plans = 年度计划有改动。
notice-why-tasks = 不能关闭：任务有法定期限。
notice-why-returned = 不能关闭：退回的问题要在期限内补正。
notice-why-onsite = 总是立即，免打扰时也送：晚了就来不及到现场处理。
notice-why-decide = 不能关闭：别人在等您决定。
notice-why-due = 不能关闭：逾期会影响公示。
notice-why-clues = 不能关闭：线索要有结果。
notice-why-draws = 不能关闭：抽取要有人见证。
notice-why-operation = 总是立即，免打扰时也送：出故障时要有人处理。
notice-why-done = 可以关闭：那样有检查提交也不告诉您，在“任务”里看。
notice-why-team = 可以关闭：同组的进度在任务里也看得到。
notice-why-plans = 可以关闭：改动在“年度计划”里也看得到。
notice-kind-title = 🔔 <b>{ $kind }</b>
notice-digest-when = 汇总：工作日 17:30 一起送。
button-way = { $chosen ->
    [yes] ☑{" "}
   *[no] {""}
}{ $way ->
    [now] 立即
    [digest] 每日汇总
   *[off] 关闭
}
button-deliver = 现在就送（{ $count }）
notices-delivered = { $count } 条，马上送到。
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
    🗂 <b>攒下的提醒</b> { $day }（{ $count }）
digest-told-line = { $mark } { $text }
digest-told-earlier = { $day } · { $text }
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
