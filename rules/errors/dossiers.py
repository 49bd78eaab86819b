"""DOSSIER_001–DOSSIER_025: what is wrong with a dossier, and what keeps one from being written or erased from."""

from rules.errors import Problem

UNREADABLE = Problem(
    "DOSSIER_001",
    "打不开卷宗 {file}：{because}。请核对文件名和权限。",
    "The dossier {file} cannot be opened: {because}. See whether it is there and may be read.",
)
ARCHIVE_CHANGED = Problem(
    "DOSSIER_002",
    "压缩包写成之后被改动过。请向出具单位索取原件。",
    "The archive was changed after it was written. Ask the office that issued it for the original.",
)
ENTRY_TWICE = Problem(
    "DOSSIER_003",
    "压缩包里有两个 {entry}。",
    "The archive holds {entry} twice.",
)
ENTRY_UNKNOWN = Problem(
    "DOSSIER_004",
    "压缩包里的 {entry} 不属于卷宗。",
    "{entry} does not belong in a dossier.",
)
ENTRY_MISSING = Problem(
    "DOSSIER_005",
    "压缩包里缺少 {entry}。",
    "The archive lacks {entry}.",
)
EVENT_UNREADABLE = Problem(
    "DOSSIER_006",
    "events.jsonl 第 {line} 行读不懂：{because}。",
    "events.jsonl, line {line}, cannot be read: {because}.",
)
EVENT_OUT_OF_ORDER = Problem(
    "DOSSIER_007",
    "events.jsonl 第 {line} 行的序号是 {seq}：有事件被删除、插入或调换。",
    "events.jsonl, line {line}, has the number {seq}: an event was removed, put in or moved.",
)
EVENT_NOT_LINKED = Problem(
    "DOSSIER_008",
    "events.jsonl 第 {line} 行没有写前一个事件的哈希值。",
    "events.jsonl, line {line}, does not name the hash of the event before it.",
)
EVENT_CHANGED = Problem(
    "DOSSIER_009",
    "events.jsonl 第 {line} 行被改动过：哈希值不符。",
    "events.jsonl, line {line}, was changed: its hash does not fit.",
)
NO_EVENTS = Problem(
    "DOSSIER_010",
    "events.jsonl 里没有事件。",
    "events.jsonl holds no event.",
)
HEAD_DIFFERS = Problem(
    "DOSSIER_011",
    "head.json 写的不是最后一个事件。",
    "head.json does not name the last event.",
)
OPENING_WRONG = Problem(
    "DOSSIER_012",
    "openings.jsonl 第 {line} 行与事件中封存的值不符。",
    "openings.jsonl, line {line}, does not fit what is sealed in its event.",
)
STILL_OPENED = Problem(
    "DOSSIER_013",
    "openings.jsonl 第 {line} 行：第 {seq} 个事件的 {path} 已经删除，却仍有原文。",
    "openings.jsonl, line {line}: {path} of event {seq} was erased and is still opened.",
)
NOT_OPENED = Problem(
    "DOSSIER_014",
    "第 {seq} 个事件的 {path} 已封存，却既没有原文，也没有删除记录。",
    "{path} of event {seq} is sealed, and neither opened nor erased.",
)
ERASED_NOTHING = Problem(
    "DOSSIER_015",
    "events.jsonl 第 {line} 行的删除记录没有指明前面的封存值或文件。",
    "events.jsonl, line {line}: what it says was erased was never sealed or named before.",
)
FILE_CHANGED = Problem(
    "DOSSIER_016",
    "文件 {sha256} 的内容被改动过。",
    "The file {sha256} was changed.",
)
FILE_MISSING = Problem(
    "DOSSIER_017",
    "缺少事件提到的文件 {sha256}。",
    "The file {sha256}, which an event names, is missing.",
)
FILE_UNNAMED = Problem(
    "DOSSIER_018",
    "没有事件提到文件 {sha256}。",
    "No event names the file {sha256}.",
)
NO_SUCH_VISIT = Problem(
    "DOSSIER_019",
    "没有编号为 {number} 的核查。请照核查记录表上的编号填写。",
    "There is no visit numbered {number}. Give the number as it stands on the record.",
)
NOT_AT_HAND = Problem(
    "DOSSIER_020",
    "文件库里没有事件提到的文件 {sha256}，卷宗不完整，没有写出。请恢复文件库的备份后重试。",
    "The store lacks the file {sha256}, which an event names; nothing was written, for the dossier would not be whole. "
    "Restore the store from its backup and try again.",
)
NOTHING_TO_ERASE = Problem(
    "DOSSIER_021",
    "核查 {number} 里没有可以删除的 {what}。可以删除的见 openings.jsonl 的 seq 和 path，或 files/ 里的文件名。",
    "Visit {number} has no {what} to erase. What can be erased stands in openings.jsonl, by seq and path, and in "
    "files/.",
)
NOT_WRITTEN = Problem(
    "DOSSIER_022",
    "卷宗写不到 {path}：{because}。请换一个位置（--out）。",
    "The dossier cannot be written to {path}: {because}. Name another place (--out).",
)
ERASE_WHAT = Problem(
    "DOSSIER_023",
    "请写明删除什么：--event 和 --path（见 openings.jsonl），或 --file（见 files/）。",
    "Say what to erase: --event and --path, as openings.jsonl has them, or --file, as in files/.",
)
PAPER_OF_ANOTHER = Problem(
    "DOSSIER_024",
    "没有一个事件的哈希值是 {hash}：纸上的页脚不属于这份卷宗。请核对 64 位数字和字母，或向出具单位索取原件。",
    "No event has the hash {hash}: the foot of that paper is not of this dossier. Compare its 64 signs, or ask the "
    "office that issued the dossier for the original.",
)
DAMAGED = Problem(
    "DOSSIER_025",
    "卷宗 {file} 被改动过，或不是完整的 .zip 文件（{because}）。请重新下载，或向出具单位索取原件。",
    "The dossier {file} was changed, or is not the whole .zip file ({because}). Download it again, or ask the office "
    "that issued it for the original.",
)
