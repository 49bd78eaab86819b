supervised-title = 📋 <b>我负责的核查</b>（{ $total }）　已提交{ $submitted }
supervised-none = 📋 您负责的任务还没有派发的核查。派发后会列在这里。
supervised-line = { $place } { $number } { $name } · { $state ->
        [submitted] 🔎 待复核 { $when }
        [seconding] ⏳ 等第二人复核
        [approved] ✅ 已复核通过
        [returned] ↩️ 已退回
        [running] ⏳ { $answered }/{ $asked }
       *[assigned] 未开始，{ $when }前
    }
review-title = 📋 <b>{ $number } { $name }</b> · { $state ->
        [submitted] { $by }已提交
        [void] 已取消
        [returned] 已退回
        [running] 进行中
       *[assigned] 未开始
    }
review-followed-now = 　这次：第{ $number }项 <b>{ $value }</b>{ $note ->
        [none] {""}
       *[other] ，{ $note }
    }　📷{ $photos }
review-followed-open = 未答
review-problems-only = 没有例外；发现的问题：
review-no-exceptions = ✅ 没有例外。
review-more = ……还有{ $count ->
        [0] {""}
       *[other] { $count }个问题
    }{ $figures ->
        [0] {""}
       *[other] { $count ->
            [0] {""}
           *[other] 、
        }{ $figures }行数字
    }，见{ $on ->
        [message] “查看”
       *[card] { $count ->
            [0] 记录表
           *[other] 答案
        }
    }
review-problem = ⚠️ { $department }第{ $number }项：{ $text }　📷{ $photos }
review-gate = ⚠️ { $department }：{ $missing }（{ $text }）
review-gate-name = { $gate ->
        [far] 距登记地址 { $distance }
        [long_ago] 位置是开始前很久发的
        [certificate] 证件未生效或过期
        [officers] 执法人员不足
        [window] 不在检查期限内开始
        [notice] 通知书未送达即开始
       *[other] 开始时有例外
    }
review-no-photo = ⚠️ { $department }第{ $numbers }项没有照片
review-notice = ⚠️ 通知书被拒收，已留置送达
review-place = 📍 { $department }：未提供定位（跳过了）
review-submitted_with = ⚠️ 有缺项提交：{ $text }
review-open = ⚠️ { $department }未完成，已答{ $answered }/{ $asked }
review-unsigned = ⚠️ 缺{ $count }个签名
review-lost = ⚠️ 没取回的照片 { $count }张
review-quarantined = ⛔ 已隔离的文件 { $count }个
review-section = { $department } { $answered }/{ $asked } · { $results ->
        [none] 未确认结果
       *[other] { $results }
    }
review-result-short = { $department } { $results ->
        [none] 未确认
       *[other] { $results }
    }
review-signatures = ✍️ 签字 { $given }/{ $needed } · 成批作答{ $bulk }项
button-answers = { $department } 答案
button-files = 看照片和文件（{ $count }）
button-visits = ‹ 全部核查
button-look = 查看

told-submitted = 📋 <b>{ $number } { $name } { $again ->
        [0] 已提交
       *[other] 已重新提交（{ $again }项）
    }</b>　{ $time }
told-submitted-section = { $department }：问题{ $problems } · { $results ->
        [none] 未确认结果
       *[other] { $results }
    }
told-refused = ⚠️ <b>{ $number } { $name }</b>
told-refusal-over = ↩️ { $number } { $name }：拒签或缺席已不再有效，对方另行签字。
told-witness = 见证人：{ $has ->
        [yes] 有
       *[no] 无，已写明原因
    }
told-on-site = 检查组仍在现场。
told-has-left = 已提交。

answers-title = <b>{ $department }</b> · { $number }　第{ $page }/{ $pages }页
answers-line = { $mark } { $number } { $label }：<b>{ $value }</b>{ $has ->
        [no] {""}
       *[yes] （{ $note }）
    }
files-title = 📷 <b>{ $number }</b> 照片和文件　第{ $page }/{ $pages }页{ $left ->
        [0] {""}
       *[other] {"\u000A"}另有{ $left }件录音或视频还在取回。
    }
files-caption = { $number } { $places }
files-item = { $department }第{ $number }项
files-at = { $purpose ->
        [notice] 通知书签收页
        [signature] 签名页
        [authorisation] 委托书
        [refusal] 拒签证据
       *[scene] 现场
    }
review-late = ⚠️ 期限过后才提交
