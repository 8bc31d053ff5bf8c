// Measures the built dashboard in a real browser, against an empty page of the same server in the same run:
//
//   npm run build && node scripts/measure.mjs [ROUNDS]
//
// Opening means: from asking the browser for a tab until the frame is painted in which the cell can be moved.
// On a machine with other work the medians waver; the least disturbed rounds do not.
// Exits with 1 where a figure misses its goal.
import { readFileSync, statSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { root, serve, SIZES } from './sample-server.mjs';

// A new window of Chromium loads some 400 files of its own search box, which race with the page that is measured.
const OWN_PAGES = '--disable-features=WebUIOmniboxPopup,WebUIOmniboxAimPopup,WebUIOmniboxFullPopup,PreloadTopChromeWebUI,WebUIOmniboxPopupDebug';
const rounds = Number(process.argv[2] ?? 9);
let size = SIZES[0];

const server = serve(() => size);
const packed = server.packed;
const url = `http://localhost:${server.port}`;
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-quic', '--disable-background-networking', '--disable-dev-shm-usage', '--disable-gpu', OWN_PAGES],
});
const median = (values) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];
/// Until an element is there, and the frame after that: told by the page itself. To look for it from outside, again and
/// again after 20, 70, 170 and 270 ms, tells when it was looked for.
const shown = (selector) =>
  new Promise((done) => {
    const painted = () => requestAnimationFrame(() => requestAnimationFrame(() => done()));
    if (document.querySelector(selector)) return painted();
    const seen = new MutationObserver(() => {
      if (!document.querySelector(selector)) return;
      seen.disconnect();
      painted();
    });
    seen.observe(document, { childList: true, subtree: true });
  });

async function opened(path, selector, width, height) {
  const context = await browser.newContext();
  const start = performance.now();
  const page = await context.newPage();
  await page.setViewportSize({ width, height });
  await page.goto(url + path, { waitUntil: 'commit' });
  await page.evaluate(shown, selector);
  const took = performance.now() - start;
  return { page, took, close: () => context.close() };
}

/// Both ways and back, as fast as a hand with a wheel: the tasks that the page sees as long, and the frames.
const scrolled = () =>
  new Promise((done) => {
    const tasks = [];
    new PerformanceObserver((list) => tasks.push(...list.getEntries().map((it) => it.duration))).observe({ type: 'longtask' });
    const grid = document.querySelector('[role=grid]');
    const gaps = [];
    let last = performance.now();
    let frames = 0;
    const step = (now) => {
      gaps.push(now - last);
      last = now;
      const back = frames >= 120;
      grid.scrollBy(back ? -80 : 80, back ? -25 : 25);
      if (++frames < 240) requestAnimationFrame(step);
      else setTimeout(() => done({ tasks, gaps }), 200);
    };
    requestAnimationFrame(step);
  });

/// The tasks of the page's main thread by the processor time they took: on a busy machine the time on the
/// clock says more about the machine than about the page.
async function tasksOf(page, act) {
  await browser.startTracing(page, { categories: ['toplevel', 'disabled-by-default-devtools.timeline', 'devtools.timeline', 'blink.user_timing'] });
  await page.evaluate(() => performance.mark('muster-begin'));
  const seen = await act();
  const events = JSON.parse((await browser.stopTracing()).toString()).traceEvents;
  const mark = events.find((it) => it.name === 'muster-begin');
  const tasks = events
    .filter((it) => it.pid === mark.pid && it.tid === mark.tid && it.name === 'RunTask' && it.ts > mark.ts)
    .map((it) => (it.tdur ?? it.dur ?? 0) / 1000);
  return { seen, tasks };
}

async function scrolling(path, selector, width, height) {
  const it = await opened(path, selector, width, height);
  await it.page.waitForTimeout(800);
  const { seen, tasks } = await tasksOf(it.page, () => it.page.evaluate(scrolled));
  await it.close();
  return { ...seen, worst: Math.max(0, ...tasks), long: tasks.filter((task) => task >= 50).length, perFrame: tasks.reduce((a, b) => a + b, 0) / seen.gaps.length };
}

const missed = [];
const goal = (text, value, most, unit = '') => {
  if (value > most) missed.push(text);
  console.log(`${text.padEnd(64)} ${value.toFixed(unit === '' ? 2 : 0).padStart(6)}${unit}  goal ≤ ${most}${unit}${value > most ? '  MISSED' : ''}`);
};

for (size of SIZES) {
  console.log(`\n${size[0]} commits x ${size[1]} targets, ${rounds} rounds`);
  goal('  grid document of 100 commits, Brotli', packed.get(size).get('').length / 1000, 20, ' kB');
  const times = { empty: [], grid: [] };
  for (let round = -1; round < rounds; round++) {
    for (const kind of ['empty', 'grid']) {
      const it = await opened(kind === 'empty' ? '/empty' : '/r/sample/large', kind === 'empty' ? 'p' : '[role=gridcell]', 1440, 900);
      if (round >= 0) times[kind].push(it.took);
      await it.close();
    }
  }
  const least = { empty: Math.min(...times.empty), grid: Math.min(...times.grid) };
  console.log(`  empty page ${median(times.empty).toFixed(0)} ms, grid ${median(times.grid).toFixed(0)} ms (medians, ratio ${(median(times.grid) / median(times.empty)).toFixed(2)})`);
  console.log(`  empty page ${least.empty.toFixed(0)} ms, grid ${least.grid.toFixed(0)} ms (the least disturbed round of each)`);
  goal('  opening the grid / opening an empty page', least.grid / least.empty, 1.5);
  for (const [width, height] of [[1440, 900], [3840, 2160]]) {
    const bare = await scrolling('/bare', '[role=grid]', width, height);
    const grid = await scrolling('/r/sample/large', '[role=gridcell]', width, height);
    goal(`  long tasks while scrolling at ${width} x ${height}, processor time`, grid.long, 0);
    const tell = (it) =>
      `longest task ${it.worst.toFixed(0)} ms, ${it.perFrame.toFixed(1)} ms a frame; on the clock ${it.tasks.length} long tasks, frames ${median(it.gaps).toFixed(0)} ms, longest ${Math.max(...it.gaps).toFixed(0)} ms`;
    console.log(`    bare page: ${tell(bare)}\n    grid:      ${tell(grid)}`);
  }
}

const html = readFileSync(join(root, 'index.html'), 'utf8');
const files = readdirSync(join(root, 'assets')).filter((it) => it.endsWith('.br'));
const sizeOf = (names) => names.reduce((sum, it) => sum + statSync(join(root, 'assets', it)).size, 0) / 1000;
console.log();
goal('scripts and styles that the first page loads, Brotli', sizeOf(files.filter((it) => html.includes(it.slice(0, -3)))), 150, ' kB');
const editor = files.filter((it) => it.startsWith('editor-'));
goal('scripts and styles of every view but the editor, Brotli', sizeOf(files.filter((it) => !editor.includes(it))), 150, ' kB');
console.log(`the editor of the playground, loaded by it alone: ${sizeOf(editor).toFixed(0)} kB`);
await browser.close();
server.close();
process.exit(missed.length ? 1 : 0);
