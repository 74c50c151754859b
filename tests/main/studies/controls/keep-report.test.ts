import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { controls } from '../../../../src/main/studies/controls/controls.ts'
import { keepReport } from '../../../../src/main/studies/controls/keep-report.ts'

const report = {
  table: { head: ['Sample', 'Better'], rows: [['momentum', '20']], words: 1 },
  figures: ['0.025 ###'],
  broken: [],
}
const [first] = controls

describe('the tables of the controls in docs/controls.md', () => {
  let folder: string
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'controls-'))
  })
  afterEach(() => rmSync(folder, { recursive: true }))

  const keep = (text: string) => {
    const file = join(folder, 'controls.md')
    writeFileSync(file, text)
    keepReport(file, first!, report, 'It took 1 s.')
    return readFileSync(file, 'utf8')
  }

  it('replace what stood between the marks of their control, and nothing else', () => {
    const [open, close] = [
      '<!-- controls verdicts: written by npm run controls -->',
      '<!-- /controls verdicts -->',
    ]
    const other = '<!-- controls x: written by npm run controls -->kept<!-- /controls x -->'
    const text = keep(`${other}\n${open}old${close}\nafter`).replace(/\d{4}-\d\d-\d\d/, 'DATE')
    expect(text).toBe(
      [
        other,
        open,
        '',
        'DATE, It took 1 s.',
        '',
        '| Sample | Better |',
        '| --- | --: |',
        '| momentum | 20 |',
        '',
        '```',
        '0.025 ###',
        '```',
        '',
        close,
        'after',
      ].join('\n')
    )
  })

  it('are refused by a file without their marks', () => {
    expect(() => keep('# Nothing')).toThrow('no marks for verdicts')
  })

  it('have a place there, each of them', () => {
    const text = readFileSync(join(import.meta.dirname, '../../../../docs/controls.md'), 'utf8')
    for (const { name } of controls) expect(text).toContain(`<!-- /controls ${name} -->`)
  })
})
