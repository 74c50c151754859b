import { existsSync } from 'node:fs'
import { beforeEach, expect, it, vi } from 'vitest'
import { launchDrawing, launchTrainer } from '../../../src/main/app/launch.ts'
import * as fake from './fake-electron.ts'

vi.mock('electron', () => import('./fake-electron.ts'))

beforeEach(fake.fresh)

it.each([
  ['Hindcast trainer', /trainer\.ts$/, launchTrainer],
  ['Hindcast report', /render-process\.ts$/, launchDrawing],
])('starts the %s as a utility process of that name', (serviceName, file, launch) => {
  launch()
  const path = fake.handed<string>(fake.utilityProcess.fork)
  expect(path).toMatch(file)
  expect(existsSync(path)).toBe(true)
  expect(fake.handed(fake.utilityProcess.fork, 2)).toMatchObject({ serviceName })
})
