pictures-received = { $kind ->
        [photo] 📷
       *[file] 📎
    } 已收到 { $count }{ $kind ->
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
pictures-quarantined = ⛔ { $count }{ $kind ->
        [photo] 张
       *[file] 个文件
    }已隔离，不作证据。
pictures-reused = ⚠️ { $count }张与 { $visits } 的照片相同，请核对。
pictures-doubled = ⚠️ 同一张照片用在几处：{ $items }，请核对。
pictures-doubled-item = { $department } 第{ $number }项
pictures-old = ⚠️ { $count }张早于检查拍摄（相机时间 { $day }），请核对。
pictures-recompressed = Telegram 已压缩，拍摄信息已去除。关键证据请用“文件”再发原图。
pictures-withdrawn = 已撤回，原件仍留存备查。
pictures-beside = ⚠️ 记录表已签字：{ $count }张只存卷宗，不进记录表。
pictures-entered = { $count ->
        [0] 已放进记录表
       *[other] 已放进记录表，{ $count }个签名须重签
    }
pictures-signed =
    ⚠️ 记录表连同这些照片已有{ $count }个签名。
    撤回后记录表改变，须全部重新签字。
pictures-moved = 已改归属
pictures-at-item = 第{ $number }项 { $label }
pictures-at-scene = 现场（未归项）
pictures-at-notice = 通知书签收
pictures-at-signature = 签名页
pictures-at-authorisation = 委托书
pictures-at-refusal = 拒签证据
pictures-at-interview = 询问确认
pictures-at-unassigned = 待归处
pictures-waiting-at = { $purpose ->
        [item] { $number ->
            [0] 各项
           *[other] 第{ $number }项
        }
        [scene] 现场
        [notice] 签收
        [signature] 签名页
       *[other] 其他
    } { $count }个
pictures-move =
    📷 这{ $count }{ $kind ->
        [photo] 张
       *[file] 个文件
    }归到哪里？
    发送项号，如 <b>5</b>，或选：
pictures-choose = { $kind ->
        [photo] 📷
       *[file] 📎
    } 已收到 { $count }{ $kind ->
        [photo] 张
       *[file] 个文件
    }，还不知道属于哪次检查。归到：
file-too-big =
    这个文件 { $megabytes }MB，超过20MB，没能取回。
    请压缩、截短，或拍照代替。其他内容不受影响。
file-quarantined =
    ⛔ { $place }：{ $what }已隔离，不作证据。
    { $reason }
    原件仍封存备查；其他内容不受影响。（{ $code }）
quarantined-what = { $kind ->
        [photo] 1张照片
        [voice] 1条语音
        [audio] 1个录音
        [video] 1段视频
        [video_note] 1段视频
       *[document] 1个文件
    }{ $name ->
        [none] {""}
       *[other] “{ $name }”
    }
item-quarantined = ⛔ 已隔离{ $count }个文件，不算数；请重新发送。
file-lost =
    ⚠️ { $place } 有1个文件没取回：{ $because ->
        [too_big] 超过20MB
        [gone] Telegram 已不再提供
       *[unreachable] 多次尝试都没连上
    }。
    请重发一次。

button-pictures-move = 改归属
button-pictures-enter = 放进记录表，重新签字
button-pictures-unsign = 撤回，重新签字
button-pictures-withdraw = 撤回
button-pictures-item = 第{ $number }项（当前）
button-pictures-scene = 现场（未归项）
button-pictures-visit = { $number } { $name }
button-pictures-drop = 不要了
