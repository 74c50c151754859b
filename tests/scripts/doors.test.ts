import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ROOT } from '../../scripts/setup/paths.mjs'

/** A file's place, what it imports, and what the message must name (nothing: the door is open). */
const cases: [file: string, code: string, names?: RegExp][] = [
  ['src/main/api/runs.ts', "import 'electron'", /src\/main\/app and src\/preload/],
  ['src/main/app/window.ts', "import 'electron'"],
  ['src/preload/index.ts', "import 'electron'"],
  ['src/main/api/series.ts', "import 'better-sqlite3'", /src\/main\/store/],
  ['src/main/store/open.ts', "import 'better-sqlite3'"],
  ['src/main/engine/program.ts', "import '@tensorflow/tfjs-node'", /engine\/tensorflow\.ts/],
  ['src/main/training/loop.ts', "await import('@tensorflow/tfjs-node')", /engine\/tensorflow\.ts/],
  ['src/main/engine/tensorflow.ts', "import '@tensorflow/tfjs-node'"],
  ['src/main/cli/run.ts', "import { init } from 'echarts'\ninit(null)", /main\/report/],
  ['src/main/cli/charts.ts', "import { use } from 'echarts/core'\nuse([])", /main\/report/],
  [
    'src/main/cli/types.ts',
    "import type { EChartsOption } from 'echarts'\nexport type O = EChartsOption",
  ],
  ['src/main/report/svg.ts', "import { init } from 'echarts'\ninit(null)"],
  ['src/renderer/src/charts/chart.ts', "import { use } from 'echarts/core'\nuse([])"],
  ['src/shared/lab/files.ts', "import 'node:fs'", /no Node/],
  ['src/shared/lab/view.ts', "import 'react'", /no React/],
  ['src/shared/lab/electron.ts', "import 'electron'", /src\/main\/app/],
  ['src/shared/lab/store.ts', "import '../../main/store/open.ts'", /nothing but itself/],
  ['src/shared/lab/returns.ts', "import '../types.ts'\nimport 'date-fns'"],
  ['src/preload/checks.ts', "import 'zod'", /preload has names only/],
  ['src/renderer/src/views/data/page.ts', 'void window.api', /bridge\.ts/],
  ['src/renderer/src/bridge.ts', 'void window.api'],
  ['src/renderer/src/views/data/files.ts', "import 'node:fs'", /no Node/],
  ['src/renderer/src/views/data/runs.ts', "import '../../../../main/api/runs.ts'", /src\/shared/],
  [
    'src/renderer/src/views/data/draw.ts',
    "import { init } from 'echarts/core'\ninit(null)",
    /charts/,
  ],
  ['src/preload/schemas.ts', "import '../shared/schemas.ts'", /preload has names only/],
]

let folder: string
let report: Map<string, string>

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'hindcast-doors-'))
  // Doors need no types, and what these files import is not there.
  const { options: _, ...config } = JSON.parse(readFileSync(join(ROOT, '.oxlintrc.json'), 'utf8'))
  writeFileSync(join(folder, '.oxlintrc.json'), JSON.stringify(config))
  for (const [file, code] of cases) {
    mkdirSync(dirname(join(folder, file)), { recursive: true })
    writeFileSync(join(folder, file), `${code}\n`)
  }
  report = lint(folder)
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** What oxlint says about closed doors, by file. */
function lint(root: string): Map<string, string> {
  const oxlint = join(ROOT, 'node_modules', 'oxlint', 'bin', 'oxlint')
  const { stdout } = spawnSync(process.execPath, [oxlint, '--format=json', '.'], {
    cwd: root,
    encoding: 'utf8',
  })
  const { diagnostics } = JSON.parse(stdout) as {
    diagnostics: { code: string; message: string; help?: string; filename: string }[]
  }
  const doors = diagnostics.filter(({ code }) => /no-restricted-(imports|properties)/.test(code))
  return new Map(
    doors.map(({ filename, message, help }) => [
      filename.replaceAll('\\', '/'),
      `${message} ${help ?? ''}`,
    ])
  )
}

describe('doors', () => {
  it.each(cases.filter(([, , names]) => names))('%s may not say %s', (file, _code, names) => {
    expect(report.get(file)).toMatch(names as RegExp)
  })

  it.each(cases.filter(([, , names]) => !names))('%s may say %s', file => {
    expect(report.get(file)).toBeUndefined()
  })
})
