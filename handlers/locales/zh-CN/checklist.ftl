sheet-header =
    <b>{ $name }</b> · { $department } · { $number }
    { $bar } { $answered }/{ $asked }　⚠️{ $problems }　📷{ $secured }/{ $received }
sheet-page = <b>{ $title }</b>　第{ $page }/{ $pages }页
sheet-item = { $number } { $mark } { $label }
sheet-hint = 按编号单独答；其余一起答。
sheet-alone = 须单独答：{ $numbers }
sheet-rest-done = ↩️ 已成批记{ $count }项“符合”{ $time }
sheet-group = <b>{ $title }</b> { $first }–{ $last }　{ $done }/{ $count }{ $bad ->
        [0] {""}
       *[other] 　⚠️{ $bad }
    }
sheet-other = 其他
sheet-jump-hint = 发送数字直达，如 <b>5</b>。
sheet-only-open = <b>未答 { $count }项</b>
sheet-only-bad = <b>问题 { $count }项</b>
sheet-more = …另有{ $count }项

button-comply-rest = 其余全部符合（{ $count }项）
button-answer-item = 答第{ $number }项
button-undo-rest = 撤销成批作答
button-overview = 总览
button-next-open = 接着未答的
button-to-result = 去填检查结果
button-group = { $title } { $done }/{ $count }
button-only-open = 只看未答
button-only-bad = 只看问题
button-visit-card = 任务详情
button-tasks = 我的任务
rest-done-toast = 已记{ $count }项符合，可撤销
rest-undone-toast = 已撤销{ $count }项
undone-rest = ↩️ 已撤销成批记的{ $count }项“符合”。
undone-answer = ↩️ 已撤销第{ $number }项的“{ $value }”。现在：{ $now ->
        [none] 未答
       *[other] { $now }
    }。

item-title = <b>{ $number } { $label }</b>
item-hint = { $text }
item-guidance = <blockquote expandable>{ $text }</blockquote>
item-ask-integer = 直接发送整数，如 <b>6</b>。
item-ask-decimal = 直接发送数字，如 <b>6.5</b>。
item-ask-text = 直接发送文字。
item-ask-date = 发送日期，如 <b>2026.9.30</b> 或 0930。
item-ask-photo = 直接拍照发来，可多张（至少{ $needed }张）。已收到 { $photos }张
item-choice = { $place } { $mark } { $label }
item-unanswered = 现在的答案：未答
item-answered = 现在的答案：<b>{ $value }</b>（{ $name } { $time }）
item-unable = 无法填写
item-photos = { $photos }张照片
item-toast = 第{ $number }项 { $value }
item-unable-ask = 发一句话写明原因：
item-overruled = 与同事商量后改
item-held = 您发的“{ $text }”没有记入。要记第{ $number }项不符合并写进说明吗？
item-conflict-typed = ⚠️ 刚由 { $name } { $time } 记为“{ $value }”，您的没有写入。
numbers-moved = ⚠️ 题号刚变了，没有记入。请看是不是这一题。
item-overtaken = ⚠️ { $name }刚改了这一项。
item-conflict-toast = 同事刚答过，没有写入
item-conflict =
    第{ $number }项 刚由 { $name } { $time } 记为<b>{ $value }</b>。
    您按的“{ $wanted }”没有写入。
    请与{ $name }商量后选：

button-meant = 是，就是 { $value }
button-later = 稍后
button-this-page = 本页
button-item-back = ‹ 上一项
button-item-on = 下一项 ›
button-unable = 无法填写
button-today = 今天
button-yesterday = 昨天
button-photo-done = 完成，下一项
button-choices-done = 完成（已选{ $count }）
button-keep-theirs = 保留同事的答案
button-change-mine = 改为“{ $wanted }”
button-held-note = 记问题并写入
button-held-drop = 不用

finding-note-title = ⚠️ <b>第{ $number }项 · 问题说明</b>　1/3
finding-how-title = ⚠️ <b>第{ $number }项 · 怎样发现的</b>　2/3
finding-whom-title = ⚠️ <b>第{ $number }项 · 询问了谁</b>　2/3
finding-photo-title = ⚠️ <b>第{ $number }项 · 拍照取证</b>　3/3
finding-label = { $label }
finding-note-ask =
    发一句话，写看到的事实，例如：
    <blockquote>1号冰柜温度计显示 14℃，内存鲜肉。</blockquote>
finding-phrases = 或选常见说明（可再补充）：
finding-note-is = ✓ 说明：{ $note }
finding-note-more = { $note }；{ $more }
finding-how-ask = 是怎样发现的？
finding-whom-ask = 询问了谁？陈述请写进说明并向其宣读。
finding-how-is = ✓ { $how ->
        [site] 查看现场
        [papers] 查阅材料
        [test] 实施检测
       *[ask] 询问{ $of ->
            [witness] 知情人
           *[other] 当事人
        }
    }
finding-photo-ask = 现在拍照发来（至少1张）。
finding-photo-more = 📷 已收到 { $received }张，还可以再发。
finding-waived = 无照片，原因：{ $reason }
finding-waiver-ask = 发一句话写明为什么不能拍照（会打印在记录表上）：

button-change-to = 改为{ $value }
button-note-later = 稍后写
button-how-site = 查看现场
button-how-papers = 查阅材料
button-how-test = 实施检测
button-how-ask = 询问
button-how-later = 稍后
button-whom-party = 当事人
button-whom-witness = 知情人
button-to-note = 改说明
button-to-how = 改方式
button-no-photo = 无法拍
button-photo-later = 稍后补拍
button-finding-done = 完成，回到本页

edit-not-noted = 您改的那条消息不是现在的答案，没有改动。
edit-noted = ✅ 第{ $number }项已按您改的内容记为：{ $value }（原来的也留存）

interview-title = 🗣 <b>第{ $number }项 · 询问</b>
interview-of = 被询问人：{ $name }（{ $of ->
        [party] 当事人
       *[witness] 知情人
    }）
interview-statement = “{ $statement }”
interview-name-ask = 问的是谁？请发姓名和身份，如“张某 店长”。
interview-statement-ask = 怎么说？请把要点发来，可以分几条发，也可以发语音。
interview-more-ask = 还有就接着发；说完了按“就这些”。
interview-length = 已记{ $parts }段，{ $length }字（最多{ $most }字）
interview-read-ask = 请当场宣读给对方听，无误再按。
interview-confirm-ask = 已宣读。请拍下对方签名发来，或发一段语音确认。
interview-done = { $way ->
        [signed] ✅ 已宣读，签名确认。
        [voice] ✅ 已宣读，语音确认。
       *[refused] ⚠️ 已宣读，对方不愿确认。
    }
button-interview = 🗣 询问笔录
button-interview-said = 就这些
button-interview-shorter = ↩️ 撤回最后一段
button-interview-read = 已宣读，无异议
button-interview-refused = 不愿确认
button-interview-name = 改被询问人
button-interview-statement = 补充、改陈述
button-interview-withdraw = 撤回询问
