request-title = ⏳ <b>{ $name } { $kind ->
        [called] 需要换人
        [handover] 申请转交
       *[recusal] 申请回避
    } { $number }</b> { $object }
request-reason = 原因：{ $reason }
request-next = 同意后由<b>下一顺位</b>补上：抽取序 { $ticket }（{ $department }）。
request-exhausted = ⚠️ { $department }的抽取顺序已用完。同意后席位空着，须另行抽取补充。
request-granted = ✅ 已同意，{ $name } 补上（抽取序 { $ticket }）。
request-unfilled = ✅ 已同意。⚠️ { $department }席位空着，请另行抽取补充。
request-denied = ↩️ 未同意，任务仍在本人名下。
request-restored = ↩️ 不用换人了，任务仍在本人名下。
request-unreachable = ⚠️ { $name } { $reach ->
        [unbound] 还没有绑定账号，收不到任务。请发邀请码并电话通知。
       *[blocked] 停用了机器人，收不到任务。请电话通知。
    }
invite-made =
    <b>给 { $name } 的邀请码</b>（{ $number }）
    <code>{ $code }</code>
    24小时内有效，只能用一次。请转发给本人，或电话告知：
    在 Telegram 打开本机器人，按“开始”，发送邀请码，再发证号后四位。
    您下一步操作后，这条消息会消失。
request-why =
    ↩️ <b>不同意 { $name } 的申请 · { $number }</b>
    请发送理由，本人会原样看到。
request-granted-toast = 已同意，按顺序补位

order-title = 🎲 <b>抽取顺序 · { $number } { $department }</b>
order-hint = 补位只按顺序，不由个人指定。

decided-granted = ✅ <b>{ $number } { $name }</b>：{ $kind ->
        [handover] 转交
       *[recusal] 回避
    }申请已同意，由下一顺位接替。
decided-called = 📋 <b>{ $number } { $name }</b> 没有收到您的回复，已由下一顺位接替，不用再处理。
decided-denied =
    ↩️ <b>{ $number }</b> 的{ $kind ->
        [handover] 转交
       *[recusal] 回避
    }申请未同意。
    理由：{ $reason }
    任务仍在您名下。
task-gone = { $number } 已由他人接替
lead-replaced = 📋 { $number } { $department } 换人：{ $old } → { $new }（抽取序 { $ticket }）。
lead-unfilled = ⚠️ { $number } { $department } { $old } 已退出，抽取顺序用完，席位空着。

button-order = 看抽取顺序
button-grant = 同意并补位
button-grant-empty = 同意（席位空着）
button-deny = 不同意（写理由）
button-open-task = 打开任务
button-invite = 发邀请码
