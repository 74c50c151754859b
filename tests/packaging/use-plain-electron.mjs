// @ts-check
import { registerHooks } from 'node:module'

// `node --import` this: `electron` is then tests/packaging/plain-electron.mjs.

const standIn = new URL('plain-electron.mjs', import.meta.url).href
registerHooks({
  resolve: (name, context, next) =>
    name === 'electron' ? { url: standIn, shortCircuit: true } : next(name, context),
})
