/** @typedef {import('vite').Plugin} Plugin */

/** The KaTeX families that our formulas are set in (Main, italics, sizes, AMS, script capitals). */
const FAMILIES = /KaTeX_(?:AMS|Caligraphic|Main|Math|Size[1-4])-(?:Regular|Italic)\.woff2/

/**
 * KaTeX's style sheet with the fonts that our formulas use, in the one format that every browser of
 * ours reads: eleven files in place of sixty.
 * @returns {Plugin}
 */
export function leanFonts() {
  return {
    name: 'hindcast:lean-fonts',
    enforce: 'pre',
    transform: {
      filter: { id: /katex(?:\.min)?\.css$/ },
      handler: css => ({ code: leanFontFaces(css), map: null }),
    },
  }
}

/** @param {string} css @returns {string} */
export const leanFontFaces = css =>
  css.replace(/@font-face\s*\{[^}]*\}/g, face => {
    if (!FAMILIES.test(face)) return ''
    return face.replace(/(src:\s*url\([^)]*\.woff2\)\s*format\((["'])woff2\2\))[^;}]*/, '$1')
  })

/**
 * Blueprint fetches its icons by name when somebody names one: 200 kB. Ours are elements (Lucide),
 * and Blueprint's own controls import theirs, so nobody does; whoever would gets told.
 * @returns {Plugin}
 */
export function noIconsByName() {
  const refusal = "throw new Error('icons are elements here: <Icon of={…} />')"
  return {
    name: 'hindcast:no-icons-by-name',
    enforce: 'pre',
    load: {
      filter: { id: /@blueprintjs\/icons\/lib\/esm\/paths-loaders\/\w+\.js$/ },
      handler: id => {
        const name = /(\w+)\.js$/.exec(id)?.[1] ?? ''
        return `export const ${name} = () => { ${refusal} }\n`
      },
    },
  }
}
