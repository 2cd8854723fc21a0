"""向小群's doors: what an official who only visits opens, beside what everybody opens; all else is shut to him."""

SHUT = {"403", "404", "405"}
OPEN: dict[tuple[str, str, str], str] = {
    ("concerns:register", "GET", ""): "200", ("concerns:register", "POST", ""): "200",
    ("concerns:similar", "POST", ""): "200", ("gatherings:finding", "GET", ""): "200",
    ("gatherings:comment", "GET", ""): "200",
    ("imports:index", "GET", ""): "200", ("imports:index", "POST", ""): "200",
    ("visits:index", "GET", ""): "200", ("visits:print", "GET", ""): "200", ("visits:xlsx", "GET", ""): "200",
    ("visits:new", "GET", ""): "200", ("visits:new", "POST", ""): "200", ("visits:visit", "GET", "visit"): "200",
    ("visits:stays", "GET", ""): "200", ("visits:stay_new", "GET", ""): "200", ("visits:burdens", "GET", ""): "200",
    **{(f"pairings:{name}", "GET", of): "200" for name, of in (
        ("index", ""), ("mine", ""), ("coverage", ""), ("uncovered", ""), ("print", ""), ("xlsx", ""), ("rules", ""),
        ("pairing", "link"), ("postings", ""), ("posting", "out"), ("leaves", ""), ("leave", "leave"), ("experts", ""),
        ("expert", "expert"),
    )},
    **{(f"households:{name}", "GET", of): "200" for name, of in (
        ("index", ""), ("print", ""), ("blank", ""), ("needs", ""), ("print_needs", ""), ("household", "household"),
        ("household", "needy"),
    )},
    **{(f"helping:{name}", "GET", of): "200" for name, of in (
        ("index", ""), ("ones", ""), ("funds", ""), ("funds_xlsx", ""), ("projects", ""), ("plan", "plan"),
        ("print", "plan"), ("docx", "plan"), ("item", "item"), ("fund", "fund"), ("project", "project"),
    )},
    **{(f"planner:{name}", "GET", of): "200" for name, of in (
        ("index", ""), ("coming", ""), ("next", ""), ("ics", ""), ("make", ""), ("burden", ""), ("plan", "plan"),
        ("days", "village"),
    )},
    ("planner:make", "POST", ""): "200",
    **{(f"hazards:{name}", "GET", of): "200" for name, of in (
        ("index", ""), ("board", ""), ("hazard", "slope"), ("hazard", "bridge"),
    )},
    **{(f"cards:{name}", "GET", of): "200" for name, of in (
        ("index", ""), ("ledger", ""), ("ledger_xlsx", ""), ("registration", "household"),
    )},
    **{(f"cards:{name}", "POST", of): "200" for name, of in (("ledger_xlsx", ""), ("registration", "household"))},
    **{(f"overlaps:{name}", "GET", of): "200" for name, of in (
        ("index", ""), ("check", ""), ("library", ""), ("idioms", ""), ("library_text", "shared"),
        ("library_text", "own"),
    )},
    ("overlaps:check", "POST", ""): "200",
    **{(f"spotchecks:{name}", "GET", of): "200" for name, of in (("index", ""), ("of_us", ""), ("check", "check"))},
    **{(f"quotas:{name}", "GET", of): "200" for name, of in (
        ("index", ""), ("duty", "asked"), ("rules", ""), ("rule_set", "asked"), ("checks", ""),
    )},
    **{(f"offline:{name}", "GET", of): "200" for name, of in (
        ("index", ""), ("app", ""), ("worker", ""), ("manifest", ""), ("contact", ""), ("paper", "visit"),
        ("enter", "visit"),
    )},
    ("offline:sync", "POST", ""): "409", ("offline:register", "POST", ""): "400", ("offline:enter", "POST", "visit"): "200",
    **{(f"drives:{name}", "GET", of): "200" for name, of in (
        ("index", ""), ("rounds", ""), ("actions", ""), ("drive", "drive"), ("paper", "drive"), ("behind", "drive"),
    )},
    **{(f"writings:{name}", "GET", of): "200" for name, of in (
        ("index", ""), ("diary", ""), ("booklet", ""), ("handed", ""), ("new", "report"), ("writing", "report"),
        ("docx", "report"), ("publicity", ""),
    )},
    **{(f"statements:{name}", "GET", of): "200" for name, of in (
        ("index", ""), ("new", ""), ("four", ""), ("four_behind", "four"), ("four_plan", ""),
    )},
    **{(f"assessments:{name}", "GET", of): "200" for name, of in (
        ("index", ""), ("schemes", ""), ("scheme", "scheme"), ("part", "part"),
    )},
    ("assessments:part", "POST", "part"): "302",
}  # fmt: skip
