// Usage: node judge.js FOLDER <PAIRS
//
// Judges JSON documents by JSON Schemas. Each line of PAIRS is a schema's file, a tab and a document's
// file; of a document whose name ends in ".jsonl" each line is judged. FOLDER holds node_modules.
// Prints what is wrong, a line each, and exits with 1 if anything is.

const fs = require("fs");
const path = require("path");
const load = require("module").createRequire(path.resolve(process.argv[2]) + path.sep);

const ADVICE = 5; // faults shown of a document

// Our own schemas are held to ajv's strict mode, which finds misspelt keywords; draft 4 is a schema
// of others, and has an expression that is none in Unicode mode.
function compile(file) {
  const schema = JSON.parse(fs.readFileSync(file, "utf8"));
  const old = /draft-04/.test(schema.$schema);
  const Ajv = load(old ? "ajv-draft-04" : "ajv");
  const options = {
    strict: !old, strictRequired: false, unicodeRegExp: !old, allErrors: true, allowUnionTypes: true,
  };
  const ajv = new (Ajv.default || Ajv)(options);
  load("ajv-formats").default(ajv);
  return ajv.compile(schema);
}

function documents(file) {
  const text = fs.readFileSync(file, "utf8");
  return file.endsWith(".jsonl") ? text.split("\n").filter(Boolean) : [text];
}

function judge(validate, text) {
  let value;
  try {
    value = JSON.parse(text);
  } catch (error) {
    return [error.message];
  }
  if (validate(value)) return [];
  return validate.errors.slice(0, ADVICE).map((error) =>
    `${error.instancePath || "/"} ${error.message} ${JSON.stringify(error.params)}`);
}

const validators = new Map();
let wrong = 0;
for (const line of fs.readFileSync(0, "utf8").split("\n").filter(Boolean)) {
  const [schema, file] = line.split("\t");
  if (!validators.has(schema)) validators.set(schema, compile(schema));
  for (const text of documents(file)) {
    for (const fault of judge(validators.get(schema), text)) {
      console.log(`${file}: ${fault}`);
      wrong++;
    }
  }
}
process.exitCode = wrong ? 1 : 0;
