#!/usr/bin/env python3
"""Evaluates a city from memory through the shared library, by ctypes and nothing else.

The records of the library stay opaque: what is known comes out as JSON, which keeps the program apart
from how structs are laid out. Usage: embed.py [LIBRARY]
"""

import ctypes
import json
import sys
from ctypes import CFUNCTYPE, POINTER, byref, c_char_p, c_int, c_size_t, c_void_p

CATALOG = """clusterflow: catalog/1
units: {person: {label: persons}}
actor_classes: {local_government: {label: Local government}}
indices:
  seaport: {type: flag, label: A seaport}
  it_students: {type: number, unit: person, label: Students of IT}
"""

FILES = {"people.yaml": """clusterflow: flowchart/1
id: people
catalog: catalog.yaml
stages:
  - id: people
    steps:
      - id: talent
        ask: Do 5000 study IT?
        criteria: [{index: it_students, at_least: 5000, basis: assumption}]
        actors: local_government
"""}

CHART = """clusterflow: flowchart/1
id: quays
catalog: catalog.yaml
stages:
  - id: start
    steps:
      - id: harbour
        ask: Is there a seaport?
        criteria: [{index: seaport, is: true, basis: existence}]
        actors: local_government
  - use: people.yaml
"""

CITY = """clusterflow: city/1
id: bayview
name: Bayview
charts: [quays]
indicators:
  seaport: {value: true, year: 2020}
  it_students: {about: 4000, unit: person, year: 2019}
"""

OK, NOT_FOUND = 0, -2


class Input(ctypes.Structure):
    _fields_ = [("name", c_char_p), ("bytes", c_char_p), ("length", c_size_t),
                ("release", c_void_p), ("owner", c_void_p)]  # not named: the bytes are borrowed


READ = CFUNCTYPE(c_int, c_void_p, c_char_p, c_char_p, POINTER(Input))
WRITE = CFUNCTYPE(c_int, c_void_p, POINTER(ctypes.c_char), c_size_t)


class Reader(ctypes.Structure):
    _fields_ = [("read", READ), ("payload", c_void_p)]


class Sink(ctypes.Structure):
    _fields_ = [("write", WRITE), ("payload", c_void_p)]


def declare(library):
    """Tells ctypes the functions that are used; a pointer to a record is a void pointer."""
    out, record, inputs = POINTER(c_void_p), c_void_p, POINTER(Input)
    for name, result, arguments in (
            ("version", c_char_p, []),
            ("diags_new", record, []),
            ("load_catalog", c_int, [out, inputs, record]),
            ("load_chart", c_int, [out, inputs, POINTER(Reader), record]),
            ("load_city", c_int, [out, inputs, record]),
            ("compile", c_int, [out, record, record, record]),
            ("bind", c_int, [out, record, record, record]),
            ("evaluate", c_int, [out, record, record, record, record]),
            ("write_jsonl", c_int, [POINTER(Sink), record]),
            ("write_diags", c_int, [POINTER(Sink), record, c_size_t, record]),
            *((f"{what}_free", None, [record])
              for what in ("diags", "catalog", "chart", "city", "program", "binding", "evaluation"))):
        function = getattr(library, f"cf_{name}")
        function.restype, function.argtypes = result, arguments


def input_of(name, text):
    data = text.encode()
    return Input(name.encode(), data, len(data))


class Evaluator:
    """One chart, compiled once. Everything that it holds is freed by close(), last made first."""

    def __init__(self, library, catalog, chart, files):
        self.library, self.made, self.borrowed = library, [], None
        self.diags = library.cf_diags_new()
        if not self.diags:
            raise MemoryError

        def read(_payload, path, _from, result):
            text = files.get(path.decode())
            if text is None:
                return NOT_FOUND
            self.borrowed = input_of(path.decode(), text)  # valid until the next call
            result[0] = self.borrowed
            return OK

        reader = Reader(READ(read), None)
        words = self.make("catalog", library.cf_load_catalog, byref(input_of("catalog", catalog)))
        steps = self.make("chart", library.cf_load_chart, byref(input_of("chart", chart)),
                          byref(reader))
        self.program = self.make("program", library.cf_compile, steps, words)

    def make(self, what, function, *arguments):
        made = c_void_p()
        status = function(byref(made), *arguments, self.diags)
        if made:
            self.made.append((what, made))
        if status != OK:
            raise ValueError(self.text(self.library.cf_write_diags, self.diags, 0, None))
        return made

    def text(self, function, *arguments):
        """What a writer of the library writes."""
        parts = []

        def write(_payload, data, length):
            parts.append(data[:length])
            return 0

        if function(byref(Sink(WRITE(write), None)), *arguments) != OK:
            raise OSError("the library could not write")
        return b"".join(parts).decode()

    def evaluate(self, name, city):
        document = self.make("city", self.library.cf_load_city, byref(input_of(name, city)))
        binding = self.make("binding", self.library.cf_bind, self.program, document)
        evaluation = self.make("evaluation", self.library.cf_evaluate, binding, None, None)
        return json.loads(self.text(self.library.cf_write_jsonl, evaluation))

    def close(self):
        for what, made in reversed(self.made):
            getattr(self.library, f"cf_{what}_free")(made)
        self.library.cf_diags_free(self.diags)


def main():
    library = ctypes.CDLL(sys.argv[1] if len(sys.argv) > 1 else "libclusterflow.so.0")
    declare(library)
    evaluator = Evaluator(library, CATALOG, CHART, FILES)
    try:
        result = evaluator.evaluate("bayview", CITY)
    finally:
        evaluator.close()
    print(f"{result['city']}: {result['verdict']}, first No: {result['first_no']}")


if __name__ == "__main__":
    main()
