"""职务: roles are code; who holds them where is data (postings). Codes are stored, never class paths.

A role grants its permissions over the whole subtree of the unit of the posting.
"""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Role:
    """职务: code, label, what it is for, the permissions it grants, the kinds of units it is held in."""

    code: str
    label: str | Promise
    about: str | Promise
    grants: tuple[str, ...]
    held_in: tuple[str, ...]


_SEE = ("concern.view", "publication.view", "window.view", "gathering.view", "opinion.view", "figures.view", "summary.view",
        "check.use", "document.view", "submission.view", "supervision.view",
        "reception.view", "issue.view", "evidence.view")  # fmt: skip
_RECEIVE = ("concern.register", "concern.classify", "concern.answer_now", "evidence.check")
_HANDLE = ("concern.acknowledge", "concern.send_back", "concern.reply", "concern.ask_extension", "concern.object",
           "task.handle", "concern.note", "concern.edit_templates", "evidence.add")  # fmt: skip
_STEER = ("concern.assign", "concern.close", "concern.reopen", "concern.decline", "concern.void", "concern.extend",
          "concern.merge", "concern.split", "concern.reassign", "concern.pause", "concern.review")  # fmt: skip
_SORT = ("concern.review_shelf", "concern.code_cause", "concern.tag", "concern.report_up")
_PAPER = ("concern.export", "concern.reveal")
_PUBLISH = ("publication.prepare", "publication.confirm", "publication.take_down")
_ASK = ("callback.deliver", "callback.call", "concern.reissue")  # whether it is solved, asked by who did not do it
_UP = ("submission.submit", "submission.keep", "supervision.report", "reminder.view")
_ABOVE = ("upper_order.enter", "upper_order.give_back")
_LEAD = ("supervision.issue", "correction.issue", "correction.confirm", "submission.answer")
_HEAD = (
    "reminder.view",
    "reminder.lead",
    "secrecy.view",
    "custody.approve",
    "retention.view",
    "retention.hold",
    "retention.keep",
)
_JUDGE = ("callback.decide", "callback.hints")
_RATED = ("callback.object", "callback.hints")
_DAY = ("reception.arrange", "reception.record", "reception.office")  # 接待日
_WINDOW = ("window.serve", "gathering.hold", "gathering.settle")  # 窗口代办, 座谈
_GUIDE = ("window.manage", "study.lead")
_ISSUES = ("issue.group", "issue.confirm", "issue.analyse", "issue.project")  # 热点

_SEE_APPRAISALS = ("appraisal.view", "questionnaire.view", "poll.view", "sheet.view", "result.view", "remark.view",
                   "rectification.view")  # fmt: skip
_APPRAISE = ("questionnaire.edit", "poll.run", "poll.open", "appraisal.run", "appraisal.observe", "sheet.read",
             "result.publish", "statform.fill",
             "remark.sort", "remark.reply", "rectification.issue", "rectification.sign_off", "talk.record")  # fmt: skip
_STEER_APPRAISALS = ("questionnaire.approve", "appraisal.comment", "appraisal.observe", "poll.open", "result.publish",
                     "rectification.issue",
                     "rectification.sign_off", "talk.record")  # fmt: skip
_MEND = ("rectification.report", "appraisal.review")  # 整改, 自查自评

_SEE_CONTACT = ("household.view", "help.view", "pairing.view", "skill.view", "drive.view", "hazard.view", "quota.view", "visit.view",
                "burden.view", "writing.view", "card.view", "spotcheck.view", "plan.view")  # fmt: skip
_CONTACT = ("visit.record", "writing.write", "plan.make", "statement.write", "handset.use")  # 联系群众
_VILLAGE = ("household.edit", "household.open", "help.plan", "hazard.check", "card.issue", "burden.note")
_ARRANGE = ("pairing.arrange", "skill.edit", "drive.run", "help.plan", "hazard.edit", "hazard.check", "writing.publicize",
            "handset.manage")  # fmt: skip
_TEAM = ("visit.correct", "quota.team", "team.view", "statement.read", "writing.answer", "leave.decide", "leave.verify")
_LOOK_INTO = ("card.review", "spotcheck.run")

