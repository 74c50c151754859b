import { defineConfig } from 'vitest/config'

// npm run test:electron. Not part of npm test: it needs Electron's binary, unfused, and a display.
export default defineConfig({
  test: {
    name: 'electron',
    include: ['tests/electron/**/*.electron.ts'],
    pool: 'forks',
    maxWorkers: 1,
    testTimeout: 180_000,
    hookTimeout: 60_000,
  },
})
