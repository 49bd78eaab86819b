conclusion-title = <b>{ $name }</b> · { $department } · 检查结果
conclusion-counts = { $answered }/{ $asked } 已答：符合{ $complies } · 不涉及{ $not_applicable } · 问题{ $problems }{ $other ->
        [0] {""}
       *[other] {" "}· 文字、数字等{ $other }
    }
conclusion-result = { $mark }{ $place } { $text }
conclusion-result-closed = <s>{ $place } { $text }</s>
conclusion-remarks = 备注：{ $remarks }
conclusion-signatures = ⚠️ 已有{ $count }个签名，确认后须重签。
conclusion-lacking = ⚠️ 还差{ $count }处，填好才能确认。
conclusion-confirmed = 结果已确认

remarks-title =
    <b>备注</b>（打印在记录表）
    直接发送文字，会替换原来的。
    现在：{ $has ->
        [no] 无
       *[yes] { $remarks }
    }
remarks-stored = 备注已记下
remarks-cleared = 备注已清空

reopen-warning =
    ⚠️ 改结果会使已有的{ $count }个签名失效（签的是原来那份）。
    旧记录和签名保留备查，需要全部重签。
reopened = 已打开，可以修改
reopened-lapsed = 已打开；{ $count }个签名已失效，改完须重签

waiting-title = 📋 <b>{ $number } { $name }</b>
waiting-mine = ✅ { $department }已完成 { $time }
waiting-result = 　结果：{ $results }
waiting-other-done = ✅ { $department }已完成 { $asked }项，问题{ $problems }
waiting-other-running = ⏳ { $department } { $answered }/{ $asked }（{ $name } { $time } 还在填）
waiting-other-not-begun = ⏳ { $department } 还没有开始填
waiting-next = 下一步：签字。
waiting-hint =
    各部门都完成后，一次签字。
    您可以先离开，完成时会通知您。
nudged = 已提醒对方

watch-title = <b>其他部门</b> · { $number } { $name }
watch-problem = 　⚠️ 第{ $number }项 { $label }
watch-more = 　……还有{ $count }个问题
lacks = 　⚠️ 还差：{ $gaps }{ $more ->
        [0] {""}
       *[other] ，另有{ $more }处
    }
gap-named = 第{ $number }项 { $kind ->
        [answer] 答案
        [note] 说明
        [how] 怎样发现
       *[photo] 照片
    }

told-concluded = ✅ { $number } { $department }已完成 { $answered }/{ $asked }，问题{ $problems }。
told-concluded-all = 各部门都已完成，可以签字了。
told-reopened = ↩️ { $number } { $department }重新打开了检查结果，完成后会再通知您。
told-nudged = ⏳ { $number }：{ $department } { $name } 在等您部门完成（{ $answered }/{ $asked }）。

button-remarks = 写备注
button-remarks-clear = 清空备注
button-confirm-result = 确认结果
button-gap-item = 补：第{ $number }项 { $kind ->
        [answer] 答案
        [note] 说明
        [how] 怎样发现
       *[photo] 照片
    }
button-all-gaps = 看全部{ $count }处
button-reopen = 改我的结果
button-reopen-not = 不改了
button-reopen-reset = 改，并重新签字
button-watch = 看其他部门
button-nudge = 提醒对方
button-to-signatures = 去签字
button-close-open = 写明原因提交
