// Serves the built dashboard over a grid of real size, without the service: node scripts/sample-server.mjs [PORT]
import { createServer } from 'node:http';
import { existsSync, readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import { sampleGrid } from './sample.mjs';

export const root = 'target/classes/public';
/// Commits and targets.
export const SIZES = [[100, 466], [200, 500]];
const TYPES = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css', '.svg': 'image/svg+xml' };
const BARE = '<!doctype html><title>bare</title><body style="margin: 0"><div role="grid" style="overflow: auto; height: 100vh"><div style="width: 14000px; height: 6000px"></div></div>';

const DOCUMENTS = ['/api/v1/repos', '/api/v1/session?repo=sample%2Flarge', '/api/v1/repos/sample/large/grid?commits=100'];

/// As the service does: the page's script and style, and then what the script will ask for.
function announced() {
  const html = readFileSync(join(root, 'index.html'), 'utf8');
  const scripts = [...html.matchAll(/src="(.*?\.js)"/g)].map((it) => `<${it[1]}>; rel=modulepreload; crossorigin`);
  const styles = [...html.matchAll(/href="(.*?\.css)"/g)].map((it) => `<${it[1]}>; rel=preload; as=style; crossorigin`);
  return [...scripts, ...styles, ...DOCUMENTS.map((it) => `<${it}>; rel=preload; as=fetch; crossorigin`)].join(', ');
}

/// As the service does: a hundred commits at a time, and where the next ones begin.
const PAGE = 100;

/// The documents of a grid, by the cursor that asks for each.
function pagesOf(size) {
  const grid = sampleGrid(...size);
  const starts = Array.from({ length: Math.ceil(grid.commits.length / PAGE) }, (_, index) => index * PAGE);
  const page = (from) => {
    const to = from + PAGE;
    const next = to < grid.commits.length ? String(to) : null;
    return { ...grid, commits: grid.commits.slice(from, to), cells: grid.cells.slice(from, to), next };
  };
  return new Map(starts.map((from) => [from ? String(from) : '', brotliCompressSync(JSON.stringify(page(from)))]));
}

export function serve(sizeOf, port = 0) {
  const packed = new Map(SIZES.map((it) => [it, pagesOf(it)]));
  const server = createServer((request, response) => {
    const { pathname, searchParams } = new URL(request.url, 'http://localhost');
    const send = (type, body, encoding, more = {}) => {
      response.writeHead(200, { 'Content-Type': type, ...(encoding && { 'Content-Encoding': encoding }), ...more }).end(body);
    };
    const json = (value) => send('application/json', JSON.stringify(value));
    if (pathname === '/empty') return send('text/html', '<!doctype html><title>empty</title><p>empty</p>');
    if (pathname === '/bare') return send('text/html', BARE);
    if (pathname === '/api/v1/session') return json({ version: 'x', role: 'gardener', mode: 'local', publicRead: true });
    if (pathname === '/api/v1/repos') {
      return json({ repos: [{ name: 'sample/large', owner: 'sample', repo: 'large', kind: 'local', defaultBranch: 'main', branches: [{ name: 'main', head: 'x', config: 'valid', tree: 'open' }] }] });
    }
    if (pathname.endsWith('/grid')) return send('application/json', packed.get(sizeOf()).get(searchParams.get('cursor') ?? ''), 'br');
    if (pathname === '/api/v1/events') {
      return void response.writeHead(200, { 'Content-Type': 'text/event-stream' }).write('event: hello\ndata: {}\n\n');
    }
    const file = join(root, extname(pathname) ? pathname : 'index.html');
    if (!existsSync(file)) return void response.writeHead(404).end();
    const early = extname(pathname) ? {} : { Link: announced() };
    return existsSync(`${file}.br`) ? send(TYPES[extname(file)], readFileSync(`${file}.br`), 'br', early) : send(TYPES[extname(file)], readFileSync(file));
  }).listen(port);


  const close = () => {
    server.closeAllConnections();
    server.close();
  };
  return { port: server.address().port, packed, close };
}

if (process.argv[1]?.endsWith('sample-server.mjs')) {
  console.log(`http://localhost:${serve(() => SIZES[0], Number(process.argv[2] ?? 0)).port}/r/sample/large`);
}
