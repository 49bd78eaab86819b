sign-title = ✍️ <b>签字 · { $number }</b> { $name }
sign-too-early = ⏳ { $departments }还没有完成；现在签的，完成后须重签。
sign-record = 📄 { $is_printed ->
        [True] 签的是记录表 { $sha256 }…，已发到聊天里
       *[False] 记录表正在生成，发来后请先看再签
    }
sign-party-open = 被核查方：⏳ 未签
sign-party-writing = 被核查方：✍️ 拒签、缺席情况还没写完
sign-party-signed = 被核查方：✅ { $who } { $time }（{ $way ->
        [drawn] 手写
       *[paper] 纸质
    }）
sign-party-refused = 被核查方：⚠️ { $kind ->
        [sign] 拒绝签字
        [inspection] 拒绝检查
        [not_found] 查无下落
       *[absent] 无法到场
    } { $time }（{ $reason }）
sign-officers = { $department }：{ $officers }
sign-officer-open = { $name } ⏳
sign-officer-ticked = { $name } ✅待本人确认
sign-officer-signed = { $name } ✅
sign-officer-drawn = { $name } ✅手写
sign-witness-unneeded = 见证人：不需要（拒签、缺席时需要）
sign-witness-needed = 见证人：⏳ 需要
sign-witness-none = 见证人：无（{ $reason }）
sign-witness = 见证人：{ $name } { $phone } { $state ->
        [signed] ✅
       *[named] ⏳ 未签
    }
sign-seals = 盖章：对方{ $party ->
        [stamped] 已盖 ✅
        [later] 稍后补盖
        [none] 没有公章
        [refused] ⚠️ 拒绝盖章
       *[open] 未填 ⏳
    }；我方{ $office ->
        [stamped] 已盖 ✅
        [later] 回单位再盖
       *[open] 未填 ⏳
    }
sign-page-lost = ⚠️ 有签名页照片没取回或已撤回，请重拍。

button-sign-or-refused = 签字 · 拒绝检查 · 查无下落
button-party = 被核查方
button-party-writing = 继续写
button-party-now = 对方改为签字
button-me = 我本人
button-other-officers = 其他核查人
button-witness = 见证人
button-seals = 盖章
button-one-sheet = 一张纸签齐，拍照
button-to-summary = { $left ->
        [0] 去提交
       *[other] 去提交（还差{ $left }）
    }

party-title =
    ✍️ <b>被核查方签字</b>
    谁来签？
button-legal = 负责人本人
button-agent = 受委托人
button-refuses = 拒绝签字
button-absent = 无法到场
button-refuses-inspection = 拒绝检查
button-not-found = 查无下落

agent-title = ✍️ <b>受委托人签字</b>
agent-name-open = 1 姓名：⏳ 请发送
agent-name = 1 姓名：{ $name } ✅
agent-photos-open = 2 委托书照片：⏳ 请拍下发来
agent-photos = 2 委托书照片：✅ { $count }张
agent-no-authorisation = 2 没有委托书：{ $reason }
agent-hint = 姓名已封存；您可自行删除聊天里的姓名。
button-no-authorisation = 没有委托书
button-agent-signs = 下一步：签字
agent-none-ask =
    ✍️ <b>没有委托书</b>
    请写明职务和原因，发一句话，例如：
    <blockquote>店长，负责人口头委托，委托书3日内补交。</blockquote>

sheet-signed-title = ✍️ <b>签名页 · { $number }</b>　📷 { $photos }张
sheet-signed-ask-photo =
    请把签好的页整页拍下发来，字迹要看得清。
    这页上有谁的签名？请点选：
sheet-signed-ask = 这页上有谁的签名？点选好后按“就是这些”。
sheet-signed-nobody = 该签的都已签好。
sheet-signed-party = 被核查方由{ $who }签{ $has ->
        [no] 。
       *[yes] （{ $agent }）。
    }
sheet-signed-agent-lacks = ⚠️ 受委托人的姓名或委托书还没有补齐。
sheet-signed-witness-lacks = ⚠️ 见证人还没有登记姓名、电话。
button-tick-party = 被核查方
button-tick-witness = 见证人
button-complete-agent = 补齐受委托人
button-name-witness = 登记见证人
button-sheet-done = 就是这些
sheet-closed = 已记{ $count }个签名

pad-ways-title = ✍️ <b>签字 · { $number }</b>
pad-ways-who = 签字人：{ $role ->
        [officer] 本人
        [witness] 见证人
       *[party] 被核查方{ $who }
    }
