"""门: who gets through which door. One line per address and method; a test fails where a line is missing.

Columns: the answer to nobody (no account), to the stranger from the next township, and to one person per role.
`---` sends to the login page, `302` leads on after something was done, `403` is for insiders without the right,
`404` says that there is nothing here (to the stranger, to the wrong state of things), `405` a door that only takes
what is sent. `all 200` says that everybody gets the same answer.
"""

from dataclasses import dataclass

WHO = (
    "nobody", "stranger", "worker", "head", "officer", "leader", "builder", "building_head", "teacher", "principal",
    "clerk", "county_leader", "inspector", "auditor", "admin",
)  # fmt: skip


@dataclass(frozen=True)
class Door:
    """One line: the name of the address, the method, which matter it is asked of, and the answers in the order of WHO."""

    name: str
    method: str
    of: str
    answers: tuple[str, ...]


def door(name: str, how: str, answers: str) -> Door:
    """`how`: "GET" or "POST", then the key of the matter (a state of a concern, or a name of `given`)."""
    method, _blank, of = how.partition(" ")
    found = answers.split()
    if found[0] == "all":
        found = found[1:] * len(WHO)
    elif found[0] == "in":  # nobody is sent to log in, everybody with an account gets the same
        found = ["---"] + found[1:] * (len(WHO) - 1)
    if len(found) != len(WHO):
        raise ValueError(f"{name} {how}: {len(found)} answers for {len(WHO)} people")
    return Door(name, method, of, tuple(found))


