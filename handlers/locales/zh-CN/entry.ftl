day = { $month }月{ $day }日
day-of-year = { $year }年{ $month }月{ $day }日
window-month = { $month }月{ $first }日–{ $last }日
window-months = { $first }–{ $last }
metres = { $number }米
kilometres = { $number }公里
list-separator = 、
part-separator = ；
page-of = 第{ $page }/{ $pages }页

role-inspector = 执法检查人员
role-lead = 牵头负责人
role-supervisor = 监管负责人
role-clerk = 名录库维护
role-administrator = 管理员

stranger =
    您好，这里是执法核查工作助手，仅供已登记人员使用。
    有邀请码？直接发到这里。
    要核验上门检查的真伪？请拨打通知书上的单位电话。
invitation =
    <b>绑定工作账号</b>
    姓名：{ $name }　单位：{ $department }
    角色：{ $roles }
    绑定后，只有这个 Telegram 账号能以您的名义操作，所有操作留痕。
    <b>是您本人吗？</b>请发送{ $proof ->
        [certificate] 执法证号
       *[code] 人员编号
    }<b>后四位</b>。
invitation-void = 邀请码无效或已过期（24小时）。请向发码人再要一个。
invitation-missed = 后四位不符，还可试{ $left }次。
invitation-used-up = 三次都不符，这个邀请码已作废，已告知发码人。
invitation-rejected = 已作废这个邀请码，并告知发码人。谢谢。
bound =
    ✅ 已绑定：{ $name }
    有任务会在这里通知您。
    手机没电、换机、断网都不会丢已填内容。
language-title = 语言 / Language
language-set = 已改为简体中文
help-supervising =
    <b>常用</b>
    任务 — 我负责的核查，已提交的在前
    复核、线索、公示 — 等您办的
    抽查任务、年度计划、频次、名录、人员、统计
    帮助、语言
    打开一个核查：先看例外和问题，再看各部门答案、照片和文件。
    有拒签马上告诉您；提交、回避申请按“提醒设置”告诉您。
help =
    <b>常用</b>
    继续 — 回到正在做的核查
    任务 — 我的任务
    5 — 打开第5项
    5 是 — 记第5项符合
    5 否 说明 — 记第5项不符合
    撤销 — 撤销最后一次作答
    总览、帮助
    照片随时发；要原图请用“文件”发。
    <blockquote expandable>提交前都能改；提交后锁定，退回的才能改，写错的用更正说明更正。换绑手机请找本单位管理员。</blockquote>

press-stale = 这是旧卡片，没有改动。已为您打开最新一张。
press-too-soon = 请先看完本页，再按一次
press-foreign = 这张卡片属于另一位执法人员，您不能用它操作。您的任务请发送“继续”。
not-noted = “{ $text }”没有记入。需要的话，请按卡片上的按钮。
of-no-use = 这里用不上，没有记入。请按卡片继续。
forwarded-not-typed = 转发的内容不算您写的，没有记入。请自己打字发送；照片可以转发。
revoked = 您的账号已停用，已填内容都在。请联系管理员。
apology-retrying =
    ⏳ 刚才那一步还没记上，正在自动重试。
    之前填的都在。代码 { $code }
apology-parked =
    ⚠️ 刚才那一步没有记上，之前填的都在。
    代码 { $code }，已报管理员。

button-not-me = 不是我
button-other-language = English
button-my-tasks = 看我的任务
button-language = 语言 Language
button-help = 帮助
button-back = ‹ 返回
button-continue = 继续核查
button-retry = 再试一次

command-continue = 回到正在做的核查
command-tasks = 我的任务
command-overview = 检查表总览
command-undo = 撤销最后一次作答
command-help = 帮助
command-language = 语言 Language
