import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  plugins: [svelte()],
  resolve: process.env.VITEST ? { conditions: ['browser', 'development'] } : {},
  build: { outDir: 'target/classes/public', emptyOutDir: true, target: 'es2022' },
  test: { environment: 'happy-dom', include: ['src/**/*.test.ts'], css: { include: /app\.css/ } },
  server: { proxy: { '/api': process.env.MUSTER_URL ?? 'http://localhost:8080' } },
});
