"""How the papers say what several of them say; in Chinese, as papers are."""

from datetime import date, datetime

from forms.checklist import in_language
from rules.findings import HOW
from rules.gates import Gate
from services.desk_checks import StepView
from services.interviews import InterviewView
from services.progress import ProblemView

PAPER_LANGUAGE = "zh"
BEGUN_ALTHOUGH = {
    Gate.FAR: "检查地点离登记地址较远",
    Gate.LONG_AGO: "到场位置是开始前较久发送的",
    Gate.CERTIFICATE: "有执法人员的执法证未登记或已过期",
    Gate.OFFICERS: "持有效执法证在场的人数不足",
    Gate.WINDOW: "检查日不在规定的检查期限内",
    Gate.NOTICE: "检查前未送达行政检查通知书",
}
WITHOUT_PLACE = "检查开始时未提供定位"
ON_PAPER, ON_SCAN, ON_BOTH = "见附后签字页照片", "见卷内签字页扫描件", "见附后签字页照片、卷内扫描件"
SIGNED_PAGE, AUTHORISATION = "签字页", "授权委托书"
ADDENDUM_TITLE = "实地核查记录表更正说明"
DESK_TOLD = {
    "written": "书面检查，检查对象未到场，不需签字盖章",
    "online": "网络监测，检查对象未到场，不需签字盖章",
    "third_party": "委托第三方核查，检查对象未到场，不需签字盖章",
}
"""What stands in the cells of the record that do not apply where nobody went (四(七), 四(八))."""
_DESK = {"written": "要求书面材料", "online": "网络监测", "third_party": "委托第三方核查"}


def day_told(on: date) -> str:
    """Return a day as papers write it."""
    return f"{on.year}年{on.month}月{on.day}日"


def moment_told(at: datetime) -> str:
    """Return a moment as papers write it, in the time zone that it carries."""
    return f"{day_told(at.date())}{at.hour}时{at.minute:02}分"


def certificate_told(number: str) -> str:
    """Return the number of an officer's certificate as papers name it, empty for none."""
    return f"执法证号{number}" if number else ""


def matter_named(matter: str) -> str:
    """Return a matter as it follows the form's own 对."""
    return matter.removeprefix("对")


def interview_told(view: InterviewView) -> str:
    """Return an interview as the record tells it."""
    who = {"party": "当事人", "witness": "知情人"}[view.of]
    confirmed = {"signed": "已宣读，签名确认", "voice": "已宣读，语音确认", "refused": "已宣读，拒绝确认"}
    return f"{who}{view.name}称“{' '.join(view.statement.split())}”（{confirmed.get(view.way or '', '已宣读')}）"


def desk_told(step: StepView) -> str:
    """Return what was done at the desk as the record tells it."""
    items = f"（第{'、'.join(map(str, step.items))}项）" if step.items else ""
    due = f"，限{day_told(step.due_on)}前" if step.due_on else ""
    came = f"；结果：{step.came}" if step.came else ""
    return f"{_DESK[step.method]}{items}：{step.what}{due}{came}"


def problem_told(problem: ProblemView) -> str:
    """Return a problem as the record tells it."""
    label = in_language(problem.label, PAPER_LANGUAGE)
    how = f"（{HOW[problem.how][PAPER_LANGUAGE]}）" if problem.how else ""
    return f"{label}：不符合。{problem.note}{how}"
