import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fileNameOf, fileNamePart } from '../../src/shared/file-name.ts'
import { schemas } from '../../src/shared/schemas.ts'

describe('a name for a file', () => {
  it.each([
    ['EUR/USD.csv', 'EUR-USD.csv'],
    ['^GSPC-loss.svg', 'GSPC-loss.svg'],
    ['BRK.B-forecast.png', 'BRK.B-forecast.png'],
    ['../../etc/passwd', 'etc-passwd'],
    ['a\u001b[31mb\n.csv', 'a-31mb.csv'],
    ['CON.csv', '_CON.csv'],
    ['Übung für die Klasse.hindcast-preset.json', 'Übung für die Klasse.hindcast-preset.json'],
    ['…', 'hindcast'],
    ['', 'hindcast'],
  ])('%j becomes %s', (text, name) => {
    expect(fileNameOf(text)).toBe(name)
  })

  it('keeps its ending however long it was', () => {
    const name = fileNameOf(`${'日本'.repeat(200)}.csv`)
    expect(name).toMatch(/^(日本)+日?\.csv$/)
    expect(new TextEncoder().encode(name).length).toBeLessThanOrEqual(180)
  })

  it('is one that saving takes, whatever it was made of', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 400 }), text => {
        const saved = schemas.saveFile.safeParse({ name: fileNameOf(text), content: '' })
        expect(saved.success).toBe(true)
        expect(fileNamePart(text)).toMatch(/^[\p{L}\p{M}\p{N}_()=+-]+$/u)
      })
    )
  })
})
