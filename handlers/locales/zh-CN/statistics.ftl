button-statistics = 统计
button-stat-period = { $chosen ->
        [True] ● { $name }
       *[False] { $name }
    }
button-stat-xlsx = 📄 Excel
button-stat-csv = 📄 CSV
button-stat-credit = 信用记录
button-stat-risks = 等级建议
button-stat-breaches = 严重失信名单
button-stat-web = 🌐 网页看板
button-stat-open = 打开看板
button-stat-others = 其他统计
button-stat-cut = { $title }
stat-menu = 📊 <b>统计</b>　{ $period }（{ $first }–{ $last }）
    选一项，图和数字会发到这里；都附95%区间和上年同期。{ $whole ->
        [True] {""}
       *[False] 只含本部门的检查。
    }
stat-web = 🌐 <b>网页看板</b>
    链接30分钟内有效，只能打开一次，只给您本人。角色有变化，页面立即失效。
stat-being-counted = 正在统计，好了就发到这里
stat-span = { $period } { $first }–{ $last }
stat-scope-whole = 全区
stat-empty = 这段时间没有可统计的检查：提交以后才计入。请换一个时间段：
stat-title = 📊 <b>{ $title }</b>　{ $span } · { $scope }
stat-whole = 检查{ $of }次，发现问题{ $hits }次：<b>{ $share }</b>（95%区间 { $low }–{ $high }）
stat-before = 上年同期（{ $year }年）：{ $change ->
        [none] 没有可比的检查
        [higher] { $hits }/{ $of }，{ $share }；该期确有上升
        [lower] { $hits }/{ $of }，{ $share }；该期确有下降
       *[unsure] { $hits }/{ $of }，{ $share }；看不出确定的差别
    }
stat-line = { $place } { $name } { $hits }/{ $of }　{ $share }（{ $low }–{ $high }）{ $change ->
        [higher] {" "}↑
        [lower] {" "}↓
       *[other] {""}
    }
stat-line-load = { $place } { $name }　完成{ $done }，现在在办{ $waiting }
stat-more = 共{ $count }行，全部见Excel。
stat-follow-ups = 复查{ $of }次，已整改{ $hits }次{ $load ->
        [True] ；完成和在办含复查。
       *[False] ，不计入上面的数。
    }
stat-parts = { $cut ->
        [matter] 按部门的检查部分计（{ $count }份）：部门的结果计入其每个事项，问题率是部门的。
       *[other] 按部门的检查部分计（{ $count }份），一次检查可有几个部门。
    }
stat-by-registry = 其中{ $count }次没有抽取时的{ $cut ->
        [risk] 等级
       *[other] 标记
    }，按名录库现在的。
stat-effect = 定向比随机 { $share }个百分点（{ $low } 至 { $high }）：{ $certain ->
        [True] 差别确定
       *[False] 看不出确定的差别
    }
stat-map = 🔺 发现问题{ $found }处　⭕ 未发现{ $clean }处{ $unplaced ->
        [0] {""}
       *[other] 　没有坐标{ $unplaced }处
    }
stat-decision = 用来决定：{ $decision }
stat-chart-title = { $kind ->
        [rates] 按{ $title }的问题率
        [load] { $title }：检查次数
       *[map] { $title }
    }
stat-chart-subtitle = { $span } · { $scope } · 检查{ $of }次
stat-chart-text = { $hits }/{ $of }　{ $share }（{ $low }–{ $high }）
stat-chart-load-text = 完成{ $done }，现在在办{ $waiting }
stat-chart-legend = { $kind ->
        [rates] 横线：95%置信区间　菱形：上年同期
        [load] 实心：已完成　空心：现在在办
       *[map] 三角：发现问题　圆圈：未发现问题　上为北
    }
made-statistics_xlsx = 统计表，每项一页，附95%区间和上年同期。
made-statistics_credit = 检查对象的信用记录。
made-statistics_breaches = 严重失信名单，供实施联合惩戒的部门使用。
made-statistics_breaches_csv = 严重失信名单，供实施联合惩戒的部门使用。
button-credit-visit = ‹ 回到这次核查
object-ask-search = 查哪个检查对象？发名称的一部分，或统一社会信用代码。
object-ask-decline = 为什么不调整？发一句话，会留在台账里。
object-ask-release = 依据哪条法律列入？发一句话，如“《市场监督管理严重违法失信名单管理办法》第二条”。下一步再看一眼，确认后才列入。
object-ask-keep = 为什么不列入？发一句话，会留在台账里。
object-ask-withdraw = 为什么移出名单？发一句话，会留在台账里。
object-found = 找到{ $count }个检查对象，请选一个：
object-found-line = { $place } { $name }　{ $risk }级
object-done = 已记下
object-why = 理由：{ $reason }
    依据的检查：{ $visits }　规则出处：{ $source }
