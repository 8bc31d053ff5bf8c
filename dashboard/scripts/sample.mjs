// A grid of any size, always the same, with the mixture that a real one has.

const AREAS = ['analyze', 'unit_tests', 'integration_tests', 'build', 'framework_tests', 'tool_tests', 'web_canvaskit_tests', 'hot_reload', 'startup', 'scroll_perf', 'plugin_test', 'docs', 'codelab', 'gradle', 'platform_channels'];
const PLATFORMS = ['linux', 'mac', 'windows', 'linux_android', 'mac_ios', 'mac_arm64', 'windows_arm64', 'linux_web'];
const AUTHORS = ['Ada Lindqvist', 'Grace Okafor', 'Linus Berg', 'Margaret Chen', 'engine-autoroll'];

/// Numbers that look random and repeat (mulberry32).
function dice(seed) {
  return () => {
    seed = (seed + 0x6d2b79f5) | 0;
    let t = Math.imul(seed ^ (seed >>> 15), 1 | seed);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

export function sampleGrid(rows, columns, start = 0) {
  const roll = dice(7);
  const now = Date.now();
  const targets = Array.from({ length: columns }, (_, index) => {
    const platform = PLATFORMS[index % PLATFORMS.length];
    const bringup = roll() < 0.09;
    return {
      name: `${platform[0].toUpperCase()}${platform.slice(1)} ${AREAS[Math.floor(index / PLATFORMS.length) % AREAS.length]}_${index}`,
      platform, bringup, blocking: !bringup, external: false, scheduler: 'cocoon', owner: roll() < 0.7 ? `@team-${index % 9}` : null,
      quarantined: false, current: true, tags: index % 3 ? ['hostonly'] : ['devicelab', 'shard'],
    };
  });
  const nature = targets.map((it) => ({ red: it.bringup ? roll() * 0.5 : roll() < 0.02 ? 0.6 : 0, flaky: roll() < 0.1 ? roll() * 0.1 : 0, filtered: roll() < 0.3 }));
  const commits = Array.from({ length: rows }, (_, index) => ({
    sha: [...Array(40)].map(() => Math.floor(roll() * 16).toString(16)).join(''),
    subject: `${['Fix', 'Add', 'Roll', 'Remove', 'Speed up'][index % 5]} ${AREAS[Math.floor(roll() * AREAS.length)]} when ${AREAS[Math.floor(roll() * AREAS.length)]} changes (#${180000 - start - index})`,
    author: AUTHORS[Math.floor(roll() * AUTHORS.length)],
    committedAt: new Date(now - (start + index) * 17 * 60_000).toISOString(),
    config: 'valid',
  }));
  const cells = commits.map((_, row) =>
    nature.map((it) => {
      if (row + start < 3) return 'rwqs'[Math.floor(roll() * 4)];
      if (it.filtered && roll() < 0.6) return '-';
      const at = roll();
      return at < it.red ? 'f' : at < it.red + it.flaky ? 'Y' : roll() < 0.002 ? 'i' : 's';
    }).join(''));
  const repo = 'sample/large';
  const tree = { repo, branch: 'main', status: 'open', since: commits[0].committedAt, reasons: [], unknown: [], freezes: [] };
  return { repo, branch: 'main', asOf: new Date(now).toISOString(), lastEvent: 1, tree, targets, commits, cells, next: null };
}
