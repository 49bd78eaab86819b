"""DRAW_060–DRAW_119: a proof, an addendum or a list of a draw that does not read, or does not agree with the rules."""

from rules.errors import Problem

MISSING = Problem(
    "DRAW_060", "缺少“{name}”。请按 fair-draw/1 补上。", "“{name}” is missing. Add it as fair-draw/1 says."
)
UNKNOWN = Problem(
    "DRAW_061",
    "fair-draw/1 没有“{name}”这一项。请删去。",
    "fair-draw/1 knows no “{name}”. Remove it.",
)
KEY_TWICE = Problem(
    "DRAW_062",
    "“{name}”在同一处写了两次，读法不唯一。请只留一个。",
    "“{name}” is written twice in one place, so it can be read in two ways. Keep one.",
)
NOT_TEXT = Problem("DRAW_063", "这里应是文字，写的是 {found}。", "This must be text; it is {found}.")
NOT_WHOLE = Problem(
    "DRAW_064",
    "这里应是不超过 {most} 的整数，写的是 {found}。",
    "This must be a whole number of at most {most}; it is {found}.",
)
NOT_LIST = Problem("DRAW_065", "这里应是列表，写的是 {found}。", "This must be a list; it is {found}.")
NOT_RECORD = Problem("DRAW_066", "这里应是对象 {{…}}，写的是 {found}。", "This must be an object {{…}}; it is {found}.")
NOT_HASH = Problem(
    "DRAW_067",
    "这里应是 64 位小写十六进制数，写的是 {found}。",
    "This must be 64 hexadecimal digits in small letters; it is {found}.",
)
NOT_UNICODE = Problem(
    "DRAW_068",
    "这段文字含有半个代理字符，无法写成 UTF-8。请改正。",
    "This text holds half of a surrogate pair, which UTF-8 cannot write. Correct it.",
)
PART_HASH_DIFFERS = Problem(
    "DRAW_069",
    "“{part}”与公布的指纹不符：写的是 {said}，算得 {computed}。公布之后改过。",
    "“{part}” does not fit the hash that was published: {said} is written, {computed} computed. It was changed "
    "afterwards.",
)
COMMIT_HASH_DIFFERS = Problem(
    "DRAW_070",
    "commit_hash 不是 commit 的指纹：写的是 {said}，算得 {computed}。",
    "commit_hash is not the hash of commit: {said} is written, {computed} computed.",
)
OTHER_COMMIT = Problem(
    "DRAW_071",
    "这份证明的指纹是 {computed}，不是您手里的 {said}。它不是当时公布的那次抽取。",
    "The commitment of this proof is {computed}, not {said} as you hold it. It is not the draw that was announced.",
)
SALT_DIFFERS = Problem(
    "DRAW_072",
    "盐值与公布的指纹不符：写的是 {said}，算得 {computed}。",
    "The salt does not fit the hash that was published: {said} is written, {computed} computed.",
)
SEED_HASH_DIFFERS = Problem(
    "DRAW_073",
    "seed_hash 不是种子的指纹：写的是 {said}，算得 {computed}。",
    "seed_hash is not the hash of the seed: {said} is written, {computed} computed.",
)
STRATUM_MISSING = Problem("DRAW_074", "缺少等级“{risk}”的抽取结果。", "The result of class “{risk}” is missing.")
STRATUM_UNKNOWN = Problem(
    "DRAW_075",
    "检查对象中没有等级“{risk}”，却有它的抽取结果。",
    "There is a result of class “{risk}”, but no object of it.",
)
COUNT_DIFFERS = Problem("DRAW_076", "写的是 {said}，算得 {computed}。", "{said} is written, {computed} computed.")
LIST_DIFFERS = Problem(
    "DRAW_077",
    "从第 {place} 个起不符：写的是 {said}，算得 {computed}。",
    "It differs from number {place} on: {said} is written, {computed} computed.",
)
TEAM_MISSING = Problem(
    "DRAW_078", "缺少“{name}”的检查组：应为 {computed}。", "The team of “{name}” is missing: it is {computed}."
)
TEAM_UNKNOWN = Problem(
    "DRAW_079", "“{name}”没有抽中，却有检查组。", "There is a team of “{name}”, which was not drawn."
)
NOT_RECOMPUTED = Problem(
    "DRAW_080",
    "以上各项改正之前，抽取结果无法复算。",
    "Until what is said above is mended, the result cannot be recomputed.",
)
SEALED = Problem(
    "DRAW_081",
    "这是密封抽取的公告，只有指纹。检查结束后公布全文，再用全文核对，并核对 commit_hash 是否为 {computed}。",
    "This is what a sealed draw publishes: hashes alone. When the visits have ended the whole is published; verify "
    "that, and that its commit_hash is {computed}.",
)
SEALED_DIFFERS = Problem(
    "DRAW_082",
    "公开的全文与当时密封的“{name}”不符：{said}，当时是 {computed}。",
    "The opened proof differs from what was sealed in “{name}”: {said}; {computed} then.",
)

