import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import {
  defaultSize,
  fitPlace,
  type Rectangle,
  readPlace,
  writePlace,
} from '../../../src/main/app/window-bounds.ts'

const folder = mkdtempSync(join(tmpdir(), 'hindcast-bounds-'))
afterAll(() => rmSync(folder, { recursive: true }))

const file = join(folder, 'window.json')
const left: Rectangle = { x: 0, y: 0, width: 1920, height: 1080 }
const right: Rectangle = { x: 1920, y: 0, width: 1280, height: 800 }
const at = (x: number, y: number, width = 1000, height = 700) => ({
  bounds: { x, y, width, height },
  maximized: false,
})

describe('a place', () => {
  it('is read as it was written', () => {
    const place = { ...at(30, 40), maximized: true }
    writePlace(file, place)
    expect(readPlace(file)).toEqual(place)
  })

  it('is forgotten where nothing sensible was written', () => {
    expect(readPlace(join(folder, 'none.json'))).toBeNull()
    for (const text of ['', '{}', '{"bounds":{"x":"1"},"maximized":true}', '[1']) {
      writeFileSync(file, text)
      expect(readPlace(file)).toBeNull()
    }
  })
})

describe('fitPlace', () => {
  it('opens a window where it was left, on any screen that is there', () => {
    expect(fitPlace(at(100, 50), [left, right])).toEqual(at(100, 50).bounds)
    expect(fitPlace(at(2000, 50), [left, right])).toEqual(at(2000, 50).bounds)
  })

  it('gives no place on a screen that is gone, or out of a hand’s reach', () => {
    for (const place of [at(2000, 50), at(1900, 50), at(-990, 50), at(50, -40), at(50, 1060)])
      expect(fitPlace(place, [left])).toEqual({ width: 1000, height: 700 })
  })

  it('is never larger than the screen, nor smaller than the views can be', () => {
    expect(fitPlace(at(1950, 0, 1900, 1000), [left, right])).toMatchObject({
      width: 1280,
      height: 800,
    })
    expect(fitPlace(null, [{ x: 0, y: 0, width: 1024, height: 700 }])).toEqual({
      width: 1024,
      height: 700,
    })
    expect(fitPlace(at(0, 0, 10, 10), [left])).toMatchObject({ width: 800, height: 560 })
  })

  it('begins as the pictures were drawn', () => {
    expect(fitPlace(null, [left, right])).toEqual(defaultSize)
    expect(fitPlace(null, [])).toEqual(defaultSize)
  })
})
