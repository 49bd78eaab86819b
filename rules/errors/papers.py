"""PAPER_001–PAPER_019: what keeps an official paper from being printed, and what is remarked on one that was."""

from rules.errors import Problem

NO_FONT = Problem(
    "PAPER_001",
    "找不到中文字体（{folder}），不能打印文书。请安装 fonts-noto-cjk，或在 HECHA_FONT_FOLDER 里写明字体文件夹。",
    "No Chinese font found ({folder}); papers cannot be printed. Install fonts-noto-cjk, or name "
    "the folder of fonts in HECHA_FONT_FOLDER.",
)
NO_GLYPH = Problem(
    "PAPER_002",
    "字体里没有“{sign}”（{code}），在“{nearby}”中以编码代替。请核对这几个字，或添加有此字的字体。",
    "The fonts lack “{sign}” ({code}); in “{nearby}” its code stands instead. Check these words, or add a font that "
    "has it.",
)
PICTURE_UNREADABLE = Problem(
    "PAPER_003",
    "图片“{told}”打不开，文书上以文字注明。请重新发送这张图片后再打印。",
    "The picture “{told}” cannot be opened; the paper says so in its place. Send it again, then print anew.",
)
TEMPLATE_UNREADABLE = Problem(
    "PAPER_004",
    "文书模板 {file} 读不懂：{reason}。请改正，或删去这个文件以用原样。",
    "The template {file} cannot be read: {reason}. Correct it, or remove the file to use the original.",
)
TEMPLATE_PLACE = Problem(
    "PAPER_005",
    "文书模板 {file} 的“{key}”里，{{{place}}} 不是可以填写的内容。可用：{places}。",
    "In the template {file}, “{key}” has the place {{{place}}}, which nothing fills. There are: {places}.",
)
TEMPLATE_KEY = Problem(
    "PAPER_006",
    "文书模板 {file} 里的“{key}”没有用处，或类型不对。请对照原样改正。",
    "In the template {file}, “{key}” is not known or not of the right kind. Correct it after the original.",
)
TEMPLATE_FOLDER = Problem(
    "PAPER_007",
    "文书模板的文件夹 {folder} 不存在。请建好它，或在 HECHA_PAPER_FOLDER 里换一个；去掉则用原样。",
    "The folder of templates {folder} is not there. Make it, or name another in HECHA_PAPER_FOLDER; leave that out for "
    "the original words.",
)
TEMPLATE_NAME = Problem(
    "PAPER_008",
    "文书模板 {file} 的文件名没有用处。请改成其中之一，或删去：{names}。",
    "The name of the template {file} is not known. Call it one of these, or remove it: {names}.",
)
NOT_SEALED = Problem(
    "PAPER_009",
    "电子印章没有盖上：{because}。请告诉系统管理员；换好证书后可再打印。",
    "The electronic seal is missing: {because}. Tell the administrator; print anew once the certificate is mended.",
)
