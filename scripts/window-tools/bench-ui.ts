import { spawn } from 'node:child_process'
import { globSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import { measureRedraw, redrawLines } from '../../bench/ui-redraw.ts'
import { type BuiltPages, startApp } from '../../tests/e2e/support/app.ts'
import type { Figure } from '../../tests/e2e/support/screen.ts'
import { runMain } from '../setup/failure.mjs'
import { loadAll, withBuiltPages } from './built.ts'

// npm run bench:ui: what the window takes, beside what is to be reached: start, size, redrawing, and
// whatever figures tests/e2e/bench holds.

const starts = 5
const bundleMost = 900

await runMain(() =>
  withBuiltPages(async built => {
    const seconds = await measureColdStarts(built)
    print('Cold start to a usable view, median', median(seconds), 's', 3)
    print('Cold start to a usable view, slowest', Math.max(...seconds), 's', 3)
    print('Bundle, gzip', bundleKilobytes(built.pages), 'kB', bundleMost)
    for (const line of redrawLines(await measureRedraw())) process.stdout.write(`  ${line}\n`)
    for (const figure of await loadAll<Figure>('tests/e2e/bench', 'figure'))
      print(figure.name, await measure(built, figure), figure.unit, figure.most)
  })
)

function print(name: string, value: number, unit: string, most: number): void {
  const mark = value <= most ? '✓' : '✗'
  const written = value.toLocaleString('en', { maximumFractionDigits: value < 10 ? 2 : 0 })
  process.stdout.write(
    `${mark} ${name.padEnd(52)} ${written.padStart(8)} ${unit}  (at most ${most})\n`
  )
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN
}

/** Each in a new process, with a new browser profile and an empty database. */
async function measureColdStarts({ pages, browser }: BuiltPages): Promise<number[]> {
  const seconds: number[] = []
  for (let start = 0; start < starts; start++) {
    const folder = mkdtempSync(join(tmpdir(), 'hindcast-cold-'))
    seconds.push(await coldStart(pages, browser, folder))
    rmSync(folder, { recursive: true, force: true })
  }
  return seconds
}

function coldStart(pages: string, browser: string, folder: string): Promise<number> {
  const script = fileURLToPath(new URL('./cold-start.ts', import.meta.url))
  const began = performance.now()
  const child = spawn(process.execPath, [script, pages, browser], {
    env: { ...process.env, HINDCAST_DATA: folder },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let took = Number.NaN
  child.stdout.once('data', () => {
    took = (performance.now() - began) / 1000
  })
  return new Promise((resolve, reject) => {
    child.once('close', code => {
      if (code === 0) resolve(took)
      else reject(new Error(`the window did not open (exit code ${code})`))
    })
  })
}

/** All that the page loads, as a server would send it. */
function bundleKilobytes(pages: string): number {
  const files = globSync('**/*.{html,js,css,svg,json,woff,woff2}', { cwd: pages })
  const bytes = files.map(file => {
    const content = readFileSync(join(pages, file))
    return file.endsWith('.woff2') ? content.length : gzipSync(content, { level: 9 }).length
  })
  return bytes.reduce((sum, size) => sum + size, 0) / 1000
}

async function measure(built: BuiltPages, figure: Figure): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), 'hindcast-figure-'))
  const app = await startApp(built, folder)
  try {
    return await figure.measure(app.page, app)
  } finally {
    await app.close()
    for (const each of [folder, app.saves]) rmSync(each, { recursive: true, force: true })
  }
}