_SEE_STATIONS = ("station.view", "regulation.view", "dispatch.view", "workday.view", "volunteer.view", "activity.view",
                 "meeting.view", "pledge.view", "dispute.view", "inspection.view", "example.view", "circular.view",
                 "newsletter.view", "return.view")  # fmt: skip
_STATION = ("station.edit", "station.ready", "workday.confirm", "absence.ask", "activity.run", "volunteer.edit",
            "pledge.make", "letter.sign", "dispute.record", "example.nominate", "finding.reply", "return.collect")  # fmt: skip
_MEDIATE = ("dispute.mediate", "dispute.open")
_TOWN_OFFICE = (*_STATION, *_MEDIATE, "station.open", "directory.edit", "workroom.edit", "absence.verify", "meeting.hold",
                "pledge.publish", "pledge.appraise", "letter.run", "dispatch.register", "return.verify")  # fmt: skip
_UNIT_OFFICE = ("absence.ask", "volunteer.edit", "activity.run", "meeting.hold", "pledge.make", "pledge.publish",
                "letter.sign", "letter.run", "workroom.edit", "dispatch.register", "dispute.record", "example.nominate",
                "finding.reply", "return.collect")  # fmt: skip
_UNIT_HEAD = ("pledge.make", "pledge.approve", "pledge.publish", "letter.sign", "finding.reply", "return.verify")
_COUNTY_OFFICE = (*_TOWN_OFFICE, "workday.theme", "absence.approve", "regulation.edit", "inspection.plan",
                  "inspection.record", "circular.draft", "newsletter.edit", "example.approve", "return.approve",
                  "return.form")  # fmt: skip
_COUNTY_LEADS = ("regulation.approve", "inspection.approve", "inspection.record", "circular.issue", "newsletter.issue",
                 "example.approve", "return.approve", "pledge.make", "pledge.approve", "letter.sign")  # fmt: skip

_SEE_REPORTS = (
    "freeze.view",
    "definition.view",
    "next_step.view",
    "quality.view",
    "asking.view",
    "filling.view",
    "assessment.view",
    "table.use",
)  # 数字
_ANSWER = ("asking.answer", "next_step.report", "quality.explain", "overlap.answer")
_COMPILE = (*_ANSWER, "next_step.edit", "filling.edit", "freeze.explain", "document.write", "document.template", "overlap.view",
            "overlap.edit", "check.batch", "summary.write", "retention.view")  # fmt: skip
_OBJECT = ("assessment.object", "return.approve", "next_step.edit", "asking.answer", "document.issue", "document.publish",
           "overlap.view", "overlap.lead", "overlap.answer")  # fmt: skip
_ASK_AND_JUDGE = (*_COMPILE, "definition.edit", "quality.edit", "secrecy.view", "custody.set", "notice.set", "retention.set",
                  "retention.hold", "asking.ask", "return.accept",
                  "assessment.edit",                  "assessment.run", "document.budget")  # fmt: skip
_DECIDE_FIGURES = ("definition.approve", "asking.approve", "return.accept", "assessment.approve", "assessment.publish",
                   "next_step.edit", "document.issue", "document.publish", "overlap.view", "overlap.lead",
                   "overlap.answer")  # fmt: skip

