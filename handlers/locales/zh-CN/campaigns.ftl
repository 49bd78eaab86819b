button-plans = 🎲 抽查任务与抽取
button-plans-short = 🎲 抽查
button-plan = { $number } { $title }
button-plan-new = ＋ 新建抽查任务
button-draw-open = 🎲 { $number } { $title }
plans-title = <b>抽查任务与抽取</b>
plans-none = 还没有可抽取的抽查任务。监管负责人和名录库管理员可以新建。

plan-title = 📋 <b>{ $number } { $title }</b>
plan-departments = 部门（第一个牵头）：{ $names }
plan-scope = 范围：{ $industries } · { $places }
plan-objects = 可抽：{ $count } 户（{ $classes }），排除 { $excluded } 户
plan-matters = 事项：{ $count } 项
plan-ratios = 比例：{ $ratios }
plan-window = 检查期：{ $first } 至 { $last }
plan-officers = 人员：每部门 { $each } 人，每人最多 { $most } 户
plan-everywhere = 全部区域
plan-nothing = 未选
button-plan-departments = 部门
button-plan-industries = 行业
button-plan-matters = 事项
button-plan-districts = 区域
button-plan-risks = 风险等级
button-plan-ratios = 比例
button-plan-window = 检查期
button-plan-officers = 人数
button-plan-title = 名称
button-plan-drop = 删除
button-plan-check = 核对，准备抽取
button-plan-back = ‹ 回到任务
button-plan-draw = 🎲 看抽取
choose-departments = <b>选部门</b>：先选的牵头，抽取按这个顺序。
choose-industries = <b>选行业</b>：牵头部门名录库里的。
choose-matters = <b>选事项</b>：与范围内对象有关的。
choose-districts = <b>选区域</b>：不选就是全部。
choose-risks = <b>选风险等级</b>：有投诉多、异常、违法的已提高一级。
choose-chosen = 已选 { $count }：{ $names }
choose-nothing = 没有可选的。请先选部门和行业，或补全名录库。
ask-new = 新任务叫什么？请发送名称，如：餐饮安全联合抽查
ask-title = 请发送新的名称。
ask-ratios = 请发送各等级的比例（%），如：A 3 B 5 C 10 D 100
ask-window = 请发送起止两天，如：12.1 12.15
ask-officers = 请发送两个数：每部门几人、每人最多几户，如：2 6

check-title = 🔍 <b>{ $number } { $title }</b>
check-class = { $risk } 级：{ $pool } 户中抽 { $drawn } 户
check-officers = 人员 { $count } 人；排除 { $excluded } 户；每级候补 { $reserve } 户
check-gaps = 请留意：{ $gaps }
check-ready = 公布指纹后，名单和参数就冻结了，不能再改。
check-ready-supervisor = 可以抽取，由监管负责人公布指纹。
button-plan-commit = 冻结名单，公布指纹
button-plan-rehearse = 演练一次
plan-rehearsed = 【演练】抽出 { $objects } 户，{ $unfilled ->
        [0] 都配得齐人员
       *[other] 其中 { $unfilled } 户配不齐人员
    }。不算数，没有保存。
plan-sent = 已派发 { $count } 户

draw-card-title = 🎲 <b>抽取 { $number }</b> · 任务 { $campaign } · { $state ->
        [committed] 待掷骰
        [sealed] 🔒 密封，待掷骰
        [drawn] 已抽取
        [sent] 已派发
       *[abandoned] 已放弃
    }
draw-frozen = { $moment } 冻结：对象 { $objects } 个，人员 { $officers } 人
draw-hash = 指纹，请自行留一份：<code>{ $hash }</code>
draw-typed-by = 已输入：{ $names }
draw-mine = 您输的：<code>{ $dice }</code>
draw-differs = ⚠️ 与别人不同：{ $places }。请对照骰子，输错的人重发这一组。
draw-ready = 大家输入的一致。监管负责人确认后就定了。
draw-throw = 请当众掷至少 20 个十面骰，各人自己读、自己输入，不要照抄。
draw-dice-ask = 抽取 { $number }：请按掷出的顺序发送，每次一组 5 个（如 07392），或一次全部（至少 20 个）。前面的 0 也要写。
draw-abandon-ask = 为什么放弃抽取 { $number }？请发送理由，会一直公开。
draw-abandoned = 理由：{ $reason }
draw-lapsed = 理由：检查期已过，没有抽取
draw-abandoned-public = 骰子、盐值和本来会抽中的都已公开。
draw-abandoned-sealed = 骰子、盐值和本来会抽中的，{ $day } 起公开。
button-dice-withdraw = 撤回我的读数
button-dice-way = 有读数挡住了
button-reading-half = { $name }：只有 { $count } 个
button-reading-other = { $name }：读得不同
draw-way = <b>抽取 { $number }：不采用谁的读数？</b>
    请先请其重输。读数和理由都会公开；读得一致的人要比读得不同的人多，才能不采用。
