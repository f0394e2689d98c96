#!/usr/bin/env python3
"""Usage: check_streams.py [--all] TOOL [FILTER]

What comes of each command when its streams and files are not what it hopes for: a full disk, closed
streams, a pipe without a reader; in place of a file one that nobody may read, a folder, a pipe, a device
without an end, a link to itself, nothing. No run hangs, crashes or ends in 0 with less than its whole
output, and no file is found half written under its final name.

The commands and their formats are those that the tool itself tells; each has to be among the lines of
tests/failures/commands, of which one for each format is taken, or all (--all).
"""

import argparse
import concurrent.futures
import contextlib
import os
import pathlib
import pwd
import resource
import shutil
import signal
import stat
import subprocess
import sys
import tempfile
import threading

ROOT = pathlib.Path(__file__).resolve().parent.parent
SCENE = ROOT / "tests/failures/scene"
PATIENCE = 60                   # seconds, after which a run is taken to hang
MEMORY = 512 << 20              # bytes, for runs on input without an end
FEW = 64                        # bytes that a disk still takes
DONE, GATE, USAGE, INPUT, MACHINE = range(5)

sys.path.insert(0, str(ROOT / "tests/failures"))
from run import expand, make_scene, read_commands  # noqa: E402

faults = []


# ---- runs ----

class Outcome:
    def __init__(self, status, out, err, files):
        self.status, self.out, self.err, self.files = status, out, err, files

    def __eq__(self, other):
        return vars(self) == vars(other)


def is_nobody_needed():
    """To root nothing is unreadable."""
    return os.geteuid() == 0


def files_of(folder):
    """Of each file what it holds; of what is no file what it is."""
    found = {}
    for path in sorted(folder.rglob("*")):
        mode = path.lstat().st_mode
        found[str(path.relative_to(folder))] = path.read_bytes() if stat.S_ISREG(mode) and os.access(path, os.R_OK) \
            else stat.filemode(mode)
    return found


class Tool:
    def __init__(self, binary, folder):
        self.folder = pathlib.Path(folder)
        self.number = 0
        self.lock = threading.Lock()
        # The folders of the tool's own are those above it, and hold no charts.
        self.binary = self.folder / "tool/bin/clusterflow"
        self.binary.parent.mkdir(parents=True)
        shutil.copy(binary, self.binary)
        for path in (self.folder, *self.folder.rglob("*")):
            path.chmod(0o755)
        version = subprocess.run([self.binary, "--version"], capture_output=True, preexec_fn=little_memory, check=False)
        self.frugal = little_memory if version.returncode == 0 else None  # sanitizers take more

    def ask(self, *words):
        return subprocess.run([self.binary, *words], cwd=self.folder, capture_output=True, text=True, check=False)

    def scene(self):
        with self.lock:
            self.number += 1
            folder = self.folder / str(self.number)
        make_scene(folder)
        return folder

    def run(self, words, scene, out=subprocess.PIPE, err=subprocess.PIPE, stdin=None, before=None):
        """`before` is called in the process that becomes the tool."""
        given = [word[1:] for word in words if word.startswith("<")]
        words = [word for word in expand(words) if not word.startswith("<")]
        with open(scene / given[0] if given else os.devnull, "rb") as file:
            child = subprocess.Popen([self.binary, *words], cwd=scene, stdout=out, stderr=err, stdin=stdin or file,
                                     preexec_fn=before, env={"PATH": os.environ["PATH"], "LC_ALL": "C"})
            try:
                told, messages = child.communicate(timeout=PATIENCE)
            except subprocess.TimeoutExpired:
                child.kill()
                told, messages = child.communicate()
                return Outcome("hangs", told, messages, None)
        return Outcome(child.returncode, told or b"", messages or b"", files_of(scene))


def fault(words, what, why, outcome=None):
    told = f": status {outcome.status}, {outcome.err[:200]!r}" if outcome else ""
    faults.append(f"{' '.join(words)}: {what}: {why}{told}")


def ends(outcome):
    """What is wrong with any end."""
    if outcome.status == "hangs":
        return "hangs"
    if outcome.status < 0 or outcome.status > MACHINE:
        return "is killed"
    return None


# ---- streams ----

def close_at(*descriptors):
    def before():
        for descriptor in descriptors:
            os.close(descriptor)
    return before


def with_signal(action):
    return lambda: signal.signal(signal.SIGPIPE, action)


def pipe_without_reader():
    reader, writer = os.pipe()
    os.close(reader)
    return writer


