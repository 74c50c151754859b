import type { summariseBacktest } from '../../shared/lab/backtest.ts'
import type { measureBands } from '../../shared/lab/bands.ts'
import type { Bars } from '../../shared/types.ts'
import type { addBaselines } from '../api/add-baselines.ts'
import type { previewFile } from '../api/csv-preview.ts'
import type { packFiles } from '../api/run-archive/pack-files.ts'
import type { readArchive } from '../api/run-archive/unpack-run.ts'
import type { scoreFresh } from '../api/score-fresh.ts'
import type { scoreRun } from '../api/score-run.ts'
import type { zipFiles } from '../api/zip.ts'
import type { readCsv } from '../data/csv.ts'
import type { traceRun } from '../leakage/trace-run.ts'
import type { checkBackup } from '../store/backup.ts'

/**
 * Work that would hold up main's loop. Each takes and answers plain values, knows nothing of the
 * program, and loads what it needs when it is first asked for.
 */
export const tasks = {
  addBaselines: async (...input: Parameters<typeof addBaselines>) =>
    (await import('../api/add-baselines.ts')).addBaselines(...input),

  checkBackup: async (...input: Parameters<typeof checkBackup>) =>
    (await import('../store/backup.ts')).checkBackup(...input),

  judgeSeries: async (bars: Bars, exchange: string | null) => {
    const { judgeQuality } = await import('../../shared/lab/quality.ts')
    const { expectedDays } = await import('../data/calendar.ts')
    return judgeQuality(bars, expectedDays(bars.dates, exchange))
  },

  measureBands: async (...input: Parameters<typeof measureBands>) =>
    (await import('../../shared/lab/bands.ts')).measureBands(...input),

  packFiles: async (...input: Parameters<typeof packFiles>) =>
    (await import('../api/run-archive/pack-files.ts')).packFiles(...input),

  previewFile: async (...input: Parameters<typeof previewFile>) =>
    (await import('../api/csv-preview.ts')).previewFile(...input),

  readArchive: async (...input: Parameters<typeof readArchive>) =>
    (await import('../api/run-archive/unpack-run.ts')).readArchive(...input),

  readCsv: async (...input: Parameters<typeof readCsv>) =>
    (await import('../data/csv.ts')).readCsv(...input),

  scoreFresh: async (...input: Parameters<typeof scoreFresh>) =>
    (await import('../api/score-fresh.ts')).scoreFresh(...input),

  scoreRun: async (...input: Parameters<typeof scoreRun>) =>
    (await import('../api/score-run.ts')).scoreRun(...input),

  summariseBacktest: async (...input: Parameters<typeof summariseBacktest>) =>
    (await import('../../shared/lab/backtest.ts')).summariseBacktest(...input),

  traceRun: async (scene: Parameters<typeof traceRun>[0]) =>
    (await import('../leakage/trace-run.ts')).traceRun(scene),

  zipFiles: async (...input: Parameters<typeof zipFiles>) =>
    (await import('../api/zip.ts')).zipFiles(...input),
} as const

export type Tasks = typeof tasks
export type TaskName = keyof Tasks
