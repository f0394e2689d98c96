"""Reads YAML as the shipped files are written, and refuses everything else.

Block mappings and lists, flow mappings and lists on one line, plain and quoted scalars on one line, and
folded text (>-). What is read is dict, list and str; a mapping and a list know their `line`, which is that of their
key or dash.
"""

import re


class Fault(Exception):
    pass


class Mapping(dict):
    line = 0


class List(list):
    line = 0


KEY = re.compile(r'([A-Za-z0-9_/-]+):(?: +(.*))?$')
# What a plain scalar may begin with
PLAIN = re.compile(r'''-[0-9]|[^\s\[\]{}"\'&*!|>%@`#,?:-]''')


def read(path):
    return Reader(path).document()


class Reader:
    def __init__(self, path):
        self.path = path
        self.lines = path.read_text(encoding="utf-8").split("\n")
        self.at = 0

    def fault(self, what, line=None):
        line = self.at if line is None else line
        raise Fault(f"{self.path}:{min(line + 1, len(self.lines))}: {what}")

    def document(self):
        self.skip()
        tree = self.block(0)
        if self.at < len(self.lines):
            self.fault("a line that belongs to nothing")
        return tree

    def skip(self):
        """Passes over empty lines and comments."""
        while self.at < len(self.lines) and re.match(r"\s*(#|$)", self.lines[self.at]):
            self.at += 1

    def indent(self):
        """The blanks before the next line of content; -1 at the end."""
        self.skip()
        if self.at == len(self.lines):
            return -1
        return len(self.lines[self.at]) - len(self.lines[self.at].lstrip(" "))

    def block(self, indent):
        if self.indent() != indent:
            self.fault("a line with another indentation")
        return self.items(indent) if self.lines[self.at].startswith("- ", indent) else self.mapping(indent)

    def items(self, indent):
        result = List()
        result.line = self.at + 1
        while self.indent() == indent and self.lines[self.at].startswith("- ", indent):
            rest = self.lines[self.at][indent + 2:]
            if KEY.match(rest):
                # The mapping of an item begins beside the dash.
                self.lines[self.at] = " " * (indent + 2) + rest
                result.append(self.mapping(indent + 2))
            else:
                result.append(self.value(rest, indent))
        return result

    def mapping(self, indent):
        result = Mapping()
        result.line = self.at + 1
        while self.indent() == indent:
            match = KEY.match(self.lines[self.at][indent:])
            if not match:
                self.fault("neither a key nor an item")
            if match[1] in result:
                self.fault(f"key '{match[1]}' for the second time")
            result[match[1]] = self.value(match[2] or "", indent)
        return result

    def value(self, text, indent):
        """What stands behind a key or a dash of that indentation; moves to the line after it."""
        line = self.at
        self.at += 1
        if text == ">-":
            return self.folded(indent)
        if not text or text.startswith("#"):
            deeper = self.indent()
            if deeper <= indent:
                self.fault("nothing behind a key", line)
            block = self.block(deeper)
            block.line = line + 1
            return block
        value, rest = self.flow(text, line, "")
        if not re.match(r"(\s+#.*)?\s*$", rest):
            self.fault(f"'{rest.strip()}' behind a value", line)
        return value

    def folded(self, indent):
        words = []
        while self.at < len(self.lines) and self.lines[self.at].startswith(" " * (indent + 1)):
            words.append(self.lines[self.at].strip())
            self.at += 1
        return " ".join(words)

    def flow(self, text, line, ends):
        """The value at the beginning of the text, and the text after it. A plain scalar stops at one of the `ends`."""
        if text.startswith("{"):
            return self.flow_mapping(text[1:].lstrip(), line)
        if text.startswith("["):
            return self.flow_list(text[1:].lstrip(), line)
        return self.scalar(text, line, ends)

    def flow_mapping(self, text, line):
        result = Mapping()
        result.line = line + 1
        while not text.startswith("}"):
            match = re.match(r"([A-Za-z0-9_-]+): +", text)
            if not match or match[1] in result:
                self.fault(f"'{text}' where a new key should be", line)
            result[match[1]], text = self.flow(text[match.end():], line, ",}")
            text = self.next_member(text, line, "}")
        return result, text[1:]

    def flow_list(self, text, line):
        result = List()
        result.line = line + 1
        while not text.startswith("]"):
            item, text = self.flow(text, line, ",]")
            result.append(item)
            text = self.next_member(text, line, "]")
        return result, text[1:]

    def next_member(self, text, line, close):
        text = text.lstrip()
        if text.startswith(","):
            return text[1:].lstrip()
        if not text.startswith(close):
            self.fault(f"no '{close}' on the line", line)
        return text

    def scalar(self, text, line, ends):
        quoted = re.match(r'"([^"\\]*)"|\'([^\']*)\'', text)
        if quoted:
            return quoted[1] if quoted[2] is None else quoted[2], text[quoted.end():]
        stop = re.search(rf"[{re.escape(ends)}]|\s#" if ends else r"\s#", text)
        plain = text[:stop.start()] if stop else text
        if not PLAIN.match(plain) or re.search(r": |:$", plain):
            self.fault(f"a value written as {text}", line)
        return plain.rstrip(), text[len(plain):]
