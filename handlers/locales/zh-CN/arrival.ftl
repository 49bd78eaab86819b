arrive-title = 📍 <b>到场 · { $number } { $name }</b>
arrive-place-awaited = 位置：⏳ 等您发送
arrive-place-skipped = 位置：没有，可稍后补
arrive-place = 位置：{ $time } { $source ->
        [hand_picked] 手选的点，
       *[shared] {""}
    }{ $distance ->
        [none] 对象没有登记坐标
       *[other] 距登记地址 { $distance }
    }{ $accuracy ->
        [none] {""}
       *[other] ，误差 { $accuracy }
    }
arrive-present = 在场（每部门至少{ $minimum }人）：
arrive-officer = { $mark } { $name }（{ $how ->
        [me] 本机
        [own] 本人已确认 { $time }
       *[tail] 证号尾号 { $tail }
    }）
arrive-certificate-expired = {" "}⚠️ 执法证无效
arrive-notice = 通知书：{ $state ->
        [served] ✅ 已送达
        [refused] ⚠️ 拒收，已留置
        [announced] ⏳ 已电话通知，待交纸质
       *[prepared] 未送达
    }
arrive-other-day = ⚠️ 通知书写的是{ $planned }，不是今天。
arrive-declares = 按“开始”即声明：以上人员在场，已向对方<b>出示执法证</b>并告知检查事项。
arrive-runs = { $department }已于 { $started } 开始检查。
arrive-started = 已开始检查
arrive-started-before = 同事已开始检查
arrive-taken-back = 已撤回到场

ask-location = 📍 按下方按钮发送位置。没有信号就跳过，稍后可补。
ask-location-share = 发送位置
ask-location-skip = 跳过
place-received = 📍 已收到位置 { $time }{ $distance ->
        [none] 。对象没有登记坐标，算不出距离
       *[other] ，距登记地址 { $distance }
    }{ $accuracy ->
        [none] { $source ->
            [hand_picked] 。收到的是地图点，不是当前位置，已按“手选”记录
           *[shared] 。手机没有给出误差
        }
       *[other] ，误差 { $accuracy }
    }。
place-skipped = 📍 位置先跳过，稍后可补。
place-later = 📍 位置还没发，回到到场核对可补。
place-not-needed = 📍 现在不用发送位置。

gate-title = ⚠️ <b>开始前还差 · { $number }</b>
gate-far = · 距登记地址 { $distance }
gate-long_ago = · 位置是 { $time } 发的，隔得太久
gate-certificate = · { $names } 执法证过期或没有登记，不计入人数
gate-officers = · { $department }持证在场 { $count }人（须{ $minimum }人以上）
gate-window = · 今天不在检查期限内（{ $days }）
gate-notice = · { $state ->
        [announced] 通知书已电话告知，纸质还没交
       *[prepared] 通知书没有送达
    }
gate-reason = 　原因：{ $reason }
gate-reason-replaced = ↩️ 原因已替换。原来是：“{ $reason }”
gate-hint = 可以继续，但要写明原因；原因进记录并报监管负责人，事后须补办。
gate-ask = 发送原因，或选：
gate-ready = 原因齐了，将进记录并报监管负责人，事后须补办。要改就再发一句。
gate-clause-far = 实施细则四（七）：“确定检查方式。……一般采用实地核查方式。”
gate-clause-long_ago = 实施细则四（七）：“确定检查方式。……一般采用实地核查方式。”
gate-clause-certificate = 《行政处罚法》第五十五条：“执法人员不出示执法证件的，当事人或者有关人员有权拒绝接受调查或者检查。”
gate-clause-officers = 《行政处罚法》第四十二条：“行政处罚应当由具有行政执法资格的执法人员实施。执法人员不得少于两人，法律另有规定的除外。”
gate-clause-window = 实施细则四（三）：“实施方案内容包括……检查时间节点……”
gate-clause-notice = 实施细则二（五）：“采取实地核查的，应事前通知检查对象，向检查对象发放……行政检查通知书（附件2）。”
gate-reason-moved = 已搬迁，在实际经营地
gate-reason-coming = 同事在途
gate-reason-urgent = 紧急情况，补办手续

button-colleague = { $mark } { $name } 在场
button-no-place = 没有位置
button-place-now = 补发位置
button-not-there = 我还没到
button-start = 已亮证，开始检查
button-serve-first = 先送达通知书
button-start-anyway = 按以上原因开始
button-wait = 等一等，先不开始
button-go-on = 继续检查
button-arrive-again = 再次到场