draw-way-reason = 为什么不采用 <b>{ $name }</b> 的读数？请发送理由，会一直公开，如：只输了一组就离开了。
draw-set-aside = 🎲 抽取 { $number }：您读的骰子没有采用。公开的理由：{ $reason }
draw-set-aside-own = 您的读数没有采用，理由已公开。
draw-unsent-yet = ⚠️ 抽取 { $number } 已抽、还没派发，检查期已经开始。请派发；一直不派发，会公开说明。
draw-unsent-left = ⚠️ 抽取 { $number } 已抽、还没派发，检查期已经开始。任务负责人已离任，他人不能派发；管理员可恢复其身份。一直不派发，会公开说明。
draw-never-sent = ⚠️ 抽取 { $number } 已抽，检查期过了也没有派发，公示页已注明。还要检查，请另行抽取。
drawn-replaced = ↩️ 抽取 { $number }：抽中的人员有 { $count } 席现在不能去（证件、请假或停用），已按号码顺序递补。请打开抽取查看。
drawn-replaced-unfilled = ↩️ 抽取 { $number }：抽中的人员有 { $count } 席现在不能去（证件、请假或停用），已按号码顺序递补，但有 { $unfilled } 户无人可补。请打开抽取，决定怎么办。
draw-dice = 骰子：<code>{ $dice }</code>
draw-class = { $risk } { $drawn }/{ $pool }
draw-class-bare = { $risk } { $drawn }
draw-object = { $place } { $name } · { $risk }
draw-team = 　{ $people }
draw-team-unfilled = 缺人：{ $names }
draw-changed = ⚠️ 名录库已变动，不影响本次。
draw-unfilled = ⚠️ { $count } 户没配齐人员，待处理
button-draw-dice = 输入骰子
button-draw-dice-again = 重新输入骰子
button-draw-hold = 骰子无误，开始抽取
button-draw-abandon = 放弃这次抽取
button-draw-files = 📎 证明文件和核验工具
button-plan-send = 派发给检查人员
made-draw_commit = 抽取前公布的指纹。请留存，事后可核对。
made-draw_proof = 抽取的证明文件，任何人都可以据此重新计算。
made-draw_page = 核验网页：用浏览器打开，选证明文件，不用联网。
made-draw_script = 核验脚本：python3 verify_draw.py 证明文件
made-draw_addendum = 抽取之后的递补记录，可与证明文件一起核验。
draw-announced = 🎲 抽取 { $number }（任务 { $campaign }）已冻结名单。指纹，请留存：<code>{ $hash }</code>
plan-being-committed = ⏳ 正在冻结名单{ $objects ->
        [0] {""}
       *[other] ：{ $objects } 户
    }，算指纹。完成后所有负责人会收到；名单很长时要一两分钟。
button-plan-look = 看现在的情况
draw-being-held = ⏳ 抽取 { $number } 正在计算。算完一起公布；之前没有定，仍可放弃，放弃会公开。
button-draw-look = 看现在的情况
button-plan-sealed = 冻结名单，密封抽取
plan-reopened = 可以改安排，再作补充抽取
draw-sealed = 🔒 密封，{ $day } 公开。
button-draw-unfilled = 处理缺人：{ $count } 户
button-draw-out = 对象退出
button-draw-more = 补充抽取
button-draw-open-seal = 公开密封抽取
drawn-out = <b>抽取 { $number }：哪个对象退出？</b>
    查无此户、已注销、已搬离等。由同等级的下一个候补按号码补上，理由公开，不能挑选。
drawn-out-reason = <b>{ $name }</b>（{ $risk } 级）为什么退出？请发送理由，会公开，如：已注销；已搬离本区。
drawn-unfilled = ⚠️ <b>{ $name }</b> 缺人：{ $departments }
    系统不会自动放宽规则，也不能指定人员。请选怎么办，理由公开。还有 { $count } 户待定。
button-unfilled-drop = 缺人部门不参加
button-unfilled-extra = 补充人员，另行抽取
button-unfilled-later = 推迟到下批
drawn-unfilled-reason = <b>{ $name }</b>：{ $choice ->
        [drop] 缺人的部门不参加
        [extra] 补充人员，另行抽取
       *[later] 推迟到下批
    }。为什么？请发送理由，会公开。
reserve-used = 🎲 抽取 { $number }：{ $old } 退出，候补 { $new } 按号码补上。
visit-voided = 📋 { $number } { $name }：不用去了，{ $kind ->
        [follow_up] 复查已撤销
       *[regular] 对象已退出抽取
    }。理由：{ $reason }
draw-place = 第{ $group }组第{ $die }个
draw-next-group = 接着发送第 { $group } 组的 5 个数字。
button-dice-photo = 骰子照片
button-dice-photos = 看骰子照片
dice-photo-ask = 抽取 { $number }：请发送骰子的照片，看得清每个骰子。
dice-photo-received = 已收到骰子照片，正在固定。
dice-photo = 骰子照片，{ $name } 拍
dice-photos-none = 还没有骰子照片
dice-photo-lost = ⚠️ 抽取 { $number } 的骰子照片没有取到。请再发一次。
recusals-title = <b>事先回避</b>　{ $count } 条
    { $who ->
        [clerk] 要申报，请发送：人员代码 对象代码或名称 理由。如：SJ-02 晨露餐饮 近亲属任职
       *[officer] 要申报，请发送：对象代码或名称 理由。如：晨露餐饮 近亲属任职
    }
    从下一次公布指纹起生效，理由不公开。点一下撤回。
recusals-not-yours = 事先回避由执法检查人员本人或其部门的名录库管理员申报。
button-recusal-withdraw = × { $person } { $name }
recusal-withdrawn = 已撤回，从下一次抽取起不再回避
draw-changes = ↩️ 之后更换 { $count } 次
drawn-shortage = 共 { $officers } 人：回避 { $recused }，已满 { $full }，其余有资格坐第一席 { $qualified }
