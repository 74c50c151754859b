import { runProgram } from './program.ts'
import { openTerminal } from './terminal.ts'

// `npx hindcast`: scripts/hindcast.mjs starts this file on the pinned Node.

process.exitCode = await runProgram(process.argv.slice(2), openTerminal(process))
