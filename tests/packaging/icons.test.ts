import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { makeIcns, makeIco, makeIcons } from '../../scripts/make-icons.mjs'
import { ROOT } from '../../scripts/setup/paths.mjs'

const pngSignature = '89504e470d0a1a0a'
const widthOf = (png: Buffer) => png.readUInt32BE(16)

describe('the icons', () => {
  it('are those that the drawings make', () => {
    const stale = Object.entries(makeIcons()).filter(
      ([name, bytes]) => !readFileSync(join(ROOT, 'resources', name)).equals(bytes)
    )
    expect(stale.map(([name]) => name)).toEqual([])
  })

  it('for Windows have every size, each where the head says', () => {
    const ico = readFileSync(join(ROOT, 'resources', 'icon.ico'))
    const sizes = Array.from({ length: ico.readUInt16LE(4) }, (_, i) => {
      const at = 6 + 16 * i
      const [length, offset] = [ico.readUInt32LE(at + 8), ico.readUInt32LE(at + 12)]
      const png = ico.subarray(offset, offset + length)
      expect(png.subarray(0, 8).toString('hex')).toBe(pngSignature)
      expect(widthOf(png) % 256).toBe(ico.readUInt8(at))
      return widthOf(png)
    })
    expect(sizes).toEqual([16, 20, 24, 32, 40, 48, 64, 128, 256])
  })

  it('for macOS reach 1024 pixels and end where the head says', () => {
    const icns = readFileSync(join(ROOT, 'resources', 'icon.icns'))
    expect(icns.subarray(0, 4).toString()).toBe('icns')
    expect(icns.readUInt32BE(4)).toBe(icns.length)
    const widths: number[] = []
    for (let at = 8; at < icns.length; at += icns.readUInt32BE(at + 4))
      widths.push(widthOf(icns.subarray(at + 8)))
    expect(widths).toEqual([16, 32, 128, 256, 512, 32, 64, 256, 512, 1024])
  })
})

it('packs pictures one after another', () => {
  const png = Buffer.from([1, 2, 3])
  expect(makeIco([{ size: 256, png }])).toHaveLength(6 + 16 + 3)
  expect(makeIco([{ size: 256, png }]).readUInt8(6)).toBe(0)
  expect(makeIcns([{ type: 'ic10', png }]).toString('hex')).toBe(
    '69636e7300000013' + '696331300000000b' + '010203'
  )
})
