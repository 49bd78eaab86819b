pictures-received = 📷 已收到 { $count }{ $kind ->
        [photo] 张
       *[file] 个文件
    } → <b>{ $place }</b>
pictures-securing = 已固定 { $secured }/{ $received }，其余稍后自动完成，您可以继续。
pictures-secured = ✅ { $count }{ $kind ->
        [photo] 张
       *[file] 个文件
    }{ $count ->
        [1] {""}
       *[other] 全部
    }已固定。
pictures-lost = ⚠️ { $count }{ $kind ->
        [photo] 张
       *[file] 个文件
    }没取回，请重发。
pictures-recompressed = Telegram 已压缩，拍摄信息已去除。关键证据请用“文件”再发原图。
pictures-withdrawn = 已撤回，原件仍留存备查。
pictures-moved = 已改归属
pictures-at-item = 第{ $number }项 { $label }
pictures-at-scene = 现场（未归项）
pictures-at-notice = 通知书签收
pictures-at-signature = 签名页
pictures-at-authorisation = 委托书
pictures-at-refusal = 拒签证据
pictures-at-unassigned = 待归处
pictures-move =
    📷 这{ $count }{ $kind ->
        [photo] 张
       *[file] 个文件
    }归到哪里？
    发送项号，如 <b>5</b>，或选：
pictures-choose = 📷 已收到 { $count }{ $kind ->
        [photo] 张
       *[file] 个文件
    }，还不知道属于哪次检查。归到：
file-too-big =
    这个文件 { $megabytes }MB，超过20MB，没能取回。
    请压缩、截短，或拍照代替。其他内容不受影响。
file-lost =
    ⚠️ { $place } 有1个文件没取回：{ $because ->
        [too_big] 超过20MB
        [gone] Telegram 已不再提供
       *[unreachable] 多次尝试都没连上
    }。
    请重发一次。

button-pictures-move = 改归属
button-pictures-withdraw = 撤回
button-pictures-item = 第{ $number }项（当前）
button-pictures-scene = 现场（未归项）
button-pictures-visit = { $number } { $name }
button-pictures-drop = 不要了
