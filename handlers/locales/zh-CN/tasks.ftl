home-title = 📋 <b>我的任务</b>（{ $total }）
home-done = 📋 <b>已完成</b>（{ $total }）
home-none =
    📋 目前没有分给您的任务。
    有新任务会在这里通知您，不用守着。
home-done-none = 📋 还没有已提交的任务。
home-not-found = 没有名称含“{ $text }”的任务。
home-search-hint = 也可发送名称中的几个字来查找。
home-line = { $number } { $name } · { $visit }
home-submitted = 🔒 已提交
home-returned = ↩️ 退回
home-concluded = ⏳ 本部门已完成，待签字提交
home-running = 进行中 { $answered }/{ $asked }
home-sent = 待接受
home-accepted = 已接受
home-recusal = ⏳ 申请待决定

button-task = { $number } { $name }
button-task-continue = 继续 { $number } { $name }
button-page-back = ‹ 上页
button-page-on = 下页 ›
button-done-tasks = 已完成
button-all-tasks = 全部任务
button-home = ‹ 任务

task-title-new = 📋 <b>新任务 { $number } { $name }</b>
task-title = 📋 <b>{ $number } { $name }</b>
task-kind = { $campaign } · { $kind ->
        [special] 专项
        [clue] 线索核查
        [immediate] 即时
       *[daily] 日常
    } · { $method }
task-window = 时间：{ $days }内任一天{ $state ->
        [none] {""}
        [over] （⚠️ 已过{ $left }个工作日）
        [today] （今天到期）
       *[left] （还剩{ $left }个工作日）
    }
task-place = 📍 { $address }
task-part = 您的部分：{ $department } { $asked }项{ $lead ->
        [none] {""}
        [own] （牵头）
       *[other] ；牵头：{ $lead }
    }
task-team = 同组：{ $team }
task-notice = 通知书：{ $state ->
        [served] ✅ { $day } 已送达
        [refused] ⚠️ { $day } 拒收，已留置
        [announced] ⏳ 已电话通知，到场补交纸质
       *[prepared] 未送达（检查前须送达）
    }
task-accepted = 已接受 { $accepted }/{ $team }{ $waiting ->
        [none] {""}
       *[other] （{ $waiting } 未回复）
    }
task-next-notice = 下一步：送达通知书（计划{ $planned }检查）。
task-next-arrive = 下一步：{ $planned }到场，按“我已到达”。
task-runs = 检查进行中 { $answered }/{ $asked }
task-submitted = 🔒 已提交并锁定；写错的写更正说明。
task-recusal-hint = 与该单位有利害关系的，请申请回避。
task-recusal-waiting = ⏳ 申请已报送，决定前任务仍在您名下。
task-accepted-toast = 已接受任务
task-no-place = 这个对象没有登记坐标

team-title = <b>检查组 · { $number }</b>
team-section = <b>{ $department }</b>
team-member = { $name }　证号尾号 { $tail }　{ $phone }{ $state ->
        [accepted] 　✅
       *[other] 　⏳
    }

recuse-title =
    <b>申请回避 / 转交 · { $number }</b>
    选一个原因，或直接发送文字说明。
    由监管负责人决定；决定前任务仍在您名下。
    补位按抽取顺序由系统给出，不由个人指定。
recuse-kin = 近亲属或利害关系
recuse-past = 曾任职或持股
recuse-other = 其他影响公正
recuse-handover = 休假 · 公务冲突（转交）
recuse-revoked = 账号已停用
recuse-unreachable = 收不到通知
recuse-silent = 没有回复派发
recuse-confirm =
    <b>申请回避 · { $number }</b>
    原因：{ $reason }
    要补充就再发一句话，会替换上面的原因。
recuse-confirm-handover =
    <b>申请转交 · { $number }</b>
    原因：{ $reason }
    要补充就再发一句话，会替换上面的原因。
recuse-sent = 申请已报送，结果会通知您

button-map = 导航
button-team = 队员电话
button-items = 事项清单
button-draw = 抽取依据
button-recuse = 申请回避
button-accept = 接受任务
button-serve = 送达通知书
button-notice = 看通知书
button-arrive = 我已到达
button-send-request = 提交申请
home-trial = 试填 { $form }
