alarm-subscriber-dropped =
    ⚠️ { $url } 多日没有收下通知，或不再需要，已停止外发。
    修好后运行：hecha api subscriber resume { $number }
alarm-forwarding-given-up =
    ⚠️ 结果 { $result } 没能转报到表单服务器：{ $error }
    处理好后运行：hecha api forwarding again { $number }