# fmt: off
# in this order: nobody, stranger, worker, head, officer, leader, builder, building_head,
#                teacher, principal, clerk, county_leader, inspector, auditor, admin
DOORS: tuple[Door, ...] = (
    # the residents' side: everybody, account or not
    door("public:home", "GET", "all 200"),
    door("public:submit", "GET", "all 200"),
    door("public:submit", "POST", "all 200"),
    door("public:receipt", "GET", "all 200"),
    door("public:follow", "GET", "all 200"),
    door("public:follow", "POST", "all 200"),
    door("public:rate", "GET", "all 200"),
    door("public:rate", "POST", "all 200"),
    door("public:open", "GET", "all 200"),
    door("public:township", "GET township", "all 200"),
    door("public:privacy", "GET", "all 200"),
    door("public:accessibility", "GET", "all 200"),
    # the start
    door("root", "GET", "all 302"),
    door("begin", "GET", "all 404"),  # open while there is nobody: test_founding.py
    door("begin", "POST", "all 404"),
    door("health", "GET", "all 200"),
    door("metrics", "GET", "all 200"),  # asked from this machine; from elsewhere: test_metrics.py
    # accounts: no sign-up, no reset by mail
    door("account_login", "GET", "200 302 302 302 302 302 302 302 302 302 302 302 302 302 302"),
    door("account_login", "POST", "200 302 302 302 302 302 302 302 302 302 302 302 302 302 302"),
    door("account_logout", "GET", "302 200 200 200 200 200 200 200 200 200 200 200 200 200 200"),
    door("account_logout", "POST", "all 302"),
    door("account_inactive", "GET", "all 200"),
    door("account_signup", "GET", "all 404"),
    door("account_signup", "POST", "all 404"),
    door("account_reauthenticate", "GET", "in 200"),
    door("account_reauthenticate", "POST", "in 200"),
    door("account_change_password", "GET", "in 200"),
    door("account_change_password", "POST", "in 200"),
    door("account_set_password", "GET", "all 404"),
    door("account_set_password", "POST", "all 404"),
    door("account_reset_password", "GET", "all 404"),
    door("account_reset_password", "POST", "all 404"),
    # second factor: for those who have an account
    door("mfa_index", "GET", "in 200"),
    door("mfa_authenticate", "GET", "in 302"),
    door("mfa_authenticate", "POST", "in 302"),
    door("mfa_reauthenticate", "GET", "in 302"),
    door("mfa_reauthenticate", "POST", "in 302"),
    door("mfa_activate_totp", "GET", "in 302"),
    door("mfa_activate_totp", "POST", "in 302"),
    door("mfa_deactivate_totp", "GET", "in 404"),
    door("mfa_deactivate_totp", "POST", "in 404"),
    door("mfa_list_webauthn", "GET", "in 200"),
    door("mfa_add_webauthn", "GET", "in 302"),
    door("mfa_add_webauthn", "POST", "in 302"),
    door("mfa_reauthenticate_webauthn", "GET", "in 302"),
    door("mfa_reauthenticate_webauthn", "POST", "in 302"),
    door("mfa_login_webauthn", "GET", "--- 302 302 302 302 302 302 302 302 302 302 302 302 302 302"),
    door("mfa_login_webauthn", "POST", "--- 302 302 302 302 302 302 302 302 302 302 302 302 302 302"),
    door("mfa_edit_webauthn", "GET person", "in 302"),
    door("mfa_edit_webauthn", "POST person", "in 302"),
    door("mfa_remove_webauthn", "GET person", "in 302"),
    door("mfa_remove_webauthn", "POST person", "in 302"),
    door("mfa_view_recovery_codes", "GET", "in 404"),
    door("mfa_generate_recovery_codes", "GET", "in 302"),
    door("mfa_generate_recovery_codes", "POST", "in 302"),
    door("mfa_download_recovery_codes", "GET", "in 404"),
    # 统一登录: nothing is there where no provider is named; where one is: test_federation.py
    door("account_provider", "GET", "all 404"),
    door("account_provider_back", "GET", "all 404"),
    door("account_provider_left", "GET", "all 404"),
    door("account_provider_link", "GET", "in 404"),
    door("account_provider_link", "POST", "in 404"),
    door("account_provider_unlink", "GET", "in 405"),
    door("account_provider_unlink", "POST", "in 404"),
    door("setup:link_person", "GET person", "in 404"),
    door("setup:link_person", "POST person", "in 404"),
    door("setup:unlink_person", "GET person", "in 405"),
    door("setup:unlink_person", "POST person", "in 404"),
    # switches of the frame
    door("ui:post", "GET", "in 405"),
    door("ui:post", "POST", "in 302"),
    door("ui:elder", "GET", "all 405"),
    door("ui:elder", "POST", "all 302"),
    door("ui:language", "GET", "all 405"),
    door("ui:language", "POST", "all 302"),
    door("ui:me", "GET", "in 200"),
    door("ui:end_sessions", "GET", "in 405"),
    door("ui:end_sessions", "POST", "in 302"),
    door("ui:find", "GET", "in 405"),
    door("ui:find", "POST", "in 302"),
    door("ui:my_sessions", "GET", "in 200"),
    door("ui:end_session", "GET", "in 405"),
    door("ui:end_session", "POST", "in 302"),
    door("ui:components", "GET", "in 200"),
    # a PDF is there for the session that asked for it
    door("ui:pdf", "GET", "in 404"),
    door("ui:pdf_file", "GET", "in 404"),
    door("ui:pdf_sheet", "GET", "in 404"),
    # 今日
    door("today", "GET", "in 200"),
    # 诉求: first what is not about one matter, then the record and its deeds
    door("concerns:list", "GET", "--- 200 200 200 200 200 200 200 200 200 200 200 200 200 403"),
    door("concerns:print", "GET", "--- 200 200 200 200 200 200 200 200 200 200 200 200 200 403"),
    door("concerns:export", "GET", "--- 200 403 200 200 200 200 200 200 200 200 403 403 403 403"),
    door("concerns:export", "POST", "--- 200 403 200 200 200 200 200 200 200 200 403 403 403 403"),
    door("concerns:ask_export", "GET", "--- 200 403 200 200 403 200 403 200 403 200 403 403 403 403"),
    door("concerns:ask_export", "POST", "--- 200 403 200 200 403 200 403 200 403 200 403 403 403 403"),
    door("concerns:take_export", "GET", "in 405"),
    door("concerns:take_export", "POST", "in 404"),
    door("concerns:exported", "GET", "in 404"),
    door("concerns:register", "GET", "--- 200 200 200 200 403 200 403 200 403 200 403 403 403 403"),
    door("concerns:register", "POST", "--- 200 200 200 200 403 200 403 200 403 200 403 403 403 403"),
    door("concerns:similar", "GET", "in 405"),
    door("concerns:similar", "POST", "--- 200 200 200 200 403 200 403 200 403 200 403 403 403 403"),
    door("concerns:acknowledge_several", "GET", "in 405"),
    door("concerns:acknowledge_several", "POST", "in 302"),
    door("concerns:detail", "GET in_hand", "--- 404 200 200 200 200 200 200 404 404 200 200 200 200 404"),
    door("concerns:receipt", "GET in_hand", "--- 404 200 200 200 200 200 200 404 404 200 200 200 200 404"),
    door("concerns:print_record", "GET in_hand", "--- 404 200 200 200 200 200 200 404 404 200 200 200 200 404"),
    door("concerns:reveal", "GET in_hand", "in 405"),
    door("concerns:reveal", "POST in_hand", "--- 404 302 302 302 403 302 403 404 404 302 403 403 403 404"),
    door("concerns:ask_identity", "GET in_hand", "--- 404 200 200 200 403 200 403 404 404 200 403 403 403 404"),
    door("concerns:ask_identity", "POST in_hand", "--- 404 200 200 200 403 200 403 404 404 200 403 403 403 404"),
    door("concerns:minor", "GET registered", "--- 404 200 200 200 200 404 404 404 404 200 200 403 403 404"),
    door("concerns:minor", "POST registered", "--- 404 200 200 200 200 404 404 404 404 200 200 403 403 404"),
    door("concerns:guardian", "GET registered", "--- 404 200 200 200 403 404 404 404 404 200 403 403 403 404"),
    door("concerns:guardian", "POST registered", "--- 404 200 200 200 403 404 404 404 404 200 403 403 403 404"),
    door("concerns:classify", "GET registered", "--- 404 200 200 200 403 404 404 404 404 200 403 403 403 404"),
    door("concerns:classify", "POST registered", "--- 404 200 200 200 403 404 404 404 404 200 403 403 403 404"),
    door("concerns:decline", "GET registered", "--- 404 403 403 200 403 404 404 404 404 200 403 403 403 404"),
    door("concerns:decline", "POST registered", "--- 404 403 403 200 403 404 404 404 404 200 403 403 403 404"),
    door("concerns:answer_now", "GET registered", "--- 404 200 200 200 403 404 404 404 404 200 403 403 403 404"),
    door("concerns:answer_now", "POST registered", "--- 404 200 200 200 403 404 404 404 404 200 403 403 403 404"),
    door("concerns:assign", "GET returned", "--- 404 403 403 200 403 404 404 404 404 200 403 403 403 404"),
    door("concerns:assign", "POST returned", "--- 404 403 403 200 403 404 404 404 404 200 403 403 403 404"),
    door("concerns:acknowledge", "GET assigned", "in 405"),
    door("concerns:acknowledge", "POST assigned", "--- 404 403 403 403 403 302 403 404 404 403 403 403 403 404"),
    door("concerns:send_back", "GET in_hand", "--- 404 403 403 403 403 200 403 404 404 403 403 403 403 404"),
    door("concerns:send_back", "POST in_hand", "--- 404 403 403 403 403 200 403 404 404 403 403 403 403 404"),
    door("concerns:extend", "GET in_hand", "--- 404 403 403 200 200 403 403 404 404 200 200 403 403 404"),
    door("concerns:extend", "POST in_hand", "--- 404 403 403 200 200 403 403 404 404 200 200 403 403 404"),
    door("concerns:reply", "GET in_hand", "--- 404 403 403 403 403 200 200 404 404 403 403 403 403 404"),
    door("concerns:reply", "POST in_hand", "--- 404 403 403 403 403 200 200 404 404 403 403 403 403 404"),
    door("concerns:close", "GET replied", "--- 404 403 200 200 403 403 403 404 404 200 403 403 403 404"),
    door("concerns:close", "POST replied", "--- 404 403 200 200 403 403 403 404 404 200 403 403 403 404"),
    door("concerns:note_follow_up", "GET replied", "--- 404 403 200 200 403 403 403 404 404 200 403 403 403 404"),
    door("concerns:note_follow_up", "POST replied", "--- 404 403 200 200 403 403 403 404 404 200 403 403 403 404"),
    door("concerns:reopen", "GET closed", "--- 404 403 403 200 200 403 403 404 404 200 200 403 403 404"),
    door("concerns:reopen", "POST closed", "--- 404 403 403 200 200 403 403 404 404 200 200 403 403 404"),
    door("concerns:void", "GET registered", "--- 404 403 403 200 403 404 404 404 404 200 403 403 403 404"),
    door("concerns:void", "POST registered", "--- 404 403 403 200 403 404 404 404 404 200 403 403 403 404"),
    # 导入: the clerk's ledger of 清水镇, and a draft that is the clerk's alone
    door("imports:index", "GET", "--- 200 200 200 200 200 200 200 200 200 200 200 403 403 200"),
    door("imports:index", "POST", "--- 200 200 200 200 200 200 200 200 200 200 200 403 403 200"),
    door("imports:draft", "GET", "--- 404 404 404 404 404 404 404 404 404 200 404 404 404 404"),
    door("imports:draft", "POST", "--- 404 404 404 404 404 404 404 404 404 200 404 404 404 404"),
    door("imports:drop", "GET", "in 405"),
    door("imports:drop", "POST", "--- 404 404 404 404 404 404 404 404 404 302 404 404 404 404"),
    door("imports:batch", "GET", "--- 404 404 404 200 404 404 404 404 404 200 404 404 404 404"),
    door("imports:rejected", "GET", "--- 404 404 404 200 404 404 404 404 404 200 404 404 404 404"),
    door("imports:undo", "GET", "in 405"),
    door("imports:undo", "POST", "--- 404 404 404 302 404 404 404 404 404 302 404 404 404 404"),
    # 数字
    door("figures:index", "GET", "--- 200 200 200 200 200 200 200 200 200 200 200 200 200 403"),
    door("figures:parts", "GET", "--- 200 200 200 200 200 200 200 200 200 200 200 200 200 403"),
    door("figures:below", "GET", "--- 200 200 200 200 200 200 200 200 200 200 200 200 200 403"),
    door("figures:chart", "GET", "--- 200 200 200 200 200 200 200 200 200 200 200 200 200 403"),
    door("figures:open", "GET cell", "--- 200 200 200 200 200 200 200 200 200 200 200 200 200 403"),
    door("figures:basis", "GET", "--- 200 200 200 200 200 200 200 200 200 200 200 200 200 403"),
    door("figures:export", "GET", "--- 200 200 200 200 200 200 200 200 200 200 200 200 200 403"),
    # 文书
    door("summaries:index", "GET", "--- 200 200 200 200 200 200 200 200 200 200 200 200 200 403"),
    door("summaries:write", "GET", "in 405"),
    door("summaries:write", "POST", "--- 200 403 200 200 403 200 403 200 403 200 403 403 403 403"),
    # 核对
    door("checker:index", "GET", "--- 200 200 200 200 200 200 200 200 200 200 200 200 200 403"),
    door("checker:index", "POST", "--- 200 200 200 200 200 200 200 200 200 200 200 200 200 403"),
    door("checker:download", "GET", "in 405"),
    door("checker:download", "POST", "--- 400 400 400 400 400 400 400 400 400 400 400 400 400 403"),
    # 期限
    door("clocks:index", "GET", "--- 403 403 403 403 403 403 403 403 403 200 403 403 403 403"),
    door("clocks:load", "GET", "--- 403 403 403 403 403 403 403 403 403 200 403 403 403 403"),
    door("clocks:load", "POST", "--- 403 403 403 403 403 403 403 403 403 200 403 403 403 403"),
    door("clocks:set_day", "GET", "in 405"),
    door("clocks:set_day", "POST", "--- 403 403 403 403 403 403 403 403 403 200 403 403 403 403"),
    door("clocks:drop_day", "GET", "in 405"),
    door("clocks:drop_day", "POST", "--- 403 403 403 403 403 403 403 403 403 302 403 403 403 403"),
    # 设置
    door("setup:index", "GET", "in 200"),
    door("setup:units", "GET", "--- 403 403 403 403 403 403 403 403 403 403 403 403 403 200"),
    door("setup:create_unit", "GET", "--- 403 403 403 403 403 403 403 403 403 403 403 403 403 200"),
    door("setup:create_unit", "POST", "--- 403 403 403 403 403 403 403 403 403 403 403 403 403 200"),
    door("setup:merge", "GET", "--- 403 403 403 403 403 403 403 403 403 403 403 403 403 200"),
    door("setup:merge", "POST", "--- 403 403 403 403 403 403 403 403 403 403 403 403 403 200"),
    door("setup:correct_unit", "GET village", "--- 403 403 403 403 403 403 403 403 403 403 403 403 403 200"),
    door("setup:correct_unit", "POST village", "--- 403 403 403 403 403 403 403 403 403 403 403 403 403 200"),
    door("setup:close_unit", "GET village", "--- 403 403 403 403 403 403 403 403 403 403 403 403 403 200"),
    door("setup:close_unit", "POST village", "--- 403 403 403 403 403 403 403 403 403 403 403 403 403 200"),
    door("setup:people", "GET", "--- 403 403 403 403 403 403 403 403 403 403 403 403 403 200"),
    door("setup:create_person", "GET", "--- 403 403 403 403 403 403 403 403 403 403 403 403 403 200"),
    door("setup:create_person", "POST", "--- 403 403 403 403 403 403 403 403 403 403 403 403 403 200"),
    door("setup:person", "GET person", "--- 403 403 403 403 403 403 403 403 403 403 403 403 403 200"),
    door("setup:person", "POST person", "--- 403 403 403 403 403 403 403 403 403 403 403 403 403 200"),
    door("setup:disable_person", "GET person", "in 405"),
    door("setup:disable_person", "POST person", "--- 403 403 403 403 403 403 403 403 403 403 403 403 403 302"),
    door("setup:reset_password", "GET person", "in 405"),
    door("setup:reset_password", "POST person", "--- 403 403 403 403 403 403 403 403 403 403 403 403 403 200"),
    door("setup:end_sessions", "GET person", "in 405"),
    door("setup:end_sessions", "POST person", "--- 403 403 403 403 403 403 403 403 403 403 403 403 403 302"),
    door("setup:end_posting", "GET posting", "--- 403 403 403 403 403 403 403 403 403 403 403 403 403 200"),
    door("setup:end_posting", "POST posting", "--- 403 403 403 403 403 403 403 403 403 403 403 403 403 200"),
    # 意见建议
    door("feedback:say", "GET", "in 200"),
    door("feedback:say", "POST", "in 200"),
    door("feedback:heard", "GET", "--- 403 403 403 403 403 403 403 403 403 200 403 403 403 200"),
)
# fmt: on
