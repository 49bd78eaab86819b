"""Where fonts with Chinese stand on a machine."""

from importlib.resources import files
from pathlib import Path

# Where the package fonts-noto-cjk and its like put the fonts; an office may name another folder.
USUAL_FOLDERS = (
    Path("/usr/share/fonts/opentype/noto"),
    Path("/usr/share/fonts/noto-cjk"),
    Path("/usr/share/fonts/google-noto-cjk"),
)


def usual_folders() -> list[Path]:
    """Return the machine's folders of fonts; where it has none, the fonts that were installed with us."""
    found = [path for path in USUAL_FOLDERS if path.is_dir()]
    return found or [Path(str(files("justmytype_intl_cjk"))) / "fonts" / "ofl" / "notosanssc"]
