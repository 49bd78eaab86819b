plan-capped = ⚠️ 其中 { $count } 户检查频次已满
button-plan-capped = 看 { $count } 户
button-caps = 频次上限
caps-title = <b>检查频次上限</b>（各部门合计）
caps-line = { $risk } 级：{ $cap }
caps-hint = 抽取时自动扣除达到上限的对象。点等级可以查看和修改。
caps-hint-others = 抽取时自动扣除达到上限的对象。上限由管理员设置。
button-cap = { $risk } 级
cap-phrase = { $window ->
        [quarter] 每季
        [half] 每半年
       *[year] 每年
    }最多 { $most } 次
cap-gap = ，间隔至少 { $days } 天
cap-title = <b>{ $risk } 级</b>：{ $cap }
cap-source = 依据：{ $source }
cap-valid = 自 { $day } 起
cap-exempt = 不计入、不受限：{ $kinds }
kind-of-task = { $kind ->
        [special] 专项
        [clue] 线索核查
        [immediate] 即时
       *[daily] 日常
    }
button-cap-set = 修改上限
cap-ask = { $risk } 级的上限，请依次写：次数、周期（年/半年/季）、间隔天数、起始日、依据。如：2 年 180 { $day } 渝检〔2026〕3号
capped-title = <b>频次已满，不参加抽取：{ $count } 户</b>
capped-none = 没有达到频次上限的对象。
capped-object = { $name } · { $risk } 级 · { $reason }
capped-reason = { $reason ->
        [soon] 间隔不足
       *[most] 次数已满
    }
capped-visits = 　共 { $count } 次：{ $days }