object-decides = 这只是建议，由您决定。
credit-title = <b>{ $name }</b>　{ $code }
credit-risk = 风险等级 { $risk }{ $source ->
        [none] {""}
       *[other] （{ $source }）
    }　{ $total ->
        [0] 还没有检查记录
       *[other] 检查记录{ $total }条　{ $page }/{ $pages }
    }
credit-listed = ⚠️ 在严重失信名单上
credit-line = { $day } <b>{ $number }</b> { $department }
credit-line-rest = 　{ $kind ->
        [special] 专项 ·{" "}
        [clue] 线索核查 ·{" "}
        [immediate] 即时 ·{" "}
       *[daily] {""}
    }{ $results ->
        [none] 未出结果
       *[other] { $results }
    } · { $state ->
        [running] 检查中
        [submitted] 待复核
        [returned] 已退回
        [approved] 已复核
       *[assigned] 待检查
    }{ $clues ->
        [0] {""}
       *[other] {" "}· 线索{ $clues }
    }{ $live ->
        [0] {""}
       *[other] （未办结{ $live }）
    } · { $publication ->
        [published] 已公示
        [withheld] 不公示
        [withdrawn] 公示已撤回
       *[open] 未公示
    }
button-credit-other = 查另一个
risk-suggested = <b>等级建议</b>　{ $name }（{ $code }）
    { $classes }
risk-none = 这个检查对象没有待定的等级建议：已经决定过，或依据变了。
button-risk-accept = 调整为 { $risk } 级
button-risk-decline = 不调整
breach-proposed = <b>建议列入严重失信名单</b>{ $classes }　{ $name }（{ $code }）
breach-none = 这个检查对象没有待定的列入建议：已经决定过，或依据变了。
button-breach-release = 列入名单
button-breach-keep = 不列入
button-breach-withdraw = 移出名单
button-breach-proposals = 列出建议
breaches-title = <b>严重失信名单</b>（{ $total }）　与其他部门共享，实施联合惩戒
breaches-none = 名单是空的。系统按规则提出建议，由监管负责人写明法律依据后列入。
breaches-line = { $place } { $name }　{ $day } · { $ground }
breach-entry = <b>{ $name }</b>　{ $code }
    规则：{ $rule }
    依据的检查：{ $visits }
    法律依据：{ $ground }
    { $day }列入
breach-last-look = { $step ->
        [release] <b>请再看一眼：列入严重失信名单</b>
       *[withdraw] <b>请再看一眼：移出严重失信名单</b>
    }
    { $name }　{ $code }
    规则：{ $rule }
    依据的检查：{ $visits }
    { $step ->
        [release] 法律依据：
       *[withdraw] 移出理由：
    }
    <blockquote expandable>{ $line }</blockquote>
    按下按钮才记入，进台账，并与其他部门共享。
button-breach-decisions = 决定过的
button-breach-list = 名单
button-breach-put-back = { $state ->
        [withdrawn] 放回名单
       *[declined] 重新建议
    }
breach-decisions-title = <b>决定过的</b>（{ $total }）　移出或不列入的，都可以放回
breach-decisions-none = 还没有移出过，也没有不列入的。
breach-decisions-line = { $place } { $name }　{ $day }
breach-decisions-why = 　{ $state ->
        [withdrawn] 已移出
       *[declined] 不列入
    }：{ $reason }
breach-decision = { $state ->
        [withdrawn] ↩️ <b>已移出严重失信名单</b>
       *[declined] <b>不列入严重失信名单</b>
    }
    { $name }　{ $code }
    { $day } { $by }：{ $reason }
breach-rests = 规则：{ $rule }
    依据的检查：{ $visits }
breach-ground = 法律依据：{ $ground }
breach-put-back = { $state ->
        [released] 已放回名单
       *[proposed] 重新成为建议
    }
breach-unsettled = ⚠️ <b>{ $name }</b>在严重失信名单上，依据的检查{ $number }{ $because ->
        [returned] 已退回
        [voided] 已作废
       *[reopened] 已重新打开复核
    }。请看这一条是否还应保留；在您移出之前，它仍在名单上。
button-breach-entry = 查看这一条
suggestions-title = { $what ->
        [risk] <b>等级建议</b>（{ $total }）
       *[breaches] <b>建议列入严重失信名单</b>（{ $total }）
    }{ $pages ->
        [1] {""}
       *[other] 　{ $page }/{ $pages }
    }
suggestions-none = { $what ->
        [risk] ✅ 没有待定的等级建议。检查结果符合规则时，会列在这里。
       *[breaches] ✅ 没有待定的列入建议。检查结果符合规则时，会列在这里。
    }
suggestions-line = { $place } { $name }　{ $said } · { $visits }
