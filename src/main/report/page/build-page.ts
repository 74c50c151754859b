import { readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { rolldown } from 'rolldown'

/**
 * Bundles the report page's script. The result is kept in git, so that a report needs no bundler;
 * a test fails when it is stale. Run: node src/main/report/page/build-page.ts
 */
export async function bundlePage(): Promise<string> {
  const entry = fileURLToPath(new URL('./page.ts', import.meta.url))
  const bundle = await rolldown({ input: entry })
  const { output } = await bundle.generate({ format: 'iife', minify: false, comments: false })
  await bundle.close()
  return `${header}${output[0].code}`
}

// it is checked as its sources, not as this bundle of them
const header = `// Made by build-page.ts; do not edit.
// @ts-nocheck
/* oxlint-disable */
// biome-ignore-all format: made by a bundler
// biome-ignore-all lint: made by a bundler
// biome-ignore-all assist: made by a bundler
`

export const pageFile = fileURLToPath(new URL('./page.generated.js', import.meta.url))

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const code = await bundlePage()
  writeFileSync(pageFile, code)
  console.log(`${pageFile}: ${readFileSync(pageFile).length} bytes`)
}
