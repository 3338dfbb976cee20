import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    // By itself it leaves one core idle, which is half of a machine with two.
    maxWorkers: '100%',
    projects: [
      { test: { name: 'unit', include: ['src-*/**/*.test.ts', 'src-*/**/*.test.tsx', 'test/unit/**/*.test.ts'], testTimeout: 60_000, pool: 'forks' } },
      { test: { name: 'e2e', include: ['test/e2e/**/*.test.ts'], testTimeout: 600_000, hookTimeout: 600_000, pool: 'forks' } },
      { test: { name: 'integration', include: ['test/integration/**/*.test.ts'], testTimeout: 600_000, hookTimeout: 600_000, pool: 'forks' } },
    ],
  },
});
