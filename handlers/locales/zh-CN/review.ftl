button-queue = 待复核（{ $count }）
button-queue-short = 复核{ $count }
button-queue-all = 全部 { $count }
button-queue-problems = 有问题 { $count }
button-queue-returned = 已退回 { $count }
button-queue-own = 本人任务 { $count }
button-queue-department = 按部门 ›
queue-title = <b>待复核</b>（{ $total }）{ $filter ->
        [all] {""}
        [problems] 　有问题的
        [returned] 　已退回，等检查组
        [own] 　本人任务
       *[d] 　{ $department }
    }
queue-none = { $filter ->
        [all] ✅ 没有等复核的核查。提交后会列在这里。
        [returned] ✅ 没有退回未交的。
       *[other] ✅ 这样筛选没有。看全部试试。
    }
queue-line = { $place } { $number } { $name } · { $state ->
        [returned] ↩️ 已退回
        [seconding] ⏳ 等第二人
        [again] ↩️ 重新提交 { $when }
       *[waiting] { $when }
    }{ $problems ->
        [0] {""}
       *[other] {" "}· ⚠️{ $problems }
    }{ $refused ->
        [True] {" "}· 拒签或缺席
       *[False] {""}
    }

review-state = { $state ->
        [approved] ✅ 已复核通过
       *[seconding] { $own ->
            [True] ⏳ 您已同意，等第二位监管负责人
           *[False] ⏳ 一位监管负责人已同意，等您复核
        }
    }
review-nobody = ⏳ { $own ->
        [True] 您已同意，须两位监管负责人同意
       *[False] 一位监管负责人已同意，须两位
    }，但没有第二位能复核：已告知系统管理员，请其再指定一位。
review-reopened = 🔓 已重新打开：{ $reason }
review-sent-back = ↩️ { $what }：{ $comment }（{ $touched ->
        [True] 已处理
       *[False] 未处理
    }）
review-change = ↩️ { $what }：{ $told }
change-value = { $before } → <b>{ $now }</b>
change-sentence = { $of ->
        [note] 说明
       *[remarks] 备注
    }“{ $before }” → “<b>{ $now }</b>”
change-named = { $of ->
        [note] 说明已改
       *[remarks] 备注已改
    }
change-found = 发现方式或无照片原因已改
change-signed = 已重签{ $count }个
change-none = { $kind ->
        [item] 答案和说明未变
        [result] 结果和备注未变
       *[signing] 没有重签
    }
change-separator = ；
change-pictures = { $photos ->
        [0] {""}
       *[other] 　📷+{ $photos }
    }{ $gone ->
        [0] {""}
       *[other] 　📷−{ $gone }
    }
change-awaited = 等检查组
change-comment = 退回原因：
    <blockquote expandable>{ $text }</blockquote>
change-before = 改前：
    <blockquote expandable>{ $text }</blockquote>
change-now = 改后：
    <blockquote expandable>{ $text }</blockquote>
change-stands = 内容：
    <blockquote expandable>{ $text }</blockquote>
change-became = ↩️ { $told }
version-remarks = 备注：{ $text }
version-note = 说明：{ $text }
button-review-changes = 改前改后（{ $count }）
button-approve = 通过
button-approve-first = 同意，交第二人复核
button-return = ↩️ 退回一项
button-review-history = 历史
button-take-back = ↩️ 撤回退回
button-reopen-review = 重新打开
button-review-before = ‹ 上一户
button-review-behind = 下一户 ›
approved-toast = 已通过。要改可重新打开。
approved-first-toast = 已同意，等第二位监管负责人。
approved-alone-toast = 已同意。须两位同意，但没有第二位监管负责人：已告知系统管理员。
review-reopen-ask =
    <b>重新打开 { $number } { $name }</b>
    为什么？发一句话，会写进留痕。打开后可以再退回或通过。
review-history-title = <b>{ $number } { $name }</b>　复核历史
review-history-none = 还没有提交过。
review-history-step = · { $kind ->
        [submitted] 提交
        [reopened] 重新打开
        [approved_first] 第一人同意
        [returned] 退回
       *[approved] 通过
    } { $name } { $when }
