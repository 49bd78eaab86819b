"""FILE_001–FILE_019: a file that somebody sent is kept apart, and does not count as evidence."""

from rules.errors import Problem

NOT_AS_CLAIMED = Problem(
    "FILE_001",
    "文件内容与名称或类型不符。请用相机重拍，或发送原文件。",
    "The content of the file is not what its name or type says. Take the photo again, or send the original file.",
)
BROKEN = Problem(
    "FILE_002",
    "文件已损坏，打不开。请重拍或重发原文件。",
    "The file is damaged and cannot be opened. Take or send it again.",
)
TOO_MANY_PIXELS = Problem(
    "FILE_003",
    "图片有{megapixels}百万像素，超过{most}百万。请缩小，或作为“照片”发送。",
    "The picture has {megapixels} megapixels, more than {most}. Make it smaller, or send it as “Photo”.",
)
HIDDEN = Problem(
    "FILE_004",
    "文件里夹带了别的内容（压缩包、程序或脚本）。请重拍，或发送没有改动过的原文件。",
    "Something else hides in the file (archive, program or script). Take it again, or send an untouched original.",
)
DANGEROUS = Problem(
    "FILE_005",
    "这是程序或网页，不能作为证据。请发照片、PDF、视频或语音。",
    "This is a program or a web page and cannot be evidence. Send a photo, PDF, video or voice message.",
)
BOMB = Problem(
    "FILE_006",
    "压缩包解开后过大。请把里面的文件逐个发来。",
    "The archive would unpack to far too much. Send the files in it one by one.",
)
ESCAPING = Problem(
    "FILE_007",
    "压缩包里有越出文件夹的文件名。请把里面的文件逐个发来。",
    "The archive holds names that lead out of its folder. Send the files in it one by one.",
)
CLOSED = Problem(
    "FILE_008",
    "这种压缩包无法查验。请把里面的文件逐个发来。",
    "An archive of this kind cannot be looked into. Send the files in it one by one.",
)
TOO_MUCH = Problem(
    "FILE_009",
    "打开这个文件太费时间或内存，已停止。请重拍，或发小一些的。",
    "Opening this file took too much time or memory and was stopped. Take it again, or send a smaller one.",
)
NOT_EXAMINED = Problem(
    "FILE_010",
    "多次尝试都没能查验这个文件。请重发一次。",
    "The file could not be examined in several tries. Send it again.",
)
LOCKED = Problem("FILE_011", "PDF 有密码，打不开。请发没有密码的。", "The PDF has a password. Send one without.")
