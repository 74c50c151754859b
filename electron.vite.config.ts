import { cpSync } from 'node:fs'
import { resolve } from 'node:path'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'electron-vite'
import type { Plugin } from 'vite'
import { kept } from './scripts/package/kept.mjs'
import { leanFonts, noIconsByName } from './scripts/package/lean-page.mjs'
import { licences } from './scripts/package/licences.mjs'

const at = (path: string) => resolve(import.meta.dirname, path)
/** A test builds into a folder of its own. */
const out = process.env['HINDCAST_OUT'] ?? at('out')

/** Files that main reads at run time, beside the code that names them. */
const readAtRunTime: Plugin = {
  name: 'hindcast:read-at-run-time',
  writeBundle({ dir = '' }) {
    cpSync(at('src/main/store/migrations'), resolve(dir, 'migrations'), { recursive: true })
    const page = 'page/page.generated.js'
    cpSync(at(`src/main/report/${page}`), resolve(dir, page))
    cpSync(at('resources/icon.png'), resolve(dir, 'icon.png'))
  },
}

export default defineConfig({
  main: {
    plugins: [readAtRunTime, licences()],
    build: {
      outDir: resolve(out, 'main'),
      emptyOutDir: true,
      // only what cannot be bundled is found in node_modules at run time
      externalizeDeps: false,
      rolldownOptions: {
        external: kept.map(name => new RegExp(`^${name}(/|$)`)),
        input: {
          index: at('src/main/app/index.ts'),
          trainer: at('src/main/training/trainer.ts'),
          'render-process': at('src/main/report/render-process.ts'),
          thread: at('src/main/beside/thread.ts'),
        },
        // flat: `new URL('./trainer.js', import.meta.url)` is right in a shared chunk too
        output: { chunkFileNames: '[name]-[hash].js' },
      },
    },
  },
  preload: {
    build: {
      outDir: resolve(out, 'preload'),
      emptyOutDir: true,
      // a sandboxed preload is one CommonJS file that requires nothing but electron
      externalizeDeps: false,
      rolldownOptions: {
        input: { index: at('src/preload/index.ts') },
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: at('src/renderer'),
    plugins: [react(), leanFonts(), noIconsByName(), licences()],
    build: {
      outDir: resolve(out, 'renderer'),
      emptyOutDir: true,
      minify: true,
      // a font as a data: address would be refused by the page's own policy
      assetsInlineLimit: 0,
      rolldownOptions: { input: at('src/renderer/index.html') },
    },
  },
})
