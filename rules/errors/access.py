"""ACCESS_001–ACCESS_019: people, their roles, invitations and revocation in the chat."""

from rules.errors import Problem

NOT_AN_ADMINISTRATOR = Problem(
    "ACCESS_001",
    "人员和权限由管理员管理：本部门的由本部门管理员，全区的由区管理员。没有改动。",
    "People and roles are an administrator's: of the own department, or of the district. Nothing was changed.",
)
NO_SUCH_PERSON = Problem(
    "ACCESS_002",
    "没有找到这个人。请发送姓名或人员编号再查一次。",
    "No such person. Send a name or a code to look again.",
)
LAST_ADMINISTRATOR = Problem(
    "ACCESS_003",
    "这是最后一位已绑定的区管理员，不能停用，也不能去掉管理员角色。请先让另一位管理员绑定账号。",
    "This is the last bound administrator of the district and stays one. Let another administrator bind first.",
)
NO_ROLE = Problem(
    "ACCESS_004",
    "还没有给角色，发了邀请码也不能做事。请先选角色。",
    "There is no role yet, so an invitation would lead nowhere. Choose a role first.",
)
DEPARTMENT_FIRST = Problem(
    "ACCESS_005",
    "这个角色属于一个部门。请先选部门。",
    "This role belongs to a department. Choose the department first.",
)
DISTRICT_ROLE = Problem(
    "ACCESS_006",
    "监管负责人和管理员管全区，只能由区管理员给。",
    "Supervisors and administrators act for the district; only its administrator gives these roles.",
)
REVOKED_ALREADY = Problem(
    "ACCESS_007",
    "{name} 已经停用。要恢复，请发新的邀请码。",
    "{name} is revoked already. To restore, make a new invitation.",
)
