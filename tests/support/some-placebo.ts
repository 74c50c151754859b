import { findPlacebo, type PlaceboScene } from '../../src/shared/lab/placebo-findings.ts'
import type { PlaceboResults } from '../../src/shared/studies/placebo.ts'
import type { StudySummary } from '../../src/shared/studies/study.ts'

/** A finished placebo as it is kept: copies of skill −0.20, −0.19, … 0.18, LSTM’s 0.05 lower. */

export const placeboScene: PlaceboScene = {
  spec: { kind: 'placebo', placebo: 'permuted', count: 39, size: 'own', seed: 1 },
  part: 'test',
  days: 116,
  closed: false,
  tries: 3,
}

const size = { hidden: 16, layers: 1, epochs: 300 }
const skills = Array.from({ length: 39 }, (_, k) => (k - 20) / 100)

const networks = [
  { model: 'rnn', cell: 'rnn', ...size, real: 0.065, copies: skills },
  { model: 'lstm', cell: 'lstm', ...size, real: 0.2, copies: skills.map(skill => skill - 0.05) },
] as const

export const somePlacebo: PlaceboResults = {
  kind: 'placebo',
  part: 'test',
  days: 116,
  tries: 3,
  copies: skills.map((skill, k) => ({
    copy: k + 1,
    seed: 1000 + k,
    skill: { rnn: skill, lstm: skill - 0.05 },
  })),
  ...findPlacebo(networks, placeboScene),
}

export const placeboSummary: StudySummary = {
  id: 'pl4c3b',
  run: 'kq3x7d',
  spec: placeboScene.spec,
  state: 'finished',
  reason: null,
  done: 78,
  total: 78,
  secondsLeft: null,
  createdAt: '2026-11-23T07:00:00.000Z',
  finishedAt: '2026-11-23T07:01:00.000Z',
}
