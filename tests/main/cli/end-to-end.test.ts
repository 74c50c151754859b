import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { stripVTControlCharacters } from 'node:util'
import { beforeAll, describe, expect, it } from 'vitest'
import { resultsSchema } from '../../../src/shared/results.ts'
import { cliFile, type Ended, makeFolder, runCli } from './run-cli.ts'

const small = '--days 200 --epochs 5 --no-retrain'.split(' ')
const folder = makeFolder()
const cli = (...args: string[]) => runCli(args, { folder })

const csvRows = (file: string) => readFileSync(file, 'utf8').trimEnd().split('\n')

describe('run', () => {
  let ended: Ended
  let report: string
  beforeAll(async () => {
    ended = await cli('run', '--sample', 'momentum', ...small)
    report = ended.lines.at(-1) ?? ''
  })

  it('ends with the path of a report that is there', () => {
    expect(ended.err).toBe('')
    expect(ended.code).toBe(0)
    expect(report).toMatch(/reports\/momentum-[a-z0-9]{6}\/report\.html$/)
    expect(readFileSync(report, 'utf8')).toContain('<!doctype html>')
  })

  it('tells every epoch of so few, and the verdict', () => {
    const told = ended.lines.filter(line => /^(RNN|LSTM|GRU)\s+epoch/.test(line))
    expect(told).toHaveLength(3 * 5)
    expect(ended.out).toContain('‘tomorrow = today’')
    expect(ended.out).not.toContain('\u001B')
  })

  it('leaves every file of the design', () => {
    const files =
      'results.json losses.csv predictions.csv hindcast.csv forecast.csv weights/rnn.safetensors weights/lstm.safetensors weights/gru.safetensors'
    for (const file of files.split(' '))
      expect(existsSync(join(dirname(report), file)), file).toBe(true)
  })

  it('has one row of predictions for each target day', () => {
    const [head, ...rows] = csvRows(join(dirname(report), 'predictions.csv'))
    expect(head).toBe('date,split,actual,persistence,rnn,lstm,gru')
    // 200 bars, windows of 30: targets 30 … 199; the first ⌊0.7 · 200⌋ train
    expect(rows).toHaveLength(170)
    expect(rows.filter(row => row.split(',')[1] === 'train')).toHaveLength(140)
    expect(new Set(rows.map(row => row.slice(0, 10))).size).toBe(170)
  })

  it('leaves results that their schema knows', () => {
    const json: unknown = JSON.parse(readFileSync(join(dirname(report), 'results.json'), 'utf8'))
    expect(resultsSchema.parse(json).experiment.epochs).toBe(5)
  })

  it('is then listed, shown, exported, deleted and restored', async () => {
    const id = /momentum-([a-z0-9]{6})/.exec(report)?.[1] ?? ''
    const runs = JSON.parse((await cli('runs', '--json')).out) as { id: string }[]
    expect(runs.map(run => run.id)).toContain(id)
    expect((await cli('show', id)).out).toContain(`Run ${id} of`)
    const exported = await cli('export', id, '--out', 'copy')
    expect(exported.lines.at(-1)).toBe(join(folder, 'copy', 'report.html'))
    expect((await cli('delete', id)).out).toContain(`npx hindcast restore ${id}`)
    expect((await cli('show', id)).code).toBe(1)
    expect((await cli('restore', id)).code).toBe(0)
    expect((await cli('show', id, '--json')).code).toBe(0)
    const resumed = await cli('resume', id)
    expect([resumed.code, resumed.err]).toEqual([1, expect.stringContaining('is finished')])
  })
})

