button-clues = 后续监管（{ $count }）
button-clues-short = 后续{ $count }
button-clues-ended = 已办结的
button-clues-live = 未办结的
clues-title = <b>后续监管线索</b>（{ $total }）{ $ended ->
        [True] 　已办结
       *[False] { $overdue ->
            [0] {""}
           *[other] 　⚠️ 逾期{ $overdue }
        }
    }
clues-none = { $ended ->
        [True] 还没有办结的线索。
       *[False] ✅ 没有未办结的线索。复核通过后，发现的问题会列在这里。
    }
clue-line = { $place } { $number }第{ $item }项 { $name } · { $state ->
        [open] 待处理
        [unit] 本部门处置
        [offered] 等接收
        [ordered] 限期改正
        [followed] 已改正待办结
        [closed] ✅ 已办结
       *[void] 已不成立
    }{ $live ->
        [False] {""}
       *[True] {" "}· { $left ->
            [late] ⚠️ 逾期
           *[other] { $left }天
        }
    }
button-clue = { $place } { $number } 第{ $item }项
clue-title = <b>线索 { $code }</b>　{ $name }
clue-note = ⚠️ 第{ $item }项：{ $note }
clue-state = { $state ->
        [open] ⏳ 待处理：选一个办法
        [unit] ⏳ { $department }处置
        [offered] ⏳ { $giver }移交{ $department }，等接收
        [ordered] ⏳ 已责令限期改正
        [followed] ⏳ 复查已改正，待办结
        [closed] ✅ 已办结
       *[void] 已不成立（核查结果改了）
    }{ $reason ->
        [none] {""}
       *[other] ：{ $reason }
    }
clue-owner = 负责：{ $department } { $owner } · { $closes ->
        [True] 办结期限
       *[False] 期限
    } { $day }{ $late ->
        [True] ，<b>已逾期</b>
       *[False] ，还剩{ $left }个工作日
    }
clue-refused = ↩️ { $department }不接收：{ $reason }
clue-reopened = ↩️ 重新打开：{ $reason }
clue-unit = 承办：{ $unit }
clue-files = 📷 办结证据 { $count }件
clue-files-not = ⚠️ 不算办结证据：{ $known ->
        [0] {""}
       *[other] { $known }件检查时就有
    }{ $unfit ->
        [0] {""}
       *[other] { $known ->
            [0] {""}
           *[other] ，
        }{ $unfit }件不是照片、视频或扫描件
    }。请另发。
clue-hint = 办结前请把照片、视频或扫描件发到这里。
button-clue-unit = 交本部门业务机构
button-clue-order = 限期改正
button-clue-offer = 移交其他部门
button-clue-accept = 接收
button-clue-reject = 不接收
button-clue-take-back = ↩️ 撤回移交
button-clue-close = 办结
button-clue-same = 仍用旧照片办结
button-clue-hand = 确认移交
button-clue-reopen = 重新打开
button-clue-steps = 经过
button-paper-transfer = 📄 移交单
clue-ask-unit = 交哪个机构、哪位？发一句话，如“执法科 张三”。
clue-ask-order = 限期到哪一天？发日期，如 <b>12.15</b>。
clue-ask-offer = 移交哪个部门？选好后还会再问一次。
clue-last-look =
    移交<b>{ $department }</b>？请再看一眼。
    由谁答复：{ $owner }
    答复期限：{ $day }
    会打印移交单，双方各一份。对方接收前可以撤回，恢复原来的办法和期限。
clue-unreached = ⚠️ { $owner } 现在收不到通知（未绑定或停用了机器人），请当面告知。
clue-ask-reject = 为什么不接收？发一句话，移交部门会看到。
clue-ask-close = 结果怎样？发一句话，如“已改正，现场核对无误”。
clue-ask-same = 这些照片检查时就有，证明不了已改正；最好另发一张。只能用它时，写明为什么。
clue-ask-reopen = 为什么重新打开？发一句话。
clue-steps-title = <b>线索 { $code }</b>　经过
clue-step-more = …{ $text }
clue-step = · { $when } { $name } { $kind ->
        [opened] 形成线索
        [to_unit] 交业务机构
        [ordered] 责令改正
        [offered] 移交
        [accepted] 接收
        [rejected] 不接收
        [taken_back] 撤回移交
        [closed] 办结
        [corrected] 记录更正
        [reopened] 重新打开
        [follow_up_sent] 派出复查
        [follow_up_off] 撤销复查
        [followed_up] 复查已改正
        [still_stands] 复查未改正
       *[void] 不再成立
    }{ $department ->
        [none] {""}
       *[other] 给{ $department }
    }{ $text ->
        [none] {""}
       *[other] ：{ $text }
    }
