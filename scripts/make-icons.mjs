import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { Resvg } from '@resvg/resvg-js'
import { isMain, ROOT } from './setup/paths.mjs'

// resources/icon.svg and icon-small.svg as each system wants them. The results are kept in git, so
// that packing needs no drawing. Run: npm run icons

/** The upright of the large drawing is a blur below this. */
const smallest = 28

/** @param {string} root @param {number} size */
function draw(root, size) {
  const file = size < smallest ? 'icon-small.svg' : 'icon.svg'
  const svg = readFileSync(join(root, 'resources', file), 'utf8')
  return new Resvg(svg, { fitTo: { mode: 'width', value: size } }).render().asPng()
}

/**
 * An .ico of PNGs: a header of 6 bytes, an entry of 16 for each picture, the pictures.
 * @param {{ size: number, png: Buffer }[]} pictures
 */
export function makeIco(pictures) {
  const head = Buffer.alloc(6 + 16 * pictures.length)
  head.writeUInt16LE(1, 2) // an icon, not a cursor
  head.writeUInt16LE(pictures.length, 4)
  let offset = head.length
  for (const [i, { size, png }] of pictures.entries()) {
    const at = 6 + 16 * i
    head.writeUInt8(size % 256, at) // 0 says 256
    head.writeUInt8(size % 256, at + 1)
    head.writeUInt16LE(1, at + 4) // planes
    head.writeUInt16LE(32, at + 6) // bits a pixel
    head.writeUInt32LE(png.length, at + 8)
    head.writeUInt32LE(offset, at + 12)
    offset += png.length
  }
  return Buffer.concat([head, ...pictures.map(({ png }) => png)])
}

/**
 * An .icns of PNGs: `icns`, the length of all, then for each picture its type, its length, itself.
 * @param {{ type: string, png: Buffer }[]} pictures
 */
export function makeIcns(pictures) {
  const parts = pictures.map(({ type, png }) => Buffer.concat([headOf(type, png.length), png]))
  const body = Buffer.concat(parts)
  return Buffer.concat([headOf('icns', body.length), body])
}

/** @param {string} type @param {number} length */
function headOf(type, length) {
  const head = Buffer.alloc(8)
  head.write(type, 'ascii')
  head.writeUInt32BE(length + 8, 4)
  return head
}

// pixels by type; the second five are the same places on dense screens
const icnsTypes = /** @type {const} */ ({
  icp4: 16,
  icp5: 32,
  ic07: 128,
  ic08: 256,
  ic09: 512,
  ic11: 32,
  ic12: 64,
  ic13: 256,
  ic14: 512,
  ic10: 1024,
})
const icoSizes = [16, 20, 24, 32, 40, 48, 64, 128, 256]
const linuxSizes = [16, 24, 32, 48, 64, 128, 256, 512]

/**
 * Every icon, by its path under resources/.
 * @param {string} [root]
 * @returns {Record<string, Buffer>}
 */
export function makeIcons(root = ROOT) {
  const icns = Object.entries(icnsTypes).map(([type, size]) => ({ type, png: draw(root, size) }))
  const linux = linuxSizes.map(size => [`icons/${size}x${size}.png`, draw(root, size)])
  return {
    'icon.ico': makeIco(icoSizes.map(size => ({ size, png: draw(root, size) }))),
    'icon.icns': makeIcns(icns),
    'icon.png': draw(root, 256),
    ...Object.fromEntries(linux),
  }
}

if (isMain(import.meta.url)) {
  for (const [name, bytes] of Object.entries(makeIcons())) {
    const file = join(ROOT, 'resources', name)
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(file, bytes)
  }
}
