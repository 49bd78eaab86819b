people-title = <b>人员</b>（{ $total }）
people-none = 还没有登记人员。请按“新增人员”。
people-not-found = 没有姓名或编号含“{ $text }”的人员。
people-hint = 发送姓名或编号可查找。
people-line = { $place } { $name } · { $department }{ $state ->
        [open] {""}
        [unbound] 　⏳ 未绑定
        [blocked] 　⚠️ 收不到
       *[revoked] 　🔒 已停用
    }
person-new-ask =
    <b>新增人员</b>
    请发送姓名。
person-title = <b>{ $name }</b>　{ $code }
person-department = 部门：{ $department }
person-roles = 角色：{ $roles }
person-state = { $state ->
        [open] ✅ 已绑定
        [unbound] ⏳ 未绑定：发邀请码给本人
        [blocked] ⚠️ 停用了机器人，收不到通知
       *[revoked] 🔒 已停用：发新邀请码就恢复
    }
person-tasks = 未完成的任务 { $count }项
person-campaigns = ⚠️ 正在负责抽查任务 { $count }个，停用后没有人审批。
person-roles-hint = 按一下给角色，再按一下收回。马上生效。
person-where-hint = 换部门后，部门角色跟着走。
person-invited =
    <b>给 { $name } 的邀请码</b>{ $is_restored ->
        [yes] 　✅ 已恢复
       *[no] {""}
    }
    <code>{ $code }</code>
    24小时内有效，只能用一次。请转发给本人，或电话告知：
    在 Telegram 打开本机器人，按“开始”，发送邀请码，再发{ $proof ->
        [certificate] 执法证号
       *[code] 人员编号
    }后四位。
    您下一步操作后，这条消息会消失。
revoke-ask = ⚠️ <b>停用 { $name }（{ $code }）？</b>
revoke-follows = 从下一次操作起，本人什么也做不了；已填内容都在。{ $tasks ->
        [0] {""}
       *[other] 未完成的 { $tasks }项任务转监管负责人，由下一顺位补上。
    }可用新邀请码恢复。
revoke-done = 已停用
told-supervisor-gone =
    ⚠️ <b>{ $name }</b> 不再担任监管负责人。
    这些任务现由您和其他监管负责人代管：{ $numbers }
told-unattended = { $numbers ->
        [none] ✅ 各项任务都又有监管负责人了。
       *[other] ⚠️ <b>无人监管</b>：{ $numbers }
            请指定监管负责人：选一个人，再点“角色”。
    }
told-revoked =
    ⚠️ <b>{ $name }</b> 的账号已停用。
    { $count }项任务需要下一顺位：{ $numbers }

button-people = 人员
button-people-all = 全部人员
button-person-new = 新增人员
button-person-where = 部门
button-roles = 角色
button-role-held = ☑ { $role }
button-role-open = ☐ { $role }
button-revoke = 停用
button-revoke-go = 确认停用
button-restore = 恢复并发邀请码
