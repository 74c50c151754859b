import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { InlineConfig } from 'vite'

/**
 * Builds the renderer of a checkout into a folder, by the renderer's part of its
 * `electron.vite.config.ts`; nothing of main or the preload.
 */
export async function buildPages(checkout: string, outDir: string): Promise<void> {
  const { build, mergeConfig } = await import('vite')
  const root = join(checkout, 'src', 'renderer')
  const own: InlineConfig = {
    root,
    base: './',
    configFile: false,
    logLevel: 'error',
    build: { outDir, emptyOutDir: true, chunkSizeWarningLimit: 10_000 },
  }
  await build(mergeConfig(await rendererConfig(checkout), own))
}

/** What electron-vite would be told about the renderer. */
async function rendererConfig(checkout: string): Promise<InlineConfig> {
  const file = join(checkout, 'electron.vite.config.ts')
  if (!existsSync(file)) {
    const { default: react } = await import('@vitejs/plugin-react')
    return { plugins: [react()] }
  }
  const { default: config } = (await import(pathToFileURL(file).href)) as {
    default: { renderer?: InlineConfig }
  }
  return config.renderer ?? {}
}
