import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    // Each file in a process of its own: tfjs-node must never run in a worker thread, and a
    // crash of native code then ends one file.
    projects: [
      {
        test: {
          name: 'node',
          include: ['tests/**/*.test.ts'],
          exclude: ['tests/renderer/**', 'tests/e2e/**'],
          pool: 'forks',
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
    ],
    // A trainer process takes 380 MB and a core; more at once would only take turns.
    maxWorkers: 2,
    coverage: {
      provider: 'v8',
      include: ['src/**/*.ts'],
      exclude: ['src/renderer/**'],
      reporter: ['text-summary', 'json-summary'],
      reportOnFailure: true,
    },
  },
})