# Addendum

LINK_NUMBER_DIFFERS = Problem(
    "DRAW_083",
    "补充记录的序号是 {said}，应为 {computed}。有记录被删去、插入或调换。",
    "The entry has number {said} where {computed} belongs: entries were removed, put in or exchanged.",
)
LINK_BEFORE_DIFFERS = Problem(
    "DRAW_084",
    "补充记录没有接上前一条：写的是 {said}，应为 {computed}。",
    "The entry does not follow the one before: {said} is written, {computed} belongs there.",
)
LINK_HASH_DIFFERS = Problem(
    "DRAW_085",
    "补充记录被改过：写的是 {said}，算得 {computed}。",
    "The entry was changed: {said} is written, {computed} computed.",
)
KIND_UNKNOWN = Problem(
    "DRAW_086", "补充记录的种类“{said}”未定义，可用：{known}。", "The kind “{said}” is unknown; there are {known}."
)
WITHOUT_REASON = Problem(
    "DRAW_087", "“{name}”是空的。更换要写明理由和批准人。", "“{name}” is empty. A change names its reason and approver."
)
ENTRY_TOO_EARLY = Problem(
    "DRAW_088",
    "补充记录的时间 {said} 早于前一步 {before}。",
    "The entry is of {said}, before the step that it follows, {before}.",
)
NOT_THE_NEXT = Problem(
    "DRAW_089",
    "替换的是“{said}”，按号码顺序应为“{computed}”。",
    "“{said}” steps in; by the order of tickets it is “{computed}”.",
)
RESERVE_NAMES_OBJECT = Problem(
    "DRAW_102",
    "使用候补时，object 与 old 相同，没有 department：写的是 {said}，应为 {computed}。",
    "For a used reserve object is the same as old, and there is no department: {said} is written, {computed} belongs "
    "there.",
)
LISTS_ALONE = Problem(
    "DRAW_103",
    "这是已放弃的抽取的名单：与公布的指纹相符。里面没有种子，算不出会抽中谁。",
    "These are the lists of a draw that was given up. They fit the hash that was published. There is no seed among "
    "them, so nothing shows who would have been drawn.",
)
NOT_HEX = Problem(
    "DRAW_101",
    "这里应是成对的小写十六进制数，写的是 {found}。",
    "This must be pairs of hexadecimal digits in small letters; it is {found}.",
)

# Files

FILE_UNREADABLE = Problem(
    "DRAW_090", "打不开文件“{path}”。请看路径和权限。", "“{path}” cannot be read. See to its path and rights."
)
FILE_NOT_TEXT = Problem(
    "DRAW_091",
    "“{path}”不是 UTF-8 或 GB 18030 文字。请另存为 UTF-8。",
    "“{path}” is neither UTF-8 nor GB 18030 text. Save it as UTF-8.",
)
JSON_BROKEN = Problem(
    "DRAW_092",
    "“{path}”不是完整的 JSON：第 {line} 行第 {column} 列读不下去。请重新取得这份文件。",
    "“{path}” is no whole JSON: it breaks off at line {line}, column {column}. Get the file again.",
)
JSON_UNREADABLE = Problem(
    "DRAW_093",
    "“{path}”嵌套太深或数字太长，读不了。请重新取得这份文件。",
    "“{path}” is nested too deeply or holds too long a number. Get the file again.",
)
LIST_EMPTY = Problem(
    "DRAW_094",
    "文件是空的。第一行应为“{header}”，以下每行一条。",
    "The file is empty. Its first line is “{header}”, each line below is one entry.",
)
HEADER_MISSING = Problem(
    "DRAW_095",
    "第 {line} 行没有“{name}”列。第一行应为“{header}”。",
    "Line {line} has no column “{name}”. It must be “{header}”.",
)
HEADER_UNKNOWN = Problem(
    "DRAW_096",
    "第 {line} 行第 {column} 列“{name}”用不着。第一行应为“{header}”。",
    "Column {column} of line {line}, “{name}”, does not belong here. The line must be “{header}”.",
)
CELLS_DIFFER = Problem(
    "DRAW_097",
    "这一行有 {found} 格，应为 {wanted} 格。含逗号的内容要加引号。",
    "This line has {found} cells instead of {wanted}. What holds a comma is written in quotation marks.",
)
CSV_BROKEN = Problem(
    "DRAW_098",
    "引号没有配对，读不下去。请检查这一行。",
    "A quotation mark has no partner: reading ends here. Look at this line.",
)
NO_OBJECTS = Problem("DRAW_099", "没有检查对象可抽。请加上。", "There is no object to draw from. Add some.")
NOT_WRITTEN = Problem(
    "DRAW_100", "写不了“{path}”。请看路径和权限。", "“{path}” cannot be written. See to its path and rights."
)