describe('run --json under the sealed protocol', () => {
  let id = ''

  it('prints one object a line, and the last one is the result', async () => {
    const args = '--protocol sealed --models rnn --json --out sealed'.split(' ')
    const { code, lines } = await cli(
      'run',
      '--sample',
      'random-walk',
      '--days',
      '300',
      '--epochs',
      '5',
      ...args
    )
    const told = lines.map(line => JSON.parse(line))
    const result = told.at(-1)
    expect([code, result.type, result.report]).toEqual([
      0,
      'result',
      join(folder, 'sealed', 'report.html'),
    ])
    expect(resultsSchema.parse(result.results).seal.state).toBe('closed')
    // the second training, for the forecast, is told as well
    expect(told).toContainEqual({ type: 'start', model: 'rnn', phase: 'retrain' })
    id = result.id
  })

  it('keeps the test part out of every file until it is opened', async () => {
    const splits = () =>
      csvRows(join(folder, 'sealed', 'predictions.csv')).map(row => row.split(',')[1])
    expect(splits()).not.toContain('test')
    const opened = await cli('open', id, '--out', 'sealed')
    expect([opened.code, opened.err]).toEqual([0, ''])
    expect(opened.out).toContain('A test part of this series has been opened once.')
    expect(splits()).toContain('test')
    expect((await cli('open', id)).err).toContain('was opened on')
  })

  it('predicts days it never saw', async () => {
    const { code, out } = await cli(
      'predict',
      id,
      '--sample',
      'momentum',
      '--horizon',
      '3',
      '--out',
      'predicted'
    )
    expect([code, out]).toEqual([0, expect.stringContaining('days it never saw')])
    expect(csvRows(join(folder, 'predicted', 'forecast.csv'))).toHaveLength(4)
  })
})

describe('an interrupted run', () => {
  it('ends with 130 and the command that resumes it, which finishes', async () => {
    const args = '--models rnn --no-retrain --days 300 --epochs 2000'.split(' ')
    const stopped = await runCli(['run', '--sample', 'momentum', ...args], {
      folder,
      onOutput: once(/epoch\s+500/, kill => kill('SIGINT')),
    })
    expect(stopped.code).toBe(130)
    const id = /npx hindcast resume (\w+)/.exec(stopped.err)?.[1] ?? ''
    expect(stopped.err).toContain('nothing is lost')
    const resumed = await cli('resume', id, '--json')
    const result = JSON.parse(resumed.lines.at(-1) ?? '')
    expect([resumed.code, result.id]).toEqual([0, id])
    expect(result.results.training[0].epochs).toBe(2000)
    // it went on: the first line told after resuming is not the first of the run
    const epochs = resumed.lines
      .map(line => JSON.parse(line))
      .filter(({ type }) => type === 'epoch')
    expect(epochs[0].epoch).toBeGreaterThan(500)
  })

  it('ends at once when it is interrupted twice, and can still be resumed', async () => {
    const args = '--models rnn --no-retrain --days 300 --epochs 900000'.split(' ')
    const stopped = await runCli(['run', '--sample', 'momentum', ...args], {
      folder,
      onOutput: once(/epoch\s+500/, kill => {
        kill('SIGTERM')
        kill('SIGINT')
      }),
    })
    expect(stopped.code).toBe(130)
    const runs = JSON.parse((await cli('runs', '--json')).out) as { state: string }[]
    expect(runs[0]?.state).toBe('interrupted')
  })
})

/** Does it the first time that the output has this. */
function once(pattern: RegExp, work: (kill: (signal: NodeJS.Signals) => void) => void) {
  let isDone = false
  return (out: string, kill: (signal: NodeJS.Signals) => void) => {
    if (isDone || !pattern.test(out)) return
    isDone = true
    work(kill)
  }
}

/** `script` is not everywhere and differs where it is; Python, which set-up needs, has a pty. */
const python = spawnSync('python3', ['-c', 'import pty']).status === 0

