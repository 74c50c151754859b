import { Command, CommanderError } from 'commander'
import type { Cli } from './cli.ts'
import { addBacktest } from './commands/backtest.ts'
import { addBands } from './commands/bands.ts'
import { addBench } from './commands/bench.ts'
import { addDelete } from './commands/delete.ts'
import { addDiary } from './commands/diary.ts'
import { addDoctor } from './commands/doctor.ts'
import { addExport } from './commands/export.ts'
import { addFetch } from './commands/fetch.ts'
import { addImport } from './commands/import.ts'
import { addLeakage } from './commands/leakage.ts'
import { addOpen } from './commands/open.ts'
import { addPlacebo } from './commands/placebo.ts'
import { addPredict } from './commands/predict.ts'
import { addProve } from './commands/prove.ts'
import { addProvenance } from './commands/provenance.ts'
import { addQuickLook } from './commands/quick-look.ts'
import { addReplay } from './commands/replay.ts'
import { addRestore } from './commands/restore.ts'
import { addResume } from './commands/resume.ts'
import { addRevisions } from './commands/revisions.ts'
import { addRun } from './commands/run.ts'
import { addRuns } from './commands/runs.ts'
import { addSeeds } from './commands/seeds.ts'
import { addSeries } from './commands/series.ts'
import { addShow } from './commands/show.ts'
import { addStudies } from './commands/studies.ts'
import { addVerify } from './commands/verify.ts'
import { type ExitCode, exitCodes } from './exit-codes.ts'
import type { Terminal } from './terminal.ts'

/** The command line from arguments to exit code. */
export async function runProgram(args: readonly string[], terminal: Terminal): Promise<ExitCode> {
  const cli: Cli = { terminal, code: exitCodes.done }
  try {
    await makeProgram(cli).parseAsync([...args], { from: 'user' })
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error
    return error.exitCode === 0 ? exitCodes.done : exitCodes.usage
  }
  return cli.code
}

/** All commands, as `--help` lists them. */
export function makeProgram(cli: Cli): Command {
  const program = new Command('hindcast')
  setManners(program, cli)
  program.commandsGroup('Train and judge:')
  addQuickLook(program, cli)
  addRun(program, cli)
  addResume(program, cli)
  addOpen(program, cli)
  addPredict(program, cli)
  program.commandsGroup('The lab:')
  addBacktest(program, cli)
  addPlacebo(program, cli)
  addDiary(program, cli)
  addSeeds(program, cli)
  addProve(program, cli)
  addLeakage(program, cli)
  addReplay(program, cli)
  addVerify(program, cli)
  addStudies(program, cli)
  addProvenance(program, cli)
  addBands(program, cli)
  program.commandsGroup('What was run:')
  addRuns(program, cli)
  addShow(program, cli)
  addExport(program, cli)
  addDelete(program, cli)
  addRestore(program, cli)
  program.commandsGroup('Prices:')
  addFetch(program, cli)
  addImport(program, cli)
  addSeries(program, cli)
  addRevisions(program, cli)
  program.commandsGroup('This machine:')
  addDoctor(program, cli)
  addBench(program, cli)
  return program
}

/** Set before commands are added: they inherit it. */
function setManners(program: Command, { terminal }: Cli): void {
  program
    .description(
      'Train recurrent networks on a price series and learn whether they beat “tomorrow = today”.'
    )
    .usage('<command> [options]')
    .helpCommand(false)
    .exitOverride()
    .showSuggestionAfterError(true)
    .showHelpAfterError('Every option has its sentence: add --help.')
    .configureOutput({
      writeOut: text => terminal.say(text.trimEnd()),
      writeErr: text => terminal.complain(text.trimEnd()),
      outputError: (text, write) => write(capitalise(text.replace(/^error: /, ''))),
      getOutHelpWidth: () => Math.min(terminal.columns, 100),
      getErrHelpWidth: () => Math.min(terminal.columns, 100),
    })
    .configureHelp({ showGlobalOptions: false })
    .addHelpText('after', examples)
}

const capitalise = (text: string) => text.charAt(0).toUpperCase() + text.slice(1)

const examples = `
Examples:
  npx hindcast quick-look
  npx hindcast run --symbol NFLX --days 800 --to 2024-05-01
  npx hindcast run --csv prices.csv --protocol sealed --models lstm,gru`
