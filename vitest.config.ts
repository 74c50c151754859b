import react from '@vitejs/plugin-react'
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
      {
        plugins: [react()],
        test: {
          name: 'web',
          include: ['tests/renderer/**/*.test.{ts,tsx}'],
          environment: 'jsdom',
          setupFiles: ['tests/renderer/support/browser.ts'],
          pool: 'forks',
          testTimeout: 20_000,
        },
      },
      {
        test: {
          name: 'e2e',
          include: ['tests/e2e/**/*.test.ts'],
          globalSetup: ['tests/e2e/support/build-once.ts'],
          setupFiles: ['tests/e2e/support/skip-without-browser.ts'],
          pool: 'forks',
          testTimeout: 180_000,
          // where nobody sits before it: a busy machine may make a browser miss a key; the report names
          // every test that needed it (`retry x1`)
          retry: process.env['CI'] ? 1 : 0,
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
