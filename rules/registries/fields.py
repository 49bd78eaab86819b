"""The fields of each registry: their names in files, in both languages, and what their cells hold.

The first name of each language is the one that exports write. Facts of a row are texts by the names of fields.
"""

from collections.abc import Mapping
from dataclasses import dataclass

REGISTRIES = ("objects", "inspectors", "items")
"""Those that are kept for good; lines of the annual plan are read from files in the same way (`FIELDS`)."""
YES = "1"
SEVERAL = ";"


@dataclass(frozen=True, slots=True)
class Field:
    """A field of a registry.

    Attributes:
        name: In facts.
        kind: What its cells hold, a name of `rules.registries.cells`.
        zh: Headings in Chinese.
        en: Headings in English.
        most: Signs that a text may have.
        is_needed: Whether each new row has it.
    """

    name: str
    kind: str
    zh: tuple[str, ...]
    en: tuple[str, ...]
    most: int = 0
    is_needed: bool = False

    def heading(self, language: str) -> str:
        """Return the heading in a language tag: English for `en…`, Chinese for every other."""
        return (self.en if language.startswith("en") else self.zh)[0]


def _field(name: str, kind: str, zh: str, en: str, most: int = 0, *, needed: bool = False) -> Field:
    return Field(name, kind, tuple(zh.split("|")), tuple(en.split("|")), most, needed)


