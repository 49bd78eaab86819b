# 体检（hecha doctor）和试运行（hecha smoke）在命令行上说的话：看了什么、怎么样、怎么补救。
doctor-line = { $mark } { $what }：{ $answer }
doctor-end = { $outcome ->
    [good] 全部正常，可以运行。
    [careful] 可以运行；有 { $look } 处带 ! 的请看一看。
   *[bad] 有 { $bad } 处带 ✗ 的要先改好；改好后请再运行 hecha doctor。
}
examined-settings = 设置
examined-database = 数据库
examined-schema = 数据库版本
examined-district = 辖区
examined-people = 管理员
examined-four-eyes = 第二人
examined-disk = 磁盘
examined-store = 证据文件存放处
examined-fonts = 文书字体
examined-seal = 电子印章
examined-running = 机器人
examined-token = 令牌
examined-clock = 时钟
examined-receiving = 接收消息
examined-public = 公开地址
examined-form-server = 表单服务器
examined-subscriber = 订阅方
examined-chat = 对话
examined-message = 发送并修改消息
examined-photo = 发送照片
examined-document = 文件发出再取回
examined-button = 按钮来回
examined-deleting = 删除所发内容
doctor-settings-good = 共设置了 { $count } 项，都看得懂
doctor-settings-no-workers = HECHA_WORKERS 为 0：本机没有人取文件、印文书、做导出；只有别处有工作进程时才这样设置
doctor-database-good = { $kind } { $version }，{ $megabytes } MB，读得到
doctor-database-missing = { $place } 还不存在，hecha run 会建立；本应存在的话，请检查 HECHA_DATA_FOLDER 和 HECHA_DATABASE_URL
doctor-database-old = { $kind } { $version } 能用，但已过时；请在方便时升级
doctor-database-not-wal = SQLite 的日志方式是 { $mode }，断电时可能丢数据；请停掉机器人后运行 hecha migrate
doctor-database-failed = 打得开，但读不了（{ $because }）；请看数据库自己的日志
doctor-schema-good = { $newest }，与本版程序一致
doctor-schema-none = 还是空的；hecha run 启动时会自己建好
doctor-schema-behind = 停在 { $stands }，本版要 { $newest }；请先备份，hecha run 启动时会自己升级
doctor-schema-ahead = 是 { $stands }，比本版程序（{ $newest }）新；请换回较新的程序，不要用旧版打开
doctor-district-good = { $code }，{ $day } 起有效
doctor-district-none = 还没有有效的辖区设置，什么都开始不了；请运行 hecha district example > district.toml，填好后运行 hecha district use district.toml
doctor-people-good = { $count } 人已绑定
doctor-people-none = 还没有人绑定；请运行 hecha admin invite 姓名，把打印出的邀请码发给本人
doctor-four-eyes-good = 须两人的，都有第二人
doctor-four-eyes-review = 设了两位监管负责人复核（review_by_two），但 { $count } 个部门（{ $codes }）没有第二位；请在机器人里发送“人员”再指定，或在名录中加上，否则这些检查通不过
doctor-four-eyes-publication = { $count } 个部门（{ $codes }）公示的准备和审定只有一个人；请在机器人里发送“人员”再指定一位监管负责人或名录库管理员，否则结果公示不了
doctor-disk-good = 剩 { $free } MB（{ $share }%）
doctor-disk-careful = 只剩 { $free } MB（{ $share }%）；请腾出空间，少于 512 MB 时照片可能存不下
doctor-disk-bad = 只剩 { $free } MB（{ $share }%），照片可能存不下；请马上腾出空间
doctor-disk-gone = 看不到 { $folder }（{ $because }）；请检查 HECHA_DATA_FOLDER
doctor-store-good = 写入、读回、删除都正常（{ $kind }）
doctor-store-bad = 写入或读回失败（{ $because }）；请检查 HECHA_FILES_URL、权限和剩余空间
doctor-store-missing = { $place } 还不存在，hecha run 会建立；本应存在的话，请检查 HECHA_FILES_URL
doctor-fonts-good = 文书用 { $font }，模板里的字都有
doctor-seal-good = 证书打得开，在有效期内
doctor-running-stopped = 没有运行；要运行请用 hecha run
doctor-running-unwatched = 正在运行；设置 HECHA_OPERATION_LISTEN 后可看到各部分的状态
doctor-running-ready = 正在运行，各部分都就绪
doctor-running-not-ready = 正在运行，但有部分没有就绪：{ $parts }
doctor-running-silent = 正在运行，但 { $place } 没有回答；请看日志，必要时重启
doctor-running-unknown = 不知道是否在运行；先把上面数据库的问题改好
doctor-token-good = Telegram 认得，机器人是 { $name }
doctor-token-timeout = { $host } 一直没有回答；请检查网络或代理，能连上后再试
doctor-token-tls = 与 { $host } 的加密连接不被信任；请检查机器的时间、根证书和代理
doctor-token-proxy = 代理不通；请检查 HTTPS_PROXY
doctor-token-busy = Telegram 说太忙；请过几分钟再试
doctor-token-away = 连不上 { $host }；没有网络，或此网络不通 Telegram。令牌对不对要连上才知道
doctor-clock-good = 与 Telegram 相差 { $seconds } 秒
doctor-clock-off = 比 Telegram { $side ->
    [fast] 快
   *[slow] 慢
} { $seconds } 秒；请打开自动对时（NTP），照片和期限都看这个时间
doctor-clock-unknown = Telegram 没有说它的时间，无法比较
doctor-receiving-polling = 长轮询，{ $waiting } 条在等
doctor-receiving-webhook = 推送到 { $host }，{ $waiting } 条在等
doctor-receiving-set-elsewhere = 令牌上设着推送到 { $host }；hecha run 启动时会撤掉它，如是别的程序所设，请先停掉那个程序
doctor-receiving-unset = 设置了 HECHA_WEBHOOK_URL，Telegram 还不知道；hecha run 启动时会告诉它
doctor-receiving-otherwise = 机器人在运行，{ $how ->
    [polling] 用长轮询接收
   *[other] 推送到 { $host }
}，与这里的 HECHA_WEBHOOK_URL 不一致；请用这里的设置重启机器人，或换成它运行时的设置再检查。仍是这样的话，有别的程序在用这个令牌
doctor-receiving-taken = 机器人在运行，推送地址却是 { $host }，与 HECHA_WEBHOOK_URL 不同；改过设置的话请重启机器人。没有改过就是有别的程序在用这个令牌：请停掉它，找不到就在 @BotFather 换令牌
doctor-receiving-failed = Telegram 最近一次推送失败：{ $because }；请检查代理、证书和 HECHA_LISTEN
doctor-receiving-many = 有 { $waiting } 条消息还没取走；机器人停了很久的话，超过 24 小时的会丢
doctor-receiving-unknown = 没有问到，请再试一次
doctor-public-unset = 没有设置，文书不带核验码，签字用纸；这样也能用
doctor-public-good = { $url } 通到本机的公开页面，加密正常
doctor-public-plain = { $url } 通到本机，但没有加密；只适合演示
doctor-public-timeout = { $url } 一直没有回答；请检查域名、防火墙和代理
doctor-public-tls = { $url } 的证书不被信任；请更换或补全证书链
doctor-public-proxy = 代理不通；请检查 HTTPS_PROXY
doctor-public-away = { $url } 连不上；请检查域名解析、端口和代理是否在运行
doctor-public-stopped = { $url } 有回答，但机器人没有运行，页面打不开；运行后请再看
doctor-public-wrong-answer = { $url } 回答了 { $status }；请让代理把这个路径原样转到 { $listen }
doctor-public-elsewhere = { $url } 通到的不是本机的数据；请检查代理转到哪里，应为 { $listen }
doctor-public-unproven = { $url } 通到核查的页面，但还没有能区分本机与别处的记录；发出第一个邀请后请再看
doctor-form-server-good = { $host }：可以转报
doctor-form-server-inwards = { $host }：不是 https，或在内网，不会转报；请改正 HECHA_FORM_SERVER，或设置 HECHA_PRIVATE_DOORS=true
doctor-form-server-not-found = { $host }：现在找不到这个主机名；请检查 HECHA_FORM_SERVER 和网络
doctor-subscriber-good = { $number }（{ $host }）：可以发送通知
doctor-subscriber-inwards = { $number }（{ $host }）：不是 https，或在内网，不会发送；请设置 HECHA_PRIVATE_DOORS=true，或用 hecha api subscriber end { $number } 结束它
doctor-subscriber-not-found = { $number }（{ $host }）：现在找不到这个主机名；请检查它和网络
doctor-subscriber-failing = { $number }（{ $host }）：现在没有正常回答；会自动再试
doctor-subscriber-dropped = { $number }（{ $host }）：多日没有正常回答，已停发；对方修好后用 hecha api subscriber resume { $number }
doctor-chat-good = 收到了“开始”
doctor-chat-none = 时间到了，没有人按“开始”；请再试一次，并用打印出的那个链接
doctor-chat-deaf = 机器人正在运行或设着推送，听不到谁按“开始”；请先停掉机器人，或用 --chat 写明对话编号
doctor-message-good = 正常
doctor-message-bad = 修改后的文字不对
doctor-message-refused = Telegram 拒绝：{ $because }
doctor-message-away = 没有回答（{ $because }）
doctor-photo-good = 正常
doctor-photo-bad = 发出后没有变成照片
doctor-photo-refused = Telegram 拒绝：{ $because }
doctor-photo-away = 没有回答（{ $because }）
doctor-document-good = 取回的与发出的每个字节都相同
doctor-document-bad = 取回的与发出的不同；请检查代理或自建的 Bot API 服务
doctor-document-refused = Telegram 拒绝：{ $because }
doctor-document-away = 没有回答（{ $because }）
doctor-button-good = 按下收到了，也回答了
doctor-button-bad = 时间到了，没有收到按下；请再试一次
doctor-button-deaf = 没有试：机器人正在运行或设着推送；要试请先停掉机器人
doctor-button-refused = Telegram 拒绝：{ $because }
doctor-button-away = 没有回答（{ $because }）
doctor-deleting-good = 对话里没有留下任何内容
doctor-deleting-bad = 有的没有删掉；可在手机上自己删
doctor-deleting-refused = Telegram 拒绝：{ $because }；可在手机上自己删
doctor-deleting-away = 没有回答（{ $because }）；可在手机上自己删
smoke-asks = 请在 { $seconds } 秒内用手机打开 { $link } 并按“开始”。
smoke-press = 试运行：请按下面的按钮。
smoke-here = 收到
smoke-text = { $edited ->
    [yes] 试运行：这条消息已被修改，马上会删除。
   *[no] 试运行：这是第一条消息。
}
smoke-end = { $outcome ->
    [good] 试运行全部通过；数据库没有改动。
    [careful] 试过的都通过；有 { $look } 项没有试。数据库没有改动。
   *[bad] 有 { $bad } 项没有通过；数据库没有改动。请按上面的话改好后再试。
}