def judge_lost(words, what, outcome, normal, written, told):
    """What of the output has no place to go (`written`, or the messages: `told`) ends in 4; a pipe without
    a reader is nothing to speak of. With nothing lost all is as always."""
    wrong = ends(outcome)
    lost = written and normal.out or told and normal.err
    if not wrong and lost and outcome.status != MACHINE:
        wrong = "does not end in 4"
    if not wrong and not lost and outcome.status != normal.status:
        wrong = f"ends in another status than {normal.status}"
    if not wrong and written and normal.out and not told and what != "a pipe without a reader" and not outcome.err:
        wrong = "does not tell it"
    if not wrong and set(outcome.files) - set(normal.files):
        wrong = f"leaves {sorted(set(outcome.files) - set(normal.files))}"
    if wrong:
        fault(words, what, wrong, outcome)


# What, where output and messages go if not into a pipe, and what is closed.
STREAMS = [
    ("a full disk", "/dev/full", None, ()),
    ("a full disk for messages", None, "/dev/full", ()),
    ("a full disk for all", "/dev/full", "/dev/full", ()),
    ("a closed output", None, None, (1,)),
    ("closed messages", None, None, (2,)),
    ("closed streams", None, None, (0, 1, 2)),
]


def try_streams(tool, words, normal):
    for what, out, err, closed in STREAMS:
        if 0 in closed and any(word.startswith("<") for word in words):
            continue  # another input, so another output
        with contextlib.ExitStack() as stack:
            places = [stack.enter_context(open(path, "wb")) if path else subprocess.PIPE for path in (out, err)]
            outcome = tool.run(words, tool.scene(), *places, before=close_at(*closed) if closed else None)
        judge_lost(words, what, outcome, normal, out or 1 in closed, err or 2 in closed)
    for action in (signal.SIG_DFL, signal.SIG_IGN):
        writer = pipe_without_reader()
        outcome = tool.run(words, tool.scene(), out=writer, before=with_signal(action))
        os.close(writer)
        judge_lost(words, "a pipe without a reader", outcome, normal, True, False)


# ---- files in place of others ----

def nobody():
    user = pwd.getpwnam("nobody")
    os.setgroups([])
    os.setgid(user.pw_gid)
    os.setuid(user.pw_uid)


def little_memory():
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))


def judge_bad_input(words, what, outcome, normal):
    """Refused with a message, or passed over by what does not need it."""
    wrong = ends(outcome)
    if not wrong and outcome.status == MACHINE:
        wrong = "is taken for a failure of the machine"
    if not wrong and outcome.status in (INPUT, GATE) and not outcome.err and not outcome.out:
        wrong = "does not tell it"
    if not wrong and b"out of memory" in outcome.err:
        wrong = "takes memory without end"
    if wrong:
        fault(words, what, wrong, outcome)
    return outcome.status != normal.status or outcome.out != normal.out  # did it matter?


class Feeder:
    """Writes a text to whoever opens the pipe, as often as it is opened."""

    def __init__(self, path, content):
        self.path, self.content = path, content
        self.over = threading.Event()
        self.thread = threading.Thread(target=self.feed)

    def feed(self):
        while not self.over.is_set():
            try:
                writer = os.open(self.path, os.O_WRONLY | os.O_NONBLOCK)
            except OSError:
                self.over.wait(0.002)
                continue
            os.set_blocking(writer, True)
            try:
                os.write(writer, self.content)
            except OSError:
                pass
            os.close(writer)

    def __enter__(self):
        self.thread.start()

    def __exit__(self, *_):
        self.over.set()
        self.thread.join()


def try_file(tool, words, name, normal):
    def fresh():
        scene = tool.scene()
        (scene / name).unlink()
        return scene

    def judge(what, outcome):
        return judge_bad_input(words, f"{what} as {name}", outcome, normal)

    if not judge("nothing", tool.run(words, fresh())):
        return  # the command does without it
    scene = fresh()
    (scene / name).mkdir()
    judge("a folder", tool.run(words, scene))
    scene = tool.scene()
    (scene / name).chmod(0)
    if is_nobody_needed():
        scene.chmod(0o777)
    judge("a file that nobody may read", tool.run(words, scene, before=nobody if is_nobody_needed() else None))
    scene = fresh()
    (scene / name).symlink_to("/dev/zero")
    judge("a device without an end", tool.run(words, scene, before=tool.frugal))
    scene = fresh()
    (scene / name).symlink_to(pathlib.Path(name).name)
    judge("a link to itself", tool.run(words, scene))
    scene = fresh()
    os.mkfifo(scene / name)
    with Feeder(scene / name, (SCENE / name).read_bytes()):
        judge("a pipe", tool.run(words, scene))


def try_files(tool, words, normal):
    for name in sorted(files_of(SCENE)):
        if name.endswith(".yaml") and f"<{name}" not in words:
            try_file(tool, words, name, normal)