ROLES: dict[str, Role] = {
    role.code: role
    for role in (
        Role("station_worker", _("村站工作人员"), _("在村、社区登记诉求，办理交给本站的事项。"),
             ("adoption.decide", "status.tell", *_SEE, *_SEE_CONTACT,
              *_SEE_STATIONS, *_SEE_REPORTS, *_ANSWER, *_STATION,
              *_CONTACT, *_VILLAGE, *_SEE_APPRAISALS, *_MEND,
              *_WINDOW, *_SORT, *_RECEIVE, *_HANDLE, "concern.reveal", *_ASK,
              *_UP), ("village", "community")),
        Role("station_head", _("村站站长"), _("负责本站的登记、办理和答复。"),
             ("adoption.decide", "status.tell", *_SEE,
              *_SEE_CONTACT,
              *_SEE_STATIONS, *_SEE_REPORTS, *_ANSWER, "assessment.object", "return.approve", "return.verify",
              "document.write", "document.issue", "summary.write", "overlap.lead", *_STATION, *_MEDIATE, "meeting.hold", "pledge.approve",
              *_CONTACT, *_VILLAGE, *_TEAM,
              *_SEE_APPRAISALS, *_MEND,
              *_WINDOW, *_SORT, *_RECEIVE, *_HANDLE, "concern.reveal",
              "concern.export",
              "concern.close", *_ASK, *_RATED,
              "concern.settle",
              *_UP, "reminder.lead"), ("village", "community")),
        Role("township_clerk", _("乡镇群众工作总站经办员"), _("登记、分类、交办本乡镇的诉求，汇总台账。"),
             (*_PUBLISH, "adoption.decide", "status.tell", *_SEE,
              *_SEE_CONTACT,
              *_SEE_STATIONS, *_SEE_REPORTS, *_COMPILE, "return.accept", "assessment.object", "asking.ask", *_TOWN_OFFICE,
              *_CONTACT, *_VILLAGE, *_ARRANGE, *_TEAM, *_LOOK_INTO,
              *_SEE_APPRAISALS, *_APPRAISE, *_MEND,
              *_WINDOW, *_GUIDE, *_SORT, "concern.reclassify",
              *_RECEIVE, *_HANDLE, *_STEER, *_PAPER,
              "concern.import", *_ISSUES, *_ASK, *_JUDGE, "concern.settle",
              "callback.sample", "callback.object",
              *_UP, *_ABOVE, *_LEAD, *_DAY), ("township",)),
        Role("township_leader", _("乡镇领导"), _("查看本乡镇全部诉求和数字，审批延期。"),
             ("publication.confirm", "publication.take_down", *_SEE,
              *_SEE_CONTACT,
              *_SEE_STATIONS, *_SEE_REPORTS, *_OBJECT, "return.accept", "asking.approve",
              *_UNIT_HEAD, "absence.verify", "dispute.open", "example.approve", "inspection.record",
              *_CONTACT, *_TEAM, *_LOOK_INTO,
              *_SEE_APPRAISALS, *_STEER_APPRAISALS, *_MEND,
              "gathering.settle", "study.lead",
              "concern.reclassify", "concern.reclassify_own",
              "concern.extend", "concern.pause", "concern.reopen", "concern.export", *_JUDGE,
              *_LEAD, *_HEAD), ("township",)),
        Role("department_clerk", _("部门经办员"), _("签收、办理、答复交给本部门的诉求。"),
             ("adoption.decide", *_SEE, *_SEE_CONTACT,
              *_SEE_STATIONS, *_SEE_REPORTS, *_COMPILE, "asking.ask", *_UNIT_OFFICE,
              *_CONTACT, *_ARRANGE, *_SEE_APPRAISALS, *_APPRAISE, *_MEND,
              *_WINDOW, *_GUIDE, *_SORT, *_HANDLE, "concern.register", "concern.export",
              "concern.reveal", "callback.deliver",
              *_RATED,
              *_UP, *_ABOVE, "submission.answer"), ("department", "centre")),
        Role("department_head", _("部门负责人"), _("查看交给本部门的诉求和数字。"),
             ("adoption.decide", *_SEE, *_SEE_CONTACT,
              *_SEE_STATIONS, *_SEE_REPORTS, *_OBJECT, *_UNIT_HEAD,
              *_CONTACT, *_TEAM, *_SEE_APPRAISALS, *_STEER_APPRAISALS, *_MEND,
              "gathering.settle", "concern.reply", "concern.export", *_RATED,
              *_HEAD, "supervision.report", "submission.answer"), ("department", "centre")),
        Role("school_clerk", _("学校经办员"), _("登记、办理学校的诉求。"),
             ("publication.prepare", "publication.take_down", "adoption.decide", *_SEE,
              *_SEE_CONTACT,
              *_SEE_STATIONS, *_SEE_REPORTS, *_COMPILE, *_UNIT_OFFICE,
              *_CONTACT, *_ARRANGE, "household.edit", "household.open", "burden.note",
              *_SEE_APPRAISALS, *_APPRAISE, *_MEND,
              *_WINDOW, *_GUIDE, *_SORT,
              *_RECEIVE, *_HANDLE, "concern.reveal", "concern.export", *_ASK, *_RATED,
              *_UP, "concern.assign", *_DAY), ("school",)),
        Role("school_head", _("校长"), _("查看学校的诉求和数字，答复来信来访。"),
             ("publication.confirm", "publication.take_down", "adoption.decide", *_SEE,
              *_SEE_CONTACT,
              *_SEE_STATIONS, *_SEE_REPORTS, *_OBJECT, *_UNIT_HEAD,
              *_CONTACT, *_TEAM,
              *_SEE_APPRAISALS, *_STEER_APPRAISALS, *_MEND,
              "gathering.hold",
              "gathering.settle", "study.lead", "concern.answer_now", "concern.reply",
              "concern.export", *_RATED,
              *_HEAD, "supervision.report"), ("school",)),
        Role("county_clerk", _("县群众工作办公室经办员"), _("全县诉求的登记、受理、交办、回访和统计。"),
             (*_PUBLISH, "publication.set", "adoption.decide", "status.tell", *_SEE,
              *_SEE_CONTACT,
              *_SEE_STATIONS, *_SEE_REPORTS, *_ASK_AND_JUDGE, *_COUNTY_OFFICE,
              *_CONTACT, *_VILLAGE, *_ARRANGE, *_TEAM, *_LOOK_INTO, "quota.edit", "plan.set",
              *_SEE_APPRAISALS, *_APPRAISE, "questionnaire.approve",
              *_WINDOW, *_GUIDE, *_SORT,
              "concern.reclassify", "topic.edit", *_RECEIVE, *_STEER,
              *_PAPER, "concern.import", *_ISSUES, "issue.train", "clocks.load_notice", "document.kinds", "protection.mask",
              "setting.view", "setting.approve", "feedback.view",
              "concern.note", "evidence.add",
              "concern.edit_templates",
              "duty.edit", "duty.approve", *_ASK, *_JUDGE, "concern.settle", "callback.sample",
              *_UP, *_ABOVE, *_LEAD, "ladder.edit", "guide.keep", *_DAY),
             ("county",)),
        Role("county_leader", _("县领导"), _("查看全县的诉求、数字和卡住的事项。"),
             ("publication.confirm", "publication.take_down", *_SEE,
              *_SEE_CONTACT,
              *_SEE_STATIONS, *_SEE_REPORTS, *_DECIDE_FIGURES, *_COUNTY_LEADS,
              *_CONTACT, *_TEAM, *_LOOK_INTO,
              *_SEE_APPRAISALS, *_STEER_APPRAISALS,
              "concern.reclassify",
              "concern.reclassify_own", "concern.extend", "concern.pause",
              "concern.reopen", "duty.approve", *_JUDGE,
              *_LEAD, *_HEAD, "setting.view", "setting.approve", "power.view", "power.approve"), ("county",)),
        Role("inspector", _("督查人员"), _("查看诉求办理情况，不办理。"), (*_SEE, *_SEE_CONTACT,
              *_SEE_STATIONS, *_SEE_REPORTS,
              "inspection.plan", "inspection.record", "circular.draft", "station.ready", "handset.use",
              "overlap.view", *_SEE_APPRAISALS), ("county", "township")),
        Role("auditor", _("审计、纪检只读"), _("只读查看诉求和流水；三员中的安全审计员，查看账号流水，什么也不改。"), (*_SEE, *_SEE_CONTACT,
              *_SEE_STATIONS, *_SEE_REPORTS, "secrecy.view", "custody.view", "retention.view",
              "checkpoint.view", "checkpoint.use", "protection.view", "setting.view",
              "power.view", "audit.view", "program_key.view", *_SEE_APPRAISALS), ("county",)),
        Role("liaison_officer", _("联系群众干部"), _("走访群众、写民情日记，看自己的任务；不办理诉求。"),
             (*_SEE_CONTACT, *_CONTACT, "concern.register", "assessment.own", "overlap.answer"),
             ("county", "department", "centre", "township", "village", "community", "school")),
        Role("system_admin", _("系统管理员"), _("管理账号、单位、任职和备份，看不到任何诉求。"),
             ("orgs.edit", "guide.keep", "feedback.view", "checkpoint.view", "checkpoint.keep", "job.view", "job.keep", "power.view",
              "setting.view", "protection.view", "program_key.view", "program_key.manage"), ("county",)),
        Role("security_admin", _("安全保密管理员"), _("审批有权的任命、应急权限和第二步验证的取消；不管账号，看不到任何诉求。"),
             ("power.view", "power.approve", "program_key.view"), ("county",)),
    )
}  # fmt: skip
