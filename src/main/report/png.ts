import { fileURLToPath } from 'node:url'
import { Resvg } from '@resvg/resvg-js'
import { onDisk } from '../on-disk.ts'

/** Inter travels with us, so that a machine without fonts draws letters too. */
const fontFiles = ['400Regular/Inter_400Regular.ttf', '600SemiBold/Inter_600SemiBold.ttf'].map(
  file => onDisk(fileURLToPath(import.meta.resolve(`@expo-google-fonts/inter/${file}`)))
)

/** An SVG as PNG, at twice its size. */
export function drawPng(svg: string): Buffer {
  const picture = new Resvg(svg.replace(/font-family="[^"]*"/g, 'font-family="Inter"'), {
    fitTo: { mode: 'zoom', value: 2 },
    font: { fontFiles, loadSystemFonts: false, defaultFontFamily: 'Inter' },
  })
  return picture.render().asPng()
}