clue-rectified = 复查已改正（{ $number }）
clue-known = 仍用旧照片办结：{ $reason }
clue-gone = 线索已不成立
clue-done = 已记下
told-clues-opened = ⏳ <b>{ $number } { $name }</b> 复核通过，{ $count }个问题要后续监管。
told-clue-offered = ⏳ <b>{ $department }移交线索 { $code }</b>　{ $name }
told-clue-answered = { $accepted ->
        [True] ✅ { $department }已接收线索 { $code }。
       *[False] ↩️ { $department }不接收线索 { $code }：{ $reason }
    }
told-clue-taken-back = ↩️ { $department }已撤回线索 { $code }，不用接收，移交单作废。
told-clue-ended = ✅ { $department }已办结线索 { $code }：{ $result }
told-clues-given = { $count ->
        [1] ⏳ 线索 <b>{ $code }</b> 现由您后续监管　{ $name }
       *[other] ⏳ { $count }条线索现由您后续监管。
    }
told-clues-due = { $escalated ->
        [True] ⚠️ 有{ $overdue }条由别人负责的线索逾期未办结，请督办。
       *[False] ⏳ 后续监管线索：逾期{ $overdue } · 快到期{ $soon }
    }
told-return-overdue = ⚠️ <b>{ $number } { $name }</b>：退回的还没有重新提交，期限已过。
pictures-at-clue = 办结证据
button-follow-up = 🔁 复查
button-follow-up-off = 撤销复查
button-follow-up-look = 看复查
button-follow-up-send = 派出复查
button-follow-up-proven = 用复查照片办结（{ $count }）
button-follow-up-officer = { $chosen ->
        [True] ☑ { $name }
       *[False] ☐ { $name }
    }
follow-up-choose =
    <b>复查</b>　针对这条线索，不经抽取
    人员：{ $names }（{ $count }名，至少{ $least }名）
    日期：{ $day ->
        [none] 还没定。请发日期，如 <b>12.15</b>
       *[other] { $day }（要改就再发一次）
    }
    原检查人员排在前面；只列执法证有效、不回避的。
follow-up-stands = 🔁 复查 { $number }（{ $day } { $names }）{ $state ->
        [assigned] 待检查
        [running] 进行中
        [returned] 已退回
        [submitted] 待复核
        [complied] ✅ 已改正
       *[standing] ⚠️ 未改正，请重新选办法
    }{ $photos ->
        [0] {""}
       *[other] {" "}📷{ $photos }
    }{ $known ->
        [0] {""}
       *[other] {" "}⚠️ { $known }张检查时就有
    }
clue-ask-off = 为什么撤销复查？发一句话，检查人员会看到。
button-followed-first = 🔁 先查第{ $number }项
item-followed = 🔁 <b>复查 { $code }</b>　上次：{ $note }。请对照拍照，照片可作办结证据。
review-followed = 🔁 复查 { $code }　第{ $number }项，上次：{ $note }
button-earlier = 🖼 上次照片（{ $count }）
earlier-caption = 上次照片 { $number } · { $day } · SHA-256 { $hashes }
told-follow-up-ended = { $complied ->
        [True] ✅ <b>线索 { $code }</b>　{ $name }：复查 { $number } 已改正，可以办结。
       *[False] ⚠️ <b>线索 { $code }</b>　{ $name }：复查 { $number } 仍未改正，请重新选办法。
    }
draw-targeted = 针对线索复查，不经抽取；人员由线索负责人选定。
draw-order-targeted = { $department }的人员与候补顺序：
