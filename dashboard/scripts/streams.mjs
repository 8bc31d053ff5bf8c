// Measures what open event streams cost a running service, and how soon a change is with everybody:
//
//   node scripts/streams.mjs URL REPO [STREAMS] [PID]
//
// It changes the tree of the default branch ROUNDS times and takes it back, and then watches for half a minute how
// soon after their end results are with everybody: give it a service to play with, such as ./muster demo. With the
// service's process id its processor time and memory are told too (Linux).
// Exits with 1 where a change or a result takes longer than a second to reach the last stream.
import { existsSync, readFileSync } from 'node:fs';
import { Agent, request } from 'node:http';

const [base, repo, count = '200', pid] = process.argv.slice(2);
const STREAMS = Number(count);
const ROUNDS = 20;
const agent = new Agent({ keepAlive: true, maxSockets: Infinity });
const sleep = (millis) => new Promise((done) => setTimeout(done, millis));

const waiting = new Map();
/// When each stream heard of a task's end, by task; nothing while nobody looks.
let ends;
const ENDED = /"status":"(succeeded|failed|timed_out|cancelled|infra_failure)"/;

function ended(message) {
  const id = ENDED.test(message) ? /"id":"([^"]+)"/.exec(message)?.[1] : undefined;
  if (!id || !/^event: ?task$/m.test(message)) return;
  if (!ends.has(id)) ends.set(id, []);
  ends.get(id).push(Date.now());
}

function open() {
  return new Promise((done, fail) => {
    const asked = request(`${base}/api/v1/events?repo=${encodeURIComponent(repo)}`, { agent }, (answer) => {
      let text = '';
      answer.setEncoding('utf8');
      answer.on('data', (chunk) => {
        text += chunk;
        const messages = text.split('\n\n');
        text = messages.pop();
        for (const it of messages) {
          if (it.includes('event:hello') || it.includes('event: hello')) done(answer);
          if (ends) ended(it);
          for (const [mark, seen] of waiting) if (it.includes(mark)) seen();
        }
      });
    });
    asked.on('error', fail);
    asked.end();
  });
}

async function setTree(status, reason) {
  const answer = await fetch(`${base}/api/v1/repos/${repo}/tree`, { method: 'PUT', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify({ status, reason }) });
  if (!answer.ok) throw new Error(`the tree cannot be set: ${answer.status} ${await answer.text()}`);
}

/// Processor seconds and megabytes of the service.
function cost() {
  if (!pid || !existsSync(`/proc/${pid}/stat`)) return undefined;
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1].split(' ');
  const rss = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'));
  return { cpu: (Number(fields[11]) + Number(fields[12])) / 100, memory: Number(rss?.[1] ?? 0) / 1024 };
}

async function resting(seconds) {
  const from = cost();
  await sleep(seconds * 1000);
  const until = cost();
  return from && until ? { share: (100 * (until.cpu - from.cpu)) / seconds, memory: until.memory } : undefined;
}

/// How long a change takes until the first and the last stream have it.
async function change(round, streams) {
  const mark = `streams-${process.pid}-${round}`;
  const times = [];
  let all;
  const everybody = new Promise((done) => (all = done));
  const start = performance.now();
  waiting.set(mark, () => {
    times.push(performance.now() - start);
    if (times.length === streams) all();
  });
  await setTree('throttled', mark);
  await Promise.race([everybody, sleep(10_000)]);
  waiting.delete(mark);
  if (times.length < streams) throw new Error(`only ${times.length} of ${streams} streams heard of a change within 10 s`);
  return { first: Math.min(...times), last: Math.max(...times) };
}

async function changes(streams) {
  const from = cost();
  const seen = [];
  for (let round = 0; round < ROUNDS; round++) {
    seen.push(await change(`${streams}-${round}`, streams));
    await sleep(100);
  }
  const until = cost();
  await setTree('open', '');
  const median = (values) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];
  return {
    first: median(seen.map((it) => it.first)),
    last: median(seen.map((it) => it.last)),
    worst: Math.max(...seen.map((it) => it.last)),
    each: from && until ? (1000 * (until.cpu - from.cpu)) / ROUNDS : undefined,
  };
}

/// How long after their end results were with each stream; by the clock of the service, which is ours.
async function results(seconds) {
  ends = new Map();
  await sleep(seconds * 1000);
  const heard = ends;
  ends = undefined;
  const took = [];
  for (const [id, times] of heard) {
    if (times.length < STREAMS) continue;
    const task = await (await fetch(`${base}/api/v1/tasks/${id}`)).json();
    const end = Date.parse(task.attempts.at(-1)?.finishedAt ?? '');
    if (end) took.push(...times.slice(0, STREAMS).map((at) => at - end));
  }
  took.sort((a, b) => a - b);
  const of = (share) => took[Math.min(took.length - 1, Math.floor(took.length * share))];
  return took.length ? { count: took.length / STREAMS, half: of(0.5), most: of(0.99), worst: took.at(-1) } : undefined;
}

const tell = (name, rest, moved) => {
  const machine = rest ? `; at rest ${rest.share.toFixed(1)} % of a processor, ${rest.memory.toFixed(0)} MB; ${moved.each.toFixed(0)} ms of processor time a change` : '';
  console.log(`${name}: a change is with the first in ${moved.first.toFixed(0)} ms, with the last in ${moved.last.toFixed(0)} ms (medians), at worst ${moved.worst.toFixed(0)} ms${machine}`);
};

await open();
tell('1 stream', await resting(5), await changes(1));
const began = performance.now();
await Promise.all(Array.from({ length: STREAMS - 1 }, open));
console.log(`${STREAMS} streams are open after ${(performance.now() - began).toFixed(0)} ms`);
const many = await (async () => [await resting(5), await changes(STREAMS)])();
tell(`${STREAMS} streams`, ...many);
const told = await results(30);
if (told) console.log(`${told.count} results with ${STREAMS} streams each: half within ${told.half} ms of their end, 99 of 100 within ${told.most} ms, at worst ${told.worst} ms`);
else console.log('nothing ended while it was looked at');
agent.destroy();
process.exit(many[1].worst > 1000 || (told?.worst ?? 0) > 1000 ? 1 : 0);
