"""危险的做法: text that is run, SQL put together, calls to the outside, weak hashes, pages made by scripts: where none may be."""

import ast
import re
from pathlib import Path

from tests.house import source

RUNS = {"eval", "exec", "compile", "__import__"}
OUTSIDE = {
    "requests",
    "httpx",
    "aiohttp",
    "smtplib",
    "ftplib",
    "telnetlib",
    "ldap",
    "ldap3",
    "memcache",
    "pymemcache",
    "xmlrpc",
}
UNSAFE = {"pickle", "marshal", "shelve", "yaml", "jsonpickle", "dill"}
#: SQL of our own stands in these alone, with parameters; each is read when it is changed (house.md §9.10)
SQL = {
    "base/search/index.py", "base/counting/limits.py", "base/counting/once.py",
    "base/journal/guard.py", "reports/overlaps/commands/indexing.py",
    "project/backups/rows.py", "project/backups/snapshots.py", "project/prepare.py", "project/tables.py",
    "project/demo/wipe.py", "work/ballots/store.py", "work/ballots/released.py", "project/counties/databases.py",
}  # fmt: skip
#: the one address that the program itself asks is its own, to see whether it has started
ASKS = {
    "project/serve.py",
    "base/files/scanner.py",
    "web/ui/log_line.py",
    "base/gateways/asking.py",
    "base/gateways/https.py",
    "base/gateways/lines.py",
    "base/gateways/imap.py",
    "project/counties/gate.py",  # a county's own server, on this machine alone (ADR 0071)
    "base/gateways/smtp.py",
}  # the others to the log server and the hosts that the site names (ADR 0068, 0072, 0073); the second one by a socket of this machine's own
#: the readers of texts put their patterns together of their own words; nothing that anybody typed is in them
GRAMMARS = {
    "pure/checking/dates/anniversaries.py", "pure/checking/dates/meetings.py", "pure/checking/names/campaigns.py",
    "pure/checking/names/posts.py", "pure/checking/names/roles.py", "pure/checking/quantities.py", "pure/checking/signs.py",
    "pure/checking/structure.py", "pure/figures/announced.py", "pure/figures/lists.py", "pure/figures/rates.py",
    "pure/figures/sums.py", "pure/figures/textlevel.py", "pure/likeness/names.py", "pure/masking.py", "pure/numerals/scan.py",
    "pure/paper/own_body.py", "pure/workdays/notice.py", "pure/openapi.py",
}  # fmt: skip
SCRIPTS = re.compile(
    r"\b(?:inner|outer)HTML\b|insertAdjacentHTML|document\.write|\beval\s*\(|new Function|set(?:Timeout|Interval)\(\s*[\"'`]"
    r"|new WebSocket|RTCPeerConnection|\.__proto__"
)


def place(path: Path) -> str:
    return path.relative_to(source.SRC).as_posix()


def calls() -> list[tuple[Path, ast.Call, str]]:
    return [
        (path, node, ast.unparse(node.func))
        for path in source.modules()
        for node in source.nodes(path)
        if isinstance(node, ast.Call)
    ]


def imported() -> list[tuple[str, str]]:
    found = []
    for path in source.modules():
        for node in source.nodes(path):
            if isinstance(node, ast.Import):
                found += [(place(path), alias.name) for alias in node.names]
            elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
                found.append((place(path), node.module))
    return found


def test_no_text_is_run_and_nothing_is_unpacked_that_could_be() -> None:
    assert [f"{place(path)}: {name}" for path, _node, name in calls() if name in RUNS] == []
    assert [f"{where}: {module}" for where, module in imported() if module.partition(".")[0] in UNSAFE] == []