OBJECTS = (
    _field("registration_code", "registration_code",
           "统一社会信用代码|社会统一信用代码/注册号|社会统一信用代码|统一社会信用代码/注册号|信用代码|注册号",
           "Registration code|USCC|Unified social credit code|Credit code|Registration number", 18, needed=True),
    _field("name", "text", "企业名称|检查对象名称|检查对象|名称|单位名称|市场主体名称|字号名称",
           "Name|Object|Enterprise name", 200, needed=True),
    _field("short_name", "text", "简称", "Short name", 40),
    _field("district", "text", "所属区县|区县|所属地区", "District", 40),
    _field("licence_number", "text", "证件（照）号码|证件号码|证照号码|许可证号|许可证编号",
           "Licence number|License number", 80),
    _field("person_in_charge", "text", "法定代表人姓名|法定代表人|法定代表人（负责人）|负责人|经营者|法人",
           "Person in charge|Legal representative", 80),
    _field("address", "text", "经营地址|地址|住所|经营场所|住所（经营场所）", "Address|Business address", 200,
           needed=True),
    _field("street", "text", "街道|镇街|所属街道|街道（镇）|乡镇街道", "Street|Street or town", 40),
    _field("phone", "text", "联系电话|电话|手机|手机号|手机号码|联系方式", "Phone|Telephone", 32),
    _field("latitude", "latitude", "纬度", "Latitude|Lat"),
    _field("longitude", "longitude", "经度", "Longitude|Lon|Lng"),
    _field("industry", "text", "行业|所属行业|检查对象类别|对象类别|行业类别|类别", "Industry|Category|Object kind", 40,
           needed=True),
    _field("risk", "risk", "风险等级|信用风险等级|信用风险分类|风险分类|信用等级", "Risk|Risk class|Credit risk",
           needed=True),
    _field("risk_source", "text", "风险来源|等级来源|评定单位|评定来源", "Risk source|Rated by", 80),
    _field("risk_on", "day", "评定日期|风险评定日期|等级日期", "Risk date|Rated on"),
    _field("complaints", "yes_no", "投诉举报多|被投诉举报多|投诉举报", "Complaints|Many complaints"),
    _field("abnormal", "yes_no", "经营异常|列入经营异常名录|经营异常名录", "Abnormal list|Abnormal"),
    _field("violations", "yes_no", "严重违法|严重违法失信|有严重违法违规记录",
           "Serious violations|Violations"),
    _field("exempt", "yes_no", "承诺免检|免检", "Exempt"),
    _field("online_business", "yes_no", "网络经营|网上经营|线上经营|通过网络经营", "Online business|Trades online"),
    _field("cancelled", "registration_state", "登记状态|经营状态|企业状态|状态|是否注销",
           "Registration state|State|Status|Cancelled"),
)  # fmt: skip
INSPECTORS = (
    _field("code", "code", "人员编号|编号|工号", "Code|Staff code", 32),
    _field("name", "text", "姓名|人员姓名|执法人员姓名|检查人员", "Name|Inspector|Full name", 80, needed=True),
    _field("department", "text", "部门|所属部门|单位|单位名称|所在单位", "Department|Office", 120),
    _field("certificate_number", "code", "执法证号|执法证件号|行政执法证号|执法证编号|证件号码",
           "Certificate number|Certificate", 32),
    _field("certificate_from", "day", "发证日期|有效期起|证件有效期起", "Certificate from|Valid from|Issued on"),
    _field("certificate_until", "day", "有效期至|证件有效期至|证件有效期|有效期止|有效期",
           "Certificate until|Valid until|Expires on|Expiry"),
    _field("categories", "list", "检查类别|执法类别|执法检查类别|专业类别|类别|执法领域",
           "Categories|Category|Qualifications", 400),
    _field("kind", "person_kind", "人员类型|类型|人员性质", "Kind|Type|Person kind"),
    _field("on_leave", "yes_no", "休假|是否休假|不参加抽取|离岗", "On leave|Leave"),
    _field("phone", "text", "联系电话|电话|手机|手机号|手机号码|联系方式", "Phone|Telephone", 32),
)  # fmt: skip
ITEMS = (
    _field("code", "code", "事项编号|编号|事项编码", "Code|Item code", 32),
    _field("department", "text", "单位名称|部门|责任部门|牵头部门|实施部门", "Department", 120),
    _field("category", "text", "抽查类别|检查类别|类别", "Category", 120),
    _field("matter", "text", "抽查事项|事项名称|检查事项|抽查事项名称", "Matter|Item|Item name", 300, needed=True),
    _field("content", "text", "检查内容|抽查内容|内容", "Content", 4000),
    _field("object_kind", "text", "检查对象|抽查对象|检查对象类型", "Object kind|Object kinds|Objects", 300),
    _field("grade", "grade", "事项类别|事项类型|一般/重点", "Grade|Item grade"),
    _field("method", "text", "检查方式|抽查方式", "Method", 120),
    _field("body", "text", "检查主体|实施主体|抽查主体", "Body|Inspecting body", 200),
    _field("level", "text", "实施层级|检查层级", "Level", 80),
    _field("is_on_enterprises", "yes_no", "是否属于涉企检查事项|涉企检查事项|是否涉企", "On enterprises"),
    _field("legal_basis", "text", "检查依据|法定依据|抽查依据|依据", "Legal basis|Basis", 1000),
    _field("form_id", "code", "检查表|检查表单|表单", "Form|Checklist|form_id", 80),
    _field("permille", "ratio", "抽查比例|比例", "Ratio"),
    _field("frequency", "text", "抽查频次|频次|检查频次", "Frequency", 80),
)  # fmt: skip
PLAN = (
    _field("year", "year", "年度|年份", "Year"),
    _field("department", "text", "部门|单位名称|填报单位|单位", "Department", 120),
    _field("matter", "text", "抽查事项|事项名称|检查事项|抽查事项名称", "Matter|Item", 300, needed=True),
    _field("object_kind", "text", "检查对象|抽查对象|检查对象类型", "Object kind|Objects", 300, needed=True),
    _field("amount", "plan_amount", "抽查比例或户数|抽查比例|比例|抽查数量|户数|抽查户数",
           "Share or number|Ratio|Number", needed=True),
    _field("months", "plan_months", "月份|抽查月份|抽查时间|检查时间|实施时间", "Months|Month", needed=True),
    _field("part", "plan_part", "牵头或参与|牵头/参与|角色|参与方式", "Lead or part|Part|Role"),
)  # fmt: skip

FIELDS: Mapping[str, tuple[Field, ...]] = {
    "objects": OBJECTS,
    "inspectors": INSPECTORS,
    "items": ITEMS,
    "plan": PLAN,
}
# Without one of these a table is not recognised, and its rows cannot be told apart.
KEYS: Mapping[str, tuple[str, ...]] = {
    "objects": ("registration_code",),
    "inspectors": ("certificate_number", "code", "name"),
    "items": ("matter",),
    "plan": ("matter",),
}
FLAGS = ("complaints", "abnormal", "violations", "exempt", "online_business", "cancelled")
"""Fields of an object that are kept as its flags."""


def field_of(registry: str, name: str) -> Field:
    """Return a field by its name. Raises `KeyError` for an unknown one."""
    found = {field.name: field for field in FIELDS[registry]}
    return found[name]
