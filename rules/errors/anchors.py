"""ANCHOR_001–ANCHOR_009: what is wrong with daily roots, their proofs and time stamps."""

from rules.errors import Problem

NO_ROOT = Problem(
    "ANCHOR_001",
    "还没有 {day} 的每日根值。用 hecha roots list 查看已有的日期。",
    "There is no daily root of {day} yet. `hecha roots list` shows which there are.",
)
ROOT_DIFFERS = Problem(
    "ANCHOR_002",
    "{day} 的根值与现在的记录算出来的不一致：记录被改动过，或数据库是从备份恢复的。请保留现场并查明。",
    "The root of {day} no longer follows from what is recorded: links were changed, or the database was restored. Keep "
    "everything as it is and find out.",
)
NOT_YET = Problem(
    "ANCHOR_003",
    "{day} 时还没有核查 {number} 的记录。请换一个日期，或核对编号。",
    "On {day} there was nothing of visit {number} yet. Choose another day, or check the number.",
)
PROOF_UNREADABLE = Problem(
    "ANCHOR_004",
    "证明文件 {file} 读不懂。请用 hecha roots prove 重新生成。",
    "The proof {file} cannot be read. Make it anew with `hecha roots prove`.",
)
PROOF_WRONG = Problem(
    "ANCHOR_005",
    "证明不成立：这条记录不在 {day} 的根值之下，或根值不是 {root}。",
    "The proof does not hold: this chain is not under the root of {day}, or the root is not {root}.",
)
STAMP_REFUSED = Problem(
    "ANCHOR_006",
    "时间戳服务 {url} 没有给出时间戳：{because}。请核对 HECHA_TSA_URL，或稍后再试。",
    "The time stamping authority {url} gave no token: {because}. Check HECHA_TSA_URL, or try again later.",
)
STAMP_CERTIFICATE = Problem(
    "ANCHOR_007",
    "读不到时间戳证书 {file}：{because}。HECHA_TSA_CERTIFICATE 应是 PEM 文件。",
    "The certificate {file} cannot be read: {because}. HECHA_TSA_CERTIFICATE is to be a PEM file.",
)
DAY_WRONG = Problem(
    "ANCHOR_008",
    "“{value}”不是日期。请写成 2026-03-12 的样子。",
    "“{value}” is no day. Write it like 2026-03-12.",
)
TSA_WRONG = Problem(
    "ANCHOR_009",
    "{name} 不是网址。应形如 https://tsa.example/tsr；不用时间戳就去掉它。",
    "{name} is no address. It looks like https://tsa.example/tsr; leave it out for no time stamps.",
)
