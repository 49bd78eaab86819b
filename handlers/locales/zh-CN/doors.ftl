alarm-subscriber-dropped =
    ⚠️ 订阅方 { $number }（<code>{ $host }</code>）多日没有收下通知，或不再需要，已停止外发。
    对方修好后请恢复，错过的会补发。
alarm-forwarding-given-up =
    ⚠️ 结果 { $result } 没能转报到表单服务器：{ $error }
    处理好后请重试。
alarm-forwarded-incomplete =
    ⚠️ 结果 { $result } 已转报，但缺少已丢失的文件：{ $files }
    请让原发送人在聊天里补发，再在表单服务器上手工补充。
keying-title-list = ⌨️ <b>待补录到市级平台</b> · { $total } 项
keying-title-done = ⌨️ <b>已补录</b> · { $total } 项
keying-title-take_back = ↩️ <b>待撤下</b> · { $total } 项
keying-line = { $place } { $name } <code>{ $number }</code>
keying-none-list = 没有要补录的结果。复核通过后会出现在这里。
keying-none-done = 还没有补录过。
keying-none-take_back = 没有要撤下的结果。
keying-hint-list = 在平台录入后，点开那一项，发送平台编号或按“已录入”。
keying-hint-take_back = 补录或转报之后不公示或撤回的。请到那边撤下，再点开记一下。
keying-sheet-title = ⌨️ <b>{ $number }</b> { $name }
keying-value = { $heading }：<code>{ $value }</code>
keying-keyed = ✅ 已录入，平台编号：{ $number }
keying-keyed-not-shown = ✅ 已录入，平台编号：{ $number }。现在不公示、已撤回（或正在办理），或未复核通过，不显示内容。
keying-ask = 录入后请发送平台编号，没有就按按钮。
keying-noted = 已记录
keying-other-round = 期间重新复核通过了，或更正说明有变动，没有记录。下面是现在的内容，请核对后再记录。
keying-to-take-back = ↩️ 现在不公示或已撤回。请到{ $where ->
        [keyed] 市级平台
        [forwarded] 表单服务器
        [perhaps] 表单服务器查一下（没有得到明确答复），有就
        [keyed_perhaps] 市级平台（表单服务器也查一下，有就一并）
       *[both] 市级平台和表单服务器
    }撤下{ $number ->
        [none] {""}
       *[other] （平台编号：{ $number }）
    }，再按按钮。
take-back =
    ↩️ { $result } { $name } 已不公示或撤回，但已{ $where ->
        [keyed] 补录到市级平台
        [forwarded] 转报到表单服务器
        [perhaps] 发往表单服务器（没有得到明确答复，可能已收下）
        [keyed_perhaps] 补录到市级平台，可能也转报到表单服务器
       *[both] 补录到市级平台，并转报到表单服务器
    }{ $number ->
        [none] {""}
       *[other] （{ $number }）
    }。
    请到那边撤下，再在这里记一下。
alarm-take-back =
    ↩️ { $result } 已不公示或撤回，但已{ $where ->
        [keyed] 补录到市级平台
        [forwarded] 转报到表单服务器
        [perhaps] 发往表单服务器（没有得到明确答复，可能已收下）
        [keyed_perhaps] 补录到市级平台，可能也转报到表单服务器
       *[both] 补录到市级平台，并转报到表单服务器
    }{ $number ->
        [none] {""}
       *[other] （{ $number }）
    }。
    请协助部门撤下；由部门在“补录”里记为已撤下。
button-keying = { $place } { $name } { $number }
button-keying-list = ‹ 补录清单
button-keying-done = 已补录
button-keying-take-back = ↩️ 待撤下 { $count } 项
button-keying-gone = ✅ 已撤下
button-keying-file = 导出表格
button-keying-keyed = ✅ 已录入
button-keying-back = 退回清单
made-keying = 📄 补录清单，列名与市级平台一致。
keying-changed = 🔁 { $because ->
        [addendum] 更正说明有变动
       *[approved] 复核重新通过
    }：请在平台改好{ $number ->
        [none] {""}
       *[other] { $number }
    }，再按“已录入”。
keying-outdated =
    🔁 { $result } { $name }：补录之后{ $because ->
        [addendum] 更正说明有变动（签字或否认签字）
       *[approved] 复核重新通过
    }，平台上还是原来的{ $number ->
        [none] {""}
       *[other] （{ $number }）
    }。
    请在平台核对修改，再记为已录入。
button-keying-look = 打开
button-keying-list-short = ⌨️ 补录清单
registry-platform_tasks = 市级平台任务
registry-platform_keyed = 平台结果编号
doors-title-subscribers = 🔌 <b>接口：订阅方</b> · { $total } 个
doors-title-forwardings = 🔌 <b>接口：转报到表单服务器</b> · { $total } 项
doors-title-tokens = 🔌 <b>接口：令牌</b> · { $total } 个
doors-line-subscribers = { $number }. <code>{ $name }</code> { $state ->
        [on] ✅ 正常
        [failing] ⏳ { $since } 起不通
       *[dropped] ⛔ 已停止外发
    }
doors-line-forwardings = { $number }. { $name } { $state ->
        [sent] ✅
        [waiting] ⏳
        [taken_back] ↩️
       *[given_up] ⛔
    } { $told }
doors-line-tokens = { $number }. { $name } { $told } · { $state ->
        [open] { $since ->
            [none] 有效
           *[other] { $since } 到期
        }
        [over] 已过期
       *[revoked] 已停用
    }
doors-hint-subscribers = 对方修好后按“恢复”，30 天内错过的会补发。
doors-hint-forwardings = 原因处理好后按“重试”。
doors-hint-tokens = 令牌由管理这台机器的人生成和停用。
doors-none-subscribers = 还没有订阅方。由管理这台机器的人添加。
doors-none-forwardings = 还没有转报过。
doors-none-tokens = 还没有令牌。由管理这台机器的人生成。
doors-goes-on = 继续进行
button-doors = 🔌 接口
button-doors-subscribers = 订阅方
button-doors-forwardings = 转报
button-doors-tokens = 令牌
button-doors-resume = ▶️ 恢复外发
button-doors-resume-one = ▶️ 恢复 { $number }. { $name }
button-doors-again = 🔁 重试
button-doors-again-one = 🔁 重试 { $number }. { $name }
