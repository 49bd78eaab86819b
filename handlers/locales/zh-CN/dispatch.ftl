dispatch-title = 📋 <b>派发 { $number }</b> { $title }
dispatch-sizes = { $visits }户 · 执法人员 { $people }人
dispatch-answers = 任务：已接受 { $accepted } · 未回复 { $silent } · 回避或转交 { $asked }
dispatch-unreached = ⚠️ 收不到通知：{ $unbound ->
        [0] 停用机器人 { $blocked }人
       *[other] 未绑定 { $unbound }人{ $blocked ->
            [0] {""}
           *[other] ，停用机器人 { $blocked }人
        }
    }
dispatch-time-ask =
    <b>什么时候派发 { $number }？</b>
    请发送日期和时间，如：<b>明天 8:30</b>。
    到时自动送达各组；之前名单不外传。
draw-sends-at = ⏳ { $moment } 自动派发
officers-title = 👥 <b>按人看答复</b>（{ $total }人）
officers-legend = ✅已接受 ⏳未回复 ✋回避或转交
officers-none = 还没有派发给您部门的任务。
officers-line = { $name } ✅{ $accepted }{ $silent ->
        [0] {""}
       *[other] {" "}⏳{ $silent }
    }{ $asked ->
        [0] {""}
       *[other] {" "}✋{ $asked }
    }{ $reach ->
        [open] {""}
        [unbound] {" "}⚠️ 未绑定
       *[blocked] {" "}⚠️ 收不到
    }
silent-title = ⏳ <b>未回复或收不到</b>（{ $total }）
silent-none = ✅ 派发的任务都有人回复。
silent-line = { $place } { $name } · { $number } · { $days ->
        [0] 今天派发
       *[other] { $days }个工作日
    }{ $reach ->
        [open] {""}
        [unbound] 　⚠️ 未绑定
       *[blocked] 　⚠️ 收不到
    }
silent-one = ⏳ <b>{ $name }</b> · { $number } { $object }
silent-since = 派发后 { $days }个工作日没有回复。
silent-accepted = 已接受，但现在收不到通知。
silent-reach = { $reach ->
        [open] 可以再提醒一次，或由下一顺位接替。
        [unbound] 还没有绑定账号，收不到任务。请联系管理员发邀请码。
       *[blocked] 收不到通知（可能停用了机器人）。请电话联系。
    }
silent-answered = ✅ 已经回复，不用换人。
remind-outcome = { $outcome ->
        [told] 已提醒
        [waited] 刚提醒过，请过几小时再提醒
       *[unreachable] 本人收不到通知，请电话联系
    }
next-ask =
    ⚠️ <b>{ $number } 由下一顺位接替 { $name }？</b>
    按抽取顺序补位，写入公开的补位记录，不能撤回。
requests-title = ⏳ <b>回避、转交待决定</b>（{ $total }）
requests-none = ✅ 没有等您决定的回避或转交。
request-line = { $place } { $name } · { $number }
due-title = ⏳ <b>快到期和已过期</b>（{ $total }）
due-none = ✅ 两个工作日内没有到期的核查。
due-line = { $place } { $number } · { $day } · { $is_over ->
        [yes] ⚠️ 已过{ $left }个工作日
       *[no] 还剩{ $left }个工作日
    }
told-silent =
    ⏳ <b>{ $count }项任务一直没有回复</b>，已提醒过本人。
    { $names }
told-not-sent = ⚠️ <b>{ $number } 没有按时派发</b>（{ $code }）。请打开任务核对后再派发。

button-by-officer = 按人看答复
button-silent = 未回复 { $count }
button-requests = 待决定的申请 { $count }
button-due-closing = 快到期 { $count }
button-due-overdue = 逾期 { $count }
button-due-both = 快到期、逾期 { $count }
button-remind = 再提醒一次
button-next-ticket = 由下一顺位接替
button-next-go = 确认，按顺序补位
button-dispatch-time = 定时派发
button-dispatch-retime = 改派发时间
button-untime = 取消定时
button-followed = 谁已接受、谁未回复
button-see-silent = 换人（按顺序）
