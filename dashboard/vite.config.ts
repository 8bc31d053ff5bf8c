import { svelte } from '@sveltejs/vite-plugin-svelte';
import type { Plugin } from 'vite';
import { defineConfig } from 'vitest/config';

/// What the first page runs at once is compiled while it still arrives, beside the page, instead of function by
/// function when each is first called: https://v8.dev/blog/explicit-compile-hints. Other browsers see a comment.
/// It has to be the first line, so it is put there last.
const compiledAtOnce: Plugin = {
  name: 'compiled-at-once',
  generateBundle: {
    order: 'post',
    handler(_, bundle) {
      for (const it of Object.values(bundle)) if (it.type === 'chunk' && it.isEntry) it.code = `//# allFunctionsCalledOnLoad\n${it.code}`;
    },
  },
};

export default defineConfig({
  plugins: [svelte(), compiledAtOnce],
  resolve: process.env.VITEST ? { conditions: ['browser', 'development'] } : {},
  build: { outDir: 'target/classes/public', emptyOutDir: true, target: 'es2022' },
  test: { environment: 'happy-dom', include: ['src/**/*.test.ts'], css: { include: /app\.css/ } },
  server: { proxy: { '/api': process.env.MUSTER_URL ?? 'http://localhost:8080' } },
});
