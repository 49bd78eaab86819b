route-title = 📍 <b>今日路线</b>（{ $total }户，约{ $way }）
route-none = 📍 今天没有要去的检查对象。有新任务会在这里通知您。
route-line = { $place } { $name }{ $far ->
        [placeless] {" "}· 没有坐标
        [none] {""}
       *[other] {" "}· { $far }
    } · { $due }
route-later = 另有 { $count }户还没到检查时间。
route-no-start = 还不知道您在哪里，从最先到期的开始排。
route-start-ask =
    📍 <b>从哪里出发？</b>
    请发送位置（回形针 → 位置），或输入坐标，或某户名称、街道中的几个字。
button-route = 今日路线
button-route-start = 设起点
button-route-map = 导航 { $number }
button-list-today = 今天
button-list-near = 按距离
home-today-none = 📋 今天没有计划的检查。
home-near-hint = 还不知道您在哪里：在“今日路线”里设起点。
