import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { leanFontFaces } from '../../scripts/package/lean-page.mjs'
import { ROOT } from '../../scripts/setup/paths.mjs'

const katex = join(ROOT, 'node_modules', 'katex', 'dist', 'katex.min.css')
const lean = leanFontFaces(readFileSync(katex, 'utf8'))
const files = [...lean.matchAll(/url\(([^)]+)\)/g)].map(([, file]) => file ?? '')

it('keeps the fonts our formulas are set in, each in one format', () => {
  const names = ['AMS-Regular', 'Caligraphic-Regular', 'Main-Italic', 'Main-Regular', 'Math-Italic']
  const sizes = [1, 2, 3, 4].map(size => `Size${size}-Regular`)
  expect(new Set(files)).toEqual(
    new Set([...names, ...sizes].map(name => `fonts/KaTeX_${name}.woff2`))
  )
  expect(files).toHaveLength(names.length + sizes.length)
})

it('leaves every other rule of the style sheet as it is', () => {
  const rules = (css: string) => css.replace(/@font-face\s*\{[^}]*\}/g, '')
  expect(rules(lean)).toBe(rules(readFileSync(katex, 'utf8')))
})