def test_programs_are_started_with_a_list_and_without_a_shell() -> None:
    shells = {"os.system", "os.popen", "subprocess.getoutput", "subprocess.getstatusoutput"}
    started = [(path, node) for path, node, name in calls() if name in ("subprocess.run", "subprocess.Popen")]
    assert started

    assert [place(path) for path, _node, name in calls() if name in shells] == []
    assert [place(path) for path, node in started if any(word.arg == "shell" for word in node.keywords)] == []
    assert [place(path) for path, node in started if not isinstance(node.args[0], ast.List | ast.Name)] == []


def test_sql_of_our_own_stands_in_few_files() -> None:
    asks = re.compile(
        r"(?:^|\.)(?:RawSQL|raw|extra)$|(?:cursor|box|copy|here|there|fresh|connection)\.execute(?:many|script)?$"
    )
    found = {place(path) for path, _node, name in calls() if asks.search(name)}

    assert found - SQL == set() and found


def test_the_server_asks_nobody_outside() -> None:
    """No SSRF, no mail but by its one gateway, no directory, no cache that could be injected: there is nothing to send them with."""
    modules = imported()

    assert [one for one in modules if one[1].partition(".")[0] in OUTSIDE] == [("base/gateways/smtp.py", "smtplib")]
    asking = ("urllib.request", "http.client", "socket")
    assert {where for where, one in modules if one in asking} <= ASKS
    gate = (source.SRC / "project" / "counties" / "gate.py").read_text("utf-8")
    assert gate.count("HTTPConnection(") == gate.count('HTTPConnection("127.0.0.1", ') == 1
    assert "AF_INET" not in (source.SRC / "base" / "files" / "scanner.py").read_text("utf-8")


def test_a_weak_hash_is_used_nowhere() -> None:
    weak = re.compile(r"\b(?:md5|sha1|des|rc4|ecb)\b", re.IGNORECASE)
    assert [
        f"{place(path)}: {name}"
        for path, _node, name in calls()
        if weak.search(name.replace("_", " ")) and place(path) != "base/orgs/breached.py"
    ] == []  # the list of leaked passwords is kept so by the world


def test_what_must_not_be_guessed_is_drawn_by_the_system() -> None:
    """`random.random()` of the module itself is nobody's: either a seed that is published, or SystemRandom."""
    assert [f"{place(path)}: {name}" for path, _node, name in calls() if re.fullmatch(r"random\.[a-z]\w*", name)
            and _is_module(path)] == []  # fmt: skip


def _is_module(path: Path) -> bool:
    return any(
        isinstance(node, ast.Import) and any(a.name == "random" for a in node.names) for node in source.nodes(path)
    )


def test_a_form_takes_the_fields_that_it_names() -> None:
    """Mass assignment: no form is made of a whole model, none takes what it does not declare."""
    found = [
        path
        for path in source.modules()
        if re.search(r"\bModelForm\b|modelform_factory|\"__all__\"", path.read_text("utf-8"))
    ]

    assert [place(path) for path in found] == []


def test_a_script_of_ours_writes_text_and_no_html() -> None:
    scripts = [path for path in source.STATIC.rglob("*.js") if "vendor" not in path.parts]
    assert len(scripts) > 5

    assert [place(path) for path in scripts if SCRIPTS.search(path.read_text("utf-8"))] == []


def test_xml_of_strangers_is_read_by_one_parser_that_expands_nothing() -> None:
    parsers = [(place(path), {word.arg: ast.unparse(word.value) for word in node.keywords})
               for path, node, name in calls() if name.endswith("XMLParser")]  # fmt: skip
    guarded = [told for where, told in parsers if where == "pure/zipguard.py"]

    assert guarded == [{"resolve_entities": "False", "load_dtd": "False", "no_network": "True", "huge_tree": "False"}]
    assert {where for where, told in parsers if told not in guarded} <= {
        "pure/paper/imprints.py",
        "pure/paper/footers.py",
    }


