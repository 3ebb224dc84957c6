// Runs the states of the benchmark with jsonata-js: reads one case as JSON on standard input and
// prints the output and the seconds of each run. It knows just the states that the cases are made of
// and keeps no history, so what it measures is the expressions.
import { readFileSync } from "node:fs";
import jsonata from "jsonata";

const { definition, input, runs } = JSON.parse(readFileSync(0, "utf8"));

/** A template with its expressions compiled, as a function of what they see. */
function compiled(template) {
  if (typeof template === "string" && template.startsWith("{%")) {
    const expression = jsonata(template.slice(2, -2).trim());
    return (seen) => expression.evaluate(undefined, seen);
  }
  if (template === null || typeof template !== "object") {
    return async () => template;
  }
  const members = Object.entries(template).map(([name, member]) => [name, compiled(member)]);
  return async (seen) => {
    const filled = {};
    for (const [name, member] of members) {
      filled[name] = await member(seen);
    }
    return filled;
  };
}

const states = Object.entries(definition.States).map(([name, state]) => {
  const field = (name) => (name in state ? compiled(state[name]) : undefined);
  const choices = (state.Choices ?? []).map((rule) => [compiled(rule.Condition), rule.Next]);
  return [name, { state, choices, output: field("Output"), assign: field("Assign") }];
});
const machine = Object.fromEntries(states);

/** The next state of a choice. */
async function chosen({ state, choices }, seen) {
  for (const [condition, next] of choices) {
    if (await condition(seen)) return next;
  }
  return state.Default;
}

async function run() {
  let data = input;
  let variables = {};
  let name = definition.StartAt;
  while (name) {
    const visited = machine[name];
    const seen = { ...variables, states: { input: data, context: {} } };
    if (visited.output) data = await visited.output(seen);
    if (visited.assign) variables = { ...variables, ...(await visited.assign(seen)) };
    name = visited.state.Type === "Choice" ? await chosen(visited, seen) : visited.state.Next;
  }
  return data;
}

const seconds = [];
let output;
for (let at = 0; at < runs; at += 1) {
  const start = process.hrtime.bigint();
  output = await run();
  seconds.push(Number(process.hrtime.bigint() - start) / 1e9);
}
console.log(JSON.stringify({ output, seconds }));
