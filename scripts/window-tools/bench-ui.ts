import { spawn } from 'node:child_process'
import { globSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import { loopLines, measureLoop } from '../../bench/event-loop.ts'
import { measureRedraw, redrawLines } from '../../bench/ui-redraw.ts'
import { measureScrolls, scrollLines } from '../../bench/ui-scroll.ts'
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
    const parts = bundleOf(built.pages)
    const bundle = parts.reduce((sum, { bytes }) => sum + bytes, 0) / 1000
    print('Bundle: scripts and styles gzipped, fonts as they are', bundle, 'kB', bundleMost)
    for (const { file, bytes } of parts) say(`${(bytes / 1000).toFixed(1).padStart(7)} kB  ${file}`)
    for (const line of redrawLines(await measureRedraw())) say(line)
    for (const line of scrollLines(await measureScrolls())) say(line)
    for (const line of loopLines(await measureLoop())) say(line)
    say(
      `Load average at the end: ${loadavg()
        .map(load => load.toFixed(1))
        .join(' ')}`
    )
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

function say(line: string): void {
  process.stdout.write(`  ${line}\n`)
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

/** Every script, style and font that is shipped, once, as a server would send it; the largest first. */
function bundleOf(pages: string): { readonly file: string; readonly bytes: number }[] {
  const files = globSync('**/*.{html,js,css,woff,woff2}', { cwd: pages })
  const sizes = files.map(file => {
    const content = readFileSync(join(pages, file))
    const isFont = /\.woff2?$/.test(file) // compressed already
    return { file, bytes: isFont ? content.length : gzipSync(content, { level: 9 }).length }
  })
  return sizes.toSorted((a, b) => b.bytes - a.bytes)
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