def try_endless(tool, words, normal):
    """Standard input that does not end."""
    words = [word for word in words if not word.startswith("<")]
    for source in ("/dev/zero", ["yes", "key: value"]):
        if isinstance(source, str):
            with open(source, "rb") as stream:
                outcome = tool.run(words, tool.scene(), stdin=stream, before=tool.frugal)
        else:
            with subprocess.Popen(source, stdout=subprocess.PIPE) as writer:
                outcome = tool.run(words, tool.scene(), stdin=writer.stdout, before=tool.frugal)
                writer.stdout.close()
        judge_bad_input(words, "standard input without an end", outcome, normal)
        if outcome.status not in (INPUT, GATE):
            fault(words, "standard input without an end", "is not refused", outcome)


# ---- files that are written ----

def little_room():
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (FEW, FEW))


def try_full(tool, words, normal):
    """A disk that takes few bytes: what was there stays, and nothing else is left."""
    scene = tool.scene()
    before = files_of(scene)
    if not any(before.get(name) != content and len(content) > FEW for name, content in normal.files.items()):
        return
    outcome = tool.run(words, scene, out=subprocess.DEVNULL, before=little_room)
    if ends(outcome) or outcome.status != MACHINE or not outcome.err:
        fault(words, "a disk that becomes full", ends(outcome) or "does not tell it by 4", outcome)
    elif outcome.files != before:
        fault(words, "a disk that becomes full", "changes files", outcome)


def try_targets(tool, words, normal):
    """What is no file is written as it is, or refused."""
    for option in ("-o", "--output"):
        if option not in words:
            continue
        place = words.index(option) + 1
        for target, wanted in (("/dev/full", MACHINE), ("data", MACHINE), ("no/such/folder/file", MACHINE)):
            changed = [*words[:place], target, *words[place + 1:]]
            scene = tool.scene()
            before = files_of(scene)
            outcome = tool.run(changed, scene)
            if outcome.status != wanted or not outcome.err:
                fault(changed, "a target that cannot be written", "does not tell it by 4", outcome)
            elif outcome.files != before:
                fault(changed, "a target that cannot be written", "changes files", outcome)


# ---- the table ----

def offered(tool, *words):
    lines = tool.ask("complete", "--", *words).stdout.splitlines()
    return [line.partition("\t")[0] for line in lines]


def format_of(words):
    for word, value in zip(words, words[1:]):
        if word in ("--format", "-f"):
            return value
    return None


def choose(tool, lines, everything):
    """Of each command a line for each format, and one that writes a file."""
    chosen = []
    for name in offered(tool, ""):
        own = [words for words in lines if words[0] == name]
        formats = [word.removeprefix("--format=") for word in offered(tool, name, "--format=")]
        wanted = [value for value in formats if value.isalpha()]
        for value in wanted:
            if not any(format_of(words) in ({value, None} if value == "text" else {value}) for words in own):
                fault([name, "--format", value], "tests/failures/commands", "has no such line")
        if not own:
            fault([name], "tests/failures/commands", "has no such line")
        keys = set()
        for words in own:
            key = format_of(words), "-o" in words, any(word.startswith("<") for word in words)
            if everything or key not in keys:
                chosen.append(words)
            keys.add(key)
    return chosen


def try_line(tool, words, first):
    normal = tool.run(words, tool.scene())
    if ends(normal):
        fault(words, "as always", ends(normal), normal)
    try_streams(tool, words, normal)
    try_full(tool, words, normal)
    try_targets(tool, words, normal)
    if any(word.startswith("<") for word in words):
        try_endless(tool, words, normal)
    if first:
        try_files(tool, words, normal)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--all", action="store_true")
    parser.add_argument("tool")
    parser.add_argument("filter", nargs="?", default="")
    args = parser.parse_args()
    text = (ROOT / "tests/failures/commands").read_text()
    lines = [words for mark, words in read_commands(text) if mark != "&"]
    with tempfile.TemporaryDirectory() as folder, \
            concurrent.futures.ThreadPoolExecutor(int(os.environ.get("JOBS") or 2)) as pool:
        tool = Tool(args.tool, folder)
        chosen, seen = choose(tool, lines, args.all), set()
        jobs = []
        for words in chosen:
            first = args.all or words[0] not in seen
            seen.add(words[0])
            if args.filter in " ".join(words):
                jobs.append(pool.submit(try_line, tool, words, first))
        for job in concurrent.futures.as_completed(jobs):
            job.result()
        runs = tool.number
    print(*sorted(faults), sep="\n", end="\n" if faults else "")
    print(f"streams: {runs} runs of {len(seen)} commands, {len(faults)} faults")
    if faults or not jobs:
        return 1
    counts = os.environ.get("COUNTS")
    if counts:
        os.makedirs(counts, exist_ok=True)
        (pathlib.Path(counts) / "streams").write_text(f"{len(jobs)}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
