notice-title = 📄 <b>行政检查通知书</b>
notice-number = { $number }
notice-visit = { $visit } { $name } · 事项{ $matters }项 · 检查日期：{ $planned }
notice-announced = ⏳ { $moment } { $who } 已电话通知，纸质到场当面补交。
notice-served = ✅ { $moment } 已送达（纸质）
notice-served-by = 签收：{ $by ->
        [person_in_charge] 负责人
        [staff] 员工
       *[other] 其他人（{ $named }）
    } · 送达人：{ $who }
notice-refused = ⚠️ { $moment } 拒收，已留置送达
notice-refused-by = { $by ->
        [person_in_charge] 负责人拒收
        [staff] 员工拒收
       *[nobody] 无人在场
    } · 送达人：{ $who }
notice-not-delivered = ⚠️ { $moment } 找不到地点，未送达，已报监管负责人。
notice-photos = 📷 照片 { $count }张{ $files ->
        [0] {""}
       *[other] {" "}📎 { $files }个
    }
notice-no-photo = 没有签收页照片：{ $reason }
notice-receipt-gone = ⚠️ 签收页照片已不在：送达有效，照片请补。
notice-ask = 怎样送达？

notice-paper-title = 📄 <b>当面送达 · { $visit } { $name }</b>
notice-paper-photo = 📷 请拍下签收页发来。
notice-paper-who = 谁签收的：{ $by ->
        [none] ⏳ 请选
        [person_in_charge] 负责人
        [staff] 员工
       *[other] 其他人（{ $named }）
    }
notice-paper-hint = 照片和签收人齐了，就记为已送达。
notice-paper-ready = 两样都齐了，按“确认送达”。

notice-receiver-ask =
    ✍️ <b>谁签收的 · { $visit }</b>
    请发送姓名或与检查对象的关系，如 <b>店长的妻子</b>。
    照抄在通知书签收栏。

notice-no-photo-ask =
    <b>没有签收页照片 · { $visit }</b>
    为什么拍不了？发一句话，或选：
notice-photo-refused = 对方不让拍
notice-photo-broken = 手机拍不了

notice-date-ask =
    📄 <b>改检查日期 · { $visit }</b>
    现在：{ $planned }
    可选：{ $days }
    按日期，或直接发送，如 <b>{ $example }</b>。
notice-date-over =
    📄 <b>改检查日期 · { $visit }</b>
    ⚠️ 检查时段到 { $last } 为止，已经过了。
    要延期请联系监管负责人。

refusal-title = ⚠️ <b>拒收通知书 · { $visit }</b>
refusal-by = 情形：{ $by ->
        [none] ⏳ 请选
        [person_in_charge] 负责人拒收
        [staff] 员工拒收
        [nobody] 无人在场
       *[not_found] 找不到地点
    }
refusal-said-ask = 说了什么：⏳ 发一句话，例如：
refusal-said-example = <blockquote>店长看后不签，称老板不在。</blockquote>
refusal-said = 说了什么：{ $said }
refusal-witness = 见证人：{ $witness }
refusal-no-witness = 没有（{ $reason }）
refusal-photos = 📷 照片 { $count }张{ $files ->
        [0] {""}
       *[other] {" "}📎 { $files }个
    }（可随时拍来）
refusal-lacks = 还差：{ $lacks }
refusal-lacks-by = 情形
refusal-lacks-said = 说了什么
refusal-lacks-witness = 见证人
refusal-hint = { $by ->
        [not_found] 确认后记为未送达，马上告知监管负责人。
       *[other] 确认即为留置送达，马上告知监管负责人。
    }
refusal-witness-ask =
    ✍️ <b>见证人 · { $visit }</b>
    请发送：姓名 电话，如 <b>李某 139…</b>
    见证人不能是本组执法人员。
    姓名电话加密留存；您可自行删除那条消息。
refusal-no-witness-ask =
    ✍️ <b>没有见证人 · { $visit }</b>
    为什么没有？发一句话，或选：

notice-served-toast = 已记为送达
notice-announced-toast = 已记电话通知，到场补交纸质
notice-date-toast = 检查日期已改
notice-corrected-toast = 已改回未送达，原记录留痕
refusal-left-toast = 已记留置送达，监管负责人已知
refusal-attempt-toast = 已记未送达，监管负责人已知

button-notice-paper = 当面交纸质，拍签收页
button-notice-telephone = 电话已通知，到场补交
button-notice-refusal = 拒收或未遇
button-notice-date = 改日期
button-notice-correct = 更正送达记录
button-notice-receipt = 补拍签收页
button-receiver-person_in_charge = 负责人
button-receiver-staff = 员工
button-receiver-other = 其他
button-notice-no-photo = 拍不了签收页
button-notice-confirm = 确认送达
button-refused-person_in_charge = 负责人拒收
button-refused-staff = 员工拒收
button-refused-nobody = 无人在场
button-refused-not_found = 找不到地点
button-refusal-witness = 见证人
button-refusal-confirm = 确认留置送达
button-refusal-attempt = 确认未送达
button-witness-none = 没有见证人
