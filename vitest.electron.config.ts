import { defineConfig } from 'vitest/config'

// npm run test:electron. Not part of npm test alone: it needs an Electron that is not fused, and a
// desktop. Each test ends within a minute, so that one that hangs is seen.
export default defineConfig({
  test: {
    name: 'electron',
    include: ['tests/electron/**/*.electron.ts'],
    globalSetup: ['tests/electron/support/desktop.ts'],
    pool: 'forks',
    maxWorkers: 2,
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
})