describe.skipIf(!python)('on a terminal (needs python3)', () => {
  it('draws all models at once, gives the cursor back, and ends with the path', () => {
    const run = ['run', '--sample', 'momentum', ...small, '--models', 'rnn']
    const { NO_COLOR: _, ...env } = process.env
    const { stdout, status } = spawnSync('python3', ['-c', inTerminal, cliFile, ...run], {
      cwd: folder,
      env: { ...env, HINDCAST_DATA: join(folder, 'data'), TERM: 'xterm', NODE: process.execPath },
    })
    const out = stdout.toString()
    expect(status).toBe(0)
    expect(out).toContain('\u001B[36m\u2501')
    expect(out.lastIndexOf('\u001B[?25h')).toBeGreaterThan(out.lastIndexOf('\u001B[?25l'))
    const words = stripVTControlCharacters(out).trimEnd()
    expect(words).toMatch(/Persistence, to beat {2,}\d\S+ {2,}\d\S+/)
    expect(existsSync(words.split('\r\n').at(-1) ?? '')).toBe(true)
  })
})

/** A terminal of 100 by 40, since a new one has no size at all. */
const inTerminal = `import os, pty, sys
script = 'stty cols 100 rows 40; exec "$NODE" "$@"'
sys.exit(os.waitstatus_to_exitcode(pty.spawn(['sh', '-c', script, 'sh', *sys.argv[1:]])))`

describe('quick-look', () => {
  it('is labelled, prints the tutorial’s command, and leaves a report within a minute', async () => {
    const start = performance.now()
    const { code, out, lines } = await cli('quick-look')
    expect(performance.now() - start).toBeLessThan(60_000)
    expect(code).toBe(0)
    expect(out).toContain('QUICK LOOK')
    expect(out).toContain('npx hindcast run --symbol NFLX --days 800 --to 2024-05-01')
    expect(existsSync(lines.at(-1) ?? '')).toBe(true)
  })
})

describe('import', () => {
  const write = (name: string, text: string) => {
    writeFileSync(join(folder, name), text)
    return name
  }

  it('takes good files, names every bad row of others, and fails after all', async () => {
    const good = write('good.csv', 'Date,Close\n2024-01-02,1.5\n2024-01-03,1.6\n')
    const bad = write('bad.csv', 'Date,Close\n2024-01-02,1.5\n2024-01-03,\n2024-01-04,x\n')
    const { code, out, err } = await cli('import', bad, good, 'absent.csv')
    expect(code).toBe(1)
    expect(err).toMatch(/Line 3: .*\nLine 4: /)
    expect(err).toContain('--skip-bad-rows')
    expect(err).toContain('absent.csv could not be read: there is no such file.')
    expect(out).toContain('GOOD: 2 days up to 3 Jan 2024.')
    expect((await cli('import', bad, '--skip-bad-rows')).out).toContain('Line 3 was left out')
    expect((await cli('series')).out).toMatch(/GOOD\s+good\.csv\s+2 /)
  })

  it('asks which way an ambiguous date is meant, and takes the answer', async () => {
    const file = write('ambiguous.csv', 'Date,Close\n01/02/2024,1.5\n02/02/2024,1.6\n')
    expect((await cli('import', file)).err).toContain('--dates')
    expect((await cli('import', file, '--dates', 'day-first')).code).toBe(0)
  })
})

const nflx = resolve(import.meta.dirname, '../../../../shared/data/NFLX.csv')

describe.skipIf(!existsSync(nflx))('the tutorial on NFLX (needs ../shared/data)', () => {
  it('has the design’s parts and persistence’s figures', async () => {
    const args = `run --csv ${nflx} --days 800 --to 2024-05-01 --epochs 2 --models rnn --no-retrain --out nflx`
    const { code, out } = await cli(...args.split(' '))
    expect(code).toBe(0)
    expect(out).toContain('560 train and 210 test')
    expect(out).toContain('Persistence, to beat: train 0.000436, test 0.000427')
    expect(csvRows(join(folder, 'nflx', 'predictions.csv'))).toHaveLength(771)
    expect(csvRows(join(folder, 'nflx', 'predictions.csv'))[1]).toMatch(/^2021-04-12,train,/)
  })
})