def test_every_package_is_locked_by_its_content() -> None:
    for name in ("run", "dev"):
        text = (source.ROOT / "requirements" / f"{name}.txt").read_text("utf-8")
        packages = re.findall(
            r"^(\w[\w.\[\]-]*)==[^\n]*\\\n((?:    --hash=sha256:[0-9a-f]{64}.*\n)+)", text, re.MULTILINE
        )
        assert packages and len(packages) == len(re.findall(r"^\w", text, re.MULTILINE)), name
        assert "://" not in text, name
    assert "--require-hashes" in (source.ROOT / "Makefile").read_text("utf-8")


def test_a_signed_word_is_never_read_without_its_kind_and_its_age() -> None:
    read = [(place(path), {word.arg for word in node.keywords}) for path, node, name in calls()
            if name in ("signing.loads", "request.get_signed_cookie")]  # fmt: skip
    kinds = [
        one
        for path in source.modules()
        for one in re.findall(
            r'^(?:RATED, |ROWS, )?SALT\b.*?= (?:"rated", |50, )?"([^"]+)"', path.read_text("utf-8"), re.MULTILINE
        )
    ]

    assert len(read) >= 5 and [told for told in read if not {"salt", "max_age"} <= told[1]] == []
    assert len(kinds) >= 7 and len(set(kinds)) == len(kinds)


def test_a_name_that_stands_in_a_pattern_is_escaped() -> None:
    """Put together of parts is a pattern of the readers' own grammar alone, each read; a name that came in is escaped."""
    asks = re.compile(r"^re\.(?:compile|search|match|fullmatch|sub|subn|split|findall|finditer)$")
    found = []
    for path, node, name in calls():
        if asks.match(name) and node.args:
            found += [f"{place(path)}: {part}" for part in _foreign(node.args[0])]

    assert [one for one in found if one.partition(":")[0] not in GRAMMARS] == []
    assert {one.partition(":")[0] for one in found} == GRAMMARS, "what puts none together any more leaves the list"
    assert _foreign(ast.parse("f'a{name}'", mode="eval").body) == ["name"]
    assert _foreign(ast.parse("'a' + typed", mode="eval").body) == ["typed"]
    assert _foreign(ast.parse("f'{re.escape(name)}{_NUMBER}'", mode="eval").body) == []
    regexes = re.compile(r"__i?regex\b|\bREGEXP\b")
    assert [place(path) for path in source.modules() if regexes.search(path.read_text("utf-8"))] == []


def _foreign(node: ast.expr) -> list[str]:
    """The parts of a pattern that are neither written in it nor escaped."""
    if isinstance(node, ast.JoinedStr):
        return [one for part in node.values if isinstance(part, ast.FormattedValue) for one in _foreign(part.value)]
    if isinstance(node, ast.BinOp):
        return _foreign(node.left) + _foreign(node.right)
    words = ast.unparse(node)
    is_ours = isinstance(node, ast.Constant) or "re.escape" in words or re.fullmatch(r"_?[A-Z][A-Z_0-9]*", words)
    return [] if is_ours else [words]


def test_a_script_of_ours_sets_no_property_by_a_strangers_name() -> None:
    """Prototype pollution: nothing is merged deeply, no name that came from outside becomes a property (ASVS 15.3.6)."""
    scripts = [path for path in source.STATIC.rglob("*.js") if "vendor" not in path.parts]
    merges = re.compile(
        r"\b(?:deepMerge|merge|extend|defaultsDeep|setPath)\s*\(|__proto__|\.constructor\s*\[|setPrototypeOf"
    )
    sets = re.compile(r"^\s*[\w.]+\[(?!\d|\"|'|`)[^\]]+\]\s*=(?!=)", re.MULTILINE)
    texts = {path.name: path.read_text("utf-8") for path in scripts}

    assert [name for name, text in texts.items() if merges.search(text)] == []
    assert [(name, found) for name, text in texts.items() for found in sets.findall(text)] == []
    assert sets.search("told[name] = 1") and merges.search("extend(a, JSON.parse(b))")
