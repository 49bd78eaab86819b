told-refusal = ⚠️ { $number } 通知书{ $by ->
        [person_in_charge] 被负责人<b>拒收</b>
        [staff] 被员工<b>拒收</b>
        [nobody] 送达时<b>无人在场</b>
       *[not_found] <b>找不到地点</b>
    }　{ $time }
told-refusal-said = 对方说：{ $said }
told-refusal-witness = 见证人：{ $witness } · 照片 { $photos }张
told-refusal-state = { $by ->
        [not_found] 通知书没有送达。
       *[other] 已留置送达。
    }
told-start = ⚠️ { $number } { $department } 有缺项<b>先开始</b>　{ $time }
told-gate = · { $missing }：{ $reason }
gate-named-far = 离登记地址远
gate-named-long_ago = 位置太早
gate-named-certificate = 执法证无效
gate-named-officers = 持证人数不够
gate-named-window = 不在检查期限内
gate-named-notice = 通知书没有送达
told-start-after = 原因已进记录，事后须补办。
told-invitation = ⚠️ 给 { $name } 的邀请码已作废：{ $because ->
        [misses] 后四位三次不符
       *[refused] 收到的人说不是本人
    }。需要就再发一个。
told-unreachable = ⏳ { $name }（{ $code }）收不到通知，可能停用了机器人。请电话联系。
told-open = 未完成：{ $numbers }
told-reachable = ✅ { $name } 又能收到通知了。