review-history-reason = <blockquote expandable>{ $reason }</blockquote>
review-history-return = 　↩️ { $what }{ $comment ->
        [none] {""}
       *[other] ：{ $comment }
    }
review-history-became = 　　→ { $told }

return-what = { $kind ->
        [item] { $department }第{ $number }项
        [result] { $department }结果和备注
       *[signing] 签字
    }
return-choose =
    ↩️ <b>退回哪一项？</b>　{ $number } { $name }
    发送项号，如 <b>10</b>{ $other ->
        [none] {""}
       *[other] （别的部门写 <b>{ $other }4</b>）
    }，或按下面选。
    然后写一句原因，检查人员会原样看到。
button-return-item = { $department }第{ $number }项
button-return-result = { $department }结果备注
button-return-signing = 签字
return-comment =
    ↩️ <b>{ $number } { $what }</b>{ $label ->
        [none] {""}
       *[other] 　{ $label }
    }
    为什么退回？发一句话，检查人员会原样看到。
button-return-not-this = 不退这一项
return-preview = ↩️ <b>{ $number } 退回{ $count }项</b>，还没发出：
return-line = { $place } { $what }：{ $comment }
return-more = ……还有{ $count }项
return-preview-hint = 其余保持锁定。再发一句话会替换最后一条原因。
button-return-more = 再退一项
button-return-drop = 都不退了
button-return-send = 退回（{ $count }项）
return-sent = 已退回{ $count }项
return-taken-back = 已撤回

exchange-title = ↩️ <b>{ $number } { $name }</b>　{ $what }
exchange-comment = 退回原因：{ $text }
exchange-line = { $name } { $when }：{ $text }
exchange-over = 这一项已处理完。
button-answer-line = 回一句
button-waive = 撤回这一项
button-ask-line = 再问一句
say-hint = { $who ->
        [reviewer] 发一句话，检查人员会原样看到。
       *[team] 有什么疑问？发一句话，监管负责人会看到并回复。
    }
line-sent = 已发给对方

told-taken-back = 🔒 { $number } { $name }：退回已撤回，不用再改。
told-reviews-due =
    ⏳ <b>{ $count }次检查待复核，公示期限不足{ $days }个工作日或已过</b>
    { $numbers }
told-second = ⏳ <b>{ $number } { $name }</b> 等第二人复核。{ $by }已同意。

told-no-second = ⚠️ <b>{ $number } { $name }</b> 须两位监管负责人同意，一位已同意，没有第二位能复核。请在“人员”里再指定一位：须属牵头部门，没有参加这次检查{ $names ->
        [none] {""}
       *[other] ，如{ $names }
    }。指定后，他在“待复核”里复核。

returned-title = ↩️ <b>{ $number } { $name }：退回{ $count }项</b>
returned-item = { $touched ->
        [True] ✅
       *[False] ⚠️
    } { $what }{ $label ->
        [none] {""}
       *[other] 　{ $label }
    }
returned-comment = { $text }
returned-asked = ❓ { $at } { $count ->
        [1] 问了监管负责人
       *[other] 起问了{ $count }个问题
    }，还没有答复。
returned-due = 其余已锁定。期限 { $day }，{ $late ->
        [True] <b>已过期</b>。
       *[False] 还剩{ $left }个工作日。
    }
returned-confirm-again = ⏳ 答案改过：请再确认本部门结果。
returned-sign-again = ✍️ 记录内容变了，要重新签字：{ $given }/{ $needed }
button-open-returned = { $kind ->
        [item] 打开第{ $number }项
        [result] 改结果备注
       *[signing] 重新签字
    }
button-ask-back = 回一句疑问
button-card = 任务详情
button-submit-again = 重新提交（{ $count }项）
button-check-again = 提交前核对
task-returned = ↩️ 已退回：只改指定的内容，再重新提交。
conclusion-confirmed-lapsed = 已确认；记录内容变了，{ $count }个签名作废，请重签。