pad-ways-record = 📄 签的是{ $paper ->
        [addendum] 更正说明
       *[record] 记录表
    } { $sha256 }…
pad-ways-hint = { $role ->
        [officer] 手写：在弹出页里写名字，每一笔都会保存。
       *[other] 手写：把手机递给对方，或发链接到对方手机；每一笔都会保存。
    }
pad-not-ready = 记录表还在生成，现在可签在纸上；稍后也可手写
pad-withdrawn = 已撤回，请重新签
pad-link =
    ✍️ <b>签字链接 · { $number }</b>
    请对方用自己的手机扫码，或把链接发给对方：
    { $address }
    { $minutes }分钟内打开有效，只能用一次。
button-pad-mine = 手写签字
button-pad-here = 手写签字（在这部手机上）
button-pad-link = 发链接到对方手机
button-pad-paper = 签在纸上，拍照
button-pad-again = 再发一个链接
button-drawn = 撤回手写签名
drawn-title = ✍️ <b>手写签名 · { $number }</b>
drawn-line = { $who } ✅ { $time }
drawn-hint = 撤回后原签名留存备查，须重新签。
button-withdraw-drawn = 撤回：{ $who }

ticked-ask =
    ✍️ { $number } { $name }
    { $by }记您已在纸上签名 { $time }。是您签的吗？
ticked-confirmed = ✅ 已确认：是您本人签的。
ticked-denied = ⚠️ 已取消这个签名，并告知记录的同事。
button-ticked-mine = 是我签的
button-ticked-not-mine = 不是我签的

witness-title = ✍️ <b>见证人</b>
witness-ask = 请发送：姓名 电话，如 <b>李某 13900000000</b>
witness-delete-hint = 已封存，这里只显示尾号；您可自行删除聊天里的原文。
witness-rule = 见证人不能是本组执法人员。
button-witness-signs = 见证人签字
button-no-witness = 没有见证人（写明原因）
no-witness-ask =
    ✍️ <b>没有见证人</b>
    请选原因，或发一句话：
witness-stored = 见证人已登记

seal-title = <b>盖章</b>
seal-reason = { $side ->
        [party] 对方
       *[office] 我方
    }：{ $reason }
button-seal-party-stamped = 对方已盖
button-seal-party-later = 对方补盖
button-seal-party-none = 对方无章
button-seal-party-refused = 对方拒盖
button-seal-office-stamped = 我方已盖
button-seal-office-later = 回单位盖
seal-why = <b>{ $state ->
        [refused] 对方拒绝盖章
       *[none] 对方没有盖章
    }</b>
    请选原因，或发一句话：
seal-stored = 盖章情况已记下

refused-title = ⚠️ <b>{ $kind ->
        [sign] 拒绝签字
        [inspection] 拒绝检查
        [not_found] 查无下落
       *[absent] 无法到场
    } · 被核查方</b> { $number }
refused-read = 已向对方宣读或交其阅看记录：{ $mark }
refused-who-why = 谁：{ $who }　原因：{ $why }
refused-why = 原因：{ $why }
refused-later = 约定补签：{ $day }
refused-witness = 见证人：{ $witness }　证据：{ $photos }件（照片、录音直接发来）
refused-no-witness = 无（{ $reason }）
refused-printed = 将打印在签字栏：
refused-lacks = 还差：{ $gaps }
refused-gap-read_out = 宣读或阅看
refused-gap-who = 谁拒绝
refused-gap-why = 原因
refused-gap-witness = 见证人
refused-who-ask = <b>谁拒绝？</b>
refused-why-ask =
    <b>什么原因？</b>
    请选，或发一句话；会打印在签字栏。
refused-later-ask =
    <b>约定哪天补签？</b>
    请发送日期，如 <b>3.20</b>。
refused-confirmed = 已记下，已报监管负责人
button-read-out = 已宣读或阅看
button-who = 谁拒绝
button-why = 原因
button-agent-instead = 受委托人签
button-later-day = 约定补签
button-confirm-refusal = { $kind ->
        [sign] 确认拒绝签字
        [inspection] 确认拒绝检查
        [not_found] 确认查无下落
       *[absent] 确认无法到场
    }
button-refusal-back = ‹ 返回，对方愿意签

told-denied = ⚠️ { $number }：{ $name }说签名页上不是本人签的，已取消，请重新签。
