summary-title = 📋 <b>提交前核对 · { $number } { $name }</b>
summary-section = { $department } { $answered }/{ $asked } · 问题{ $problems }{ $numbers ->
        [none] {""}
       *[other] （第{ $numbers }项）
    }{ $results ->
        [left_out] {""}
        [none] {" "}· 未确认
       *[other] {" "}· { $results }
    }
summary-signatures = ✍️ 签字 { $given }/{ $needed }
photos-none = 📷 没有照片
photos-all = 📷 { $count }张{ $files ->
        [0] {""}
       *[other] {" "}📎 { $files }个
    }全部已固定
photos-some = 📷 { $count }张{ $files ->
        [0] {""}
       *[other] {" "}📎 { $files }个
    }：已固定{ $secured }{ $waiting ->
        [0] {""}
       *[other] ，<b>还在取回{ $waiting }</b>
    }{ $lost ->
        [0] {""}
       *[other] ，⚠️没取回{ $lost }
    }
summary-no-place = 📍 未提供定位（跳过了）：{ $departments }，现场还可补发
button-summary-place = 📍 补发位置
summary-gaps = ⚠️ 还差{ $count }处
summary-reason = 原因：{ $reason }
summary-locks = 提交后<b>锁定</b>，退回或更正才能改。
summary-not-lead = 还有部门没完成：由牵头部门提交，或等对方完成。
summary-waiting = ⏳ 未固定：{ $places }{ $more ->
        [0] {""}
       *[other] 等
    }

button-gap-own-result = 确认本部门结果
button-gap-other = { $department } { $kind ->
        [result] 未完成
        [answer] 第{ $number }项 答案
        [note] 第{ $number }项 说明
        [how] 第{ $number }项 怎样发现
       *[photo] 第{ $number }项 照片
    }
button-gap-party = 补：被核查方签字
button-gap-officer = 补：{ $name } 签字
button-gap-witness = 补：见证人
button-gap-seal_party = 补：对方盖章情况
button-gap-seal_office = 补：我方盖章情况
button-gap-page = 补：签名页照片
button-gap-receipt = 补：签收页照片
button-gap-lost = 没取回的照片（{ $count }）
button-back-to-signatures = 回到签字
button-give-reason = 写明原因后提交
button-change-reason = 改原因
button-submit-with-reason = 按此原因提交并锁定
button-submit = 提交并锁定

gaps-title = ⚠️ <b>{ $number } 还差{ $count }处</b>　第{ $page }/{ $pages }页
submit-reason-ask =
    ⚠️ <b>还差{ $count }处，为什么先提交？</b>
    发一句话；原因进回执和卷宗，监管负责人会看到；记录表不印。{ $has ->
        [no] {""}
       *[yes] {"\u000A"}现在：{ $reason }
    }
submitted-toast = 已提交，回执 { $receipt }
submitted-already = 已由{ $name }在 { $time } 提交，没有再改。

locked = 🔒 { $number } { $name } 已提交 { $time }
button-read-submitted = 看记录、答案和照片
locked-by = 由{ $name }提交 · 回执 <code>{ $receipt }</code>
receipt-title = ✅ <b>已提交 { $number } { $name }</b>　{ $time }
receipt-section = { $department }{ $done }项
receipt-sections = { $sections } · 问题{ $problems }
receipt-secured = 📷 { $count }张{ $files ->
        [0] {""}
       *[other] {" "}📎 { $files }个
    }全部已固定（{ $time }）
receipt-reason = ⚠️ 有缺项提交：{ $reason }
receipt-chain = 链首 <code>{ $head }</code>
receipt-next = { $review ->
        [approved] ✅ 已复核通过；发现写错，请写更正说明。
       *[waiting] 下一步：监管负责人复核，有退回会通知您。写错的写更正说明。
    }
button-next-task = 下一户：{ $name }

sheet-page-ask =
    📷 <b>补拍签名页 · { $number }</b>
    请把签好的页整页拍下发来。
lost-title = ⚠️ <b>{ $number } 没取回的照片</b>（{ $count }）
lost-none = ✅ { $number } 的照片没有缺的了。
lost-line = { $place } { $where }（{ $name }发）
lost-at = { $purpose ->
        [notice] 通知书签收页
        [signature] 签名页
        [authorisation] 委托书
        [refusal] 拒签证据
       *[scene] 现场
    }
lost-at-item = 第{ $number }项
lost-after = ⚠️ { $number } 有1张照片没取回（{ $where }），请重发。
resend-ask =
    📷 <b>重发照片 · { $number }</b>
    请把“{ $where }”的照片再发一次，会放回原处。
pictures-at-resent = 补发的照片
button-send-again = 重发{ $place }
button-drop-lost = 不要{ $place }
button-send-now = 现在重发
button-gap-late = 期限已过：申请延期
