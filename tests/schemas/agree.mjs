// Usage: agree.mjs TOOL FOLDER LIST   do the schemas and the loader agree about the listed files?
//
// FOLDER is where npm installed ajv and yaml. The loader's word is what
// `TOOL check --format json` says of all files; the schemas are those that `TOOL schema` prints.
//
//   - A file without an error is valid by its schema, and other parsers can read it.
//   - A file with an error is not, unless the rule is one of those of which docs/editors.md says that
//     a schema cannot know. Each of these has to be needed.

import { execFileSync, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join, resolve } from "node:path";

const [tool, folder, list] = process.argv.slice(2);
const names = readFileSync(list, "utf8").split("\n").filter(Boolean);
const load = createRequire(resolve(folder, "index.js"));
const Ajv = load("ajv");
const { parse } = load("yaml");

const kinds = ["catalog", "flowchart", "city", "suite"];
const ajv = new Ajv({ strictTypes: false, allErrors: true });
const schemas = Object.fromEntries(
    kinds.map((kind) => [kind, ajv.compile(JSON.parse(execFileSync(tool, ["schema", kind])))]),
);

// The rules of the table in docs/editors.md.
function unknowable() {
    const text = readFileSync("docs/editors.md", "utf8");
    const rows = text.matchAll(/^\| ((?:`[a-z-]+`(?:, )?)+) \|/gm);
    return new Set([...rows].flatMap((row) => [...row[1].matchAll(/`([a-z-]+)`/g)].map((m) => m[1])));
}

// Each content once.
function distinct(files) {
    const seen = new Set();
    return files.filter((name) => {
        const digest = createHash("sha1").update(readFileSync(name)).digest("hex");
        return !seen.has(digest) && seen.add(digest);
    });
}

// What check finds in files, held against the chart that lies beside them.
function check(folder, files) {
    const chart = files.includes(join(folder, "chart.yaml")) ? ["-c", join(folder, "chart.yaml")] : [];
    const run = spawnSync(tool, ["check", "--format", "json", ...chart, ...files], { maxBuffer: 1 << 28 });
    return JSON.parse(run.stdout).findings;
}

// The rules of the errors in each file.
function loaderFindings(files) {
    const rules = new Map(files.map((name) => [name, new Set()]));
    const folders = new Map();
    for (const name of names) {
        const folder = dirname(name);
        folders.set(folder, [...(folders.get(folder) ?? []), name]);
    }
    for (const [folder, inside] of folders)
        for (const finding of check(folder, inside))
            if (finding.severity === "error") rules.get(finding.file)?.add(finding.rule);
    return rules;
}

// What the schema makes of a file: "valid", "invalid", "unreadable" or "unknown kind".
function schemaVerdict(name) {
    let document;
    try {
        document = parse(readFileSync(name, "utf8"), { logLevel: "error" });
    } catch {
        return "unreadable";
    }
    const kind = String(document?.clusterflow ?? "").replace(/\/.*/, "");
    if (!schemas[kind]) return "unknown kind";
    return schemas[kind](document) ? "valid" : "invalid";
}

const files = distinct(names);
const cannotKnow = unknowable();
const needed = new Set();
const found = loaderFindings(files);
let faults = 0;
const counts = { valid: 0, invalid: 0, unreadable: 0, "unknown kind": 0 };

function complain(name, why) {
    console.log(`schemas: ${name}: ${why}`);
    faults++;
}

for (const name of files) {
    const rules = found.get(name);
    const verdict = schemaVerdict(name);
    counts[verdict]++;
    if (!rules.size && verdict !== "valid") complain(name, `no error, but ${verdict}`);
    if (rules.size && verdict === "valid")
        for (const rule of rules)
            if (cannotKnow.has(rule)) needed.add(rule);
            else complain(name, `${rule}, but valid by its schema`);
}
for (const rule of cannotKnow)
    if (!needed.has(rule)) complain("docs/editors.md", `${rule} is never what a schema did not see`);
console.log(
    `schemas: ${files.length} files, ${counts.valid} valid, ${counts.invalid} invalid, ` +
        `${counts.unreadable} that other parsers refuse, ${faults} disagreements`,
);
process.exit(faults ? 1 : 0);
