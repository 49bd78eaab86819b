"""API_060–: another machine to which the program itself speaks, and why it does not get through; its forwardings."""

from rules.errors import Problem

# Lists show no more than the beginning of these.
NOT_OUTWARD = Problem(
    "API_060",
    "不是公网的 https 地址。内网的要先设置 HECHA_PRIVATE_DOORS=true。",
    "Not https, or not public. For one in the office's own network set HECHA_PRIVATE_DOORS=true.",
)
NO_ANSWER = Problem(
    "API_061",
    "对方答得太慢。请检查对方的服务器和网络。",
    "No answer in time. Check that machine and the network.",
)
NOT_REACHED = Problem(
    "API_062",
    "连不上对方。请检查地址、网络和对方的证书。",
    "Not reached. Check the address, the network and that machine's certificate.",
)
NAME_UNKNOWN = Problem(
    "API_063",
    "现在查不到 {host} 这个名字。请核对网址，并检查网络。",
    "The name {host} is not known now. Check the address and the network.",
)
ADDRESS_BROKEN = Problem(
    "API_064",
    "这不是网址，或者里面有空格、换行或看不见的字符。请核对后重新输入。",
    "This is no address, or holds a space, a line break or an invisible sign. Check it and write it anew.",
)
PERHAPS_SENT = Problem(
    "API_067",
    "可能已送到，正在确认。",
    "Perhaps there already; it is being made sure.",
)
NOT_GIVEN_UP = Problem(
    "API_065",
    "结果 {result} 没有放弃转报（{state}），不用重试。",
    "Result {result} was not given up ({state}): there is nothing to try again.",
)
