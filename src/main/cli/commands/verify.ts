import { readFileSync } from 'node:fs'
import { basename } from 'node:path'
import type { Command } from 'commander'
import { failed, type Result } from '../../../shared/failure.ts'
import {
  type Certificate,
  firstDifference,
  makeCertificate,
  parseCertificate,
  type ReadCertificate,
} from '../../api/certificate.ts'
import type { Hindcast } from '../../api/hindcast.ts'
import { type Cli, type JsonOption, withHindcast } from '../cli.ts'
import { type ExitCode, exitCodes } from '../exit-codes.ts'
import { addJsonOption } from '../options/output-options.ts'
import { reportFailure } from '../report-failure.ts'

export function addVerify(program: Command, cli: Cli): void {
  const command = program
    .command('verify <file>')
    .summary('check a leakage certificate')
    .description(
      'Says whether a certificate is as it was written, and whether the run, if it is here, still tells the same. Exit code 1 when not.'
    )
  addJsonOption(command, 'what was found')
  command.action((file: string, options: JsonOption) =>
    withHindcast(cli, options, h => verify(cli, h, file, options))
  )
}

async function verify(
  { terminal }: Cli,
  h: Hindcast,
  file: string,
  options: JsonOption
): Promise<ExitCode> {
  const read = readCertificate(file)
  if (!read.ok) return reportFailure(terminal, read.failure, options)
  const { certificate, isIntact } = read.value
  const run = isIntact ? await compareHere(h, certificate) : null
  const { sha256, sentence } = certificate
  if (options.json)
    terminal.say(JSON.stringify({ type: 'certificate', isIntact, run, sha256, sentence }))
  else for (const line of words(read.value, run)) terminal.say(line)
  return isIntact && run?.differs === undefined ? exitCodes.done : exitCodes.failed
}

function readCertificate(path: string): Result<ReadCertificate> {
  const file = basename(path)
  try {
    return parseCertificate(file, readFileSync(path, 'utf8'))
  } catch (error) {
    const reason = (error as NodeJS.ErrnoException).message
    return failed({ kind: 'unreadable-file', file, reason })
  }
}

/** What the run says today; `differs` names the first thing that is not as certified. */
interface Here {
  readonly isHere: boolean
  readonly differs?: string
}

async function compareHere(h: Hindcast, certificate: Certificate): Promise<Here> {
  const made = await makeCertificate(h, certificate.run)
  if (!made.ok || made.value.run !== certificate.run) return { isHere: false }
  const differs = firstDifference(certificate, made.value)
  return differs === null ? { isHere: true } : { isHere: true, differs }
}

function words({ certificate, isIntact }: ReadCertificate, here: Here | null): string[] {
  const { run, sha256, sentence, checkedAt } = certificate
  if (!isIntact) return ['This certificate was altered: its hash is not that of its contents.']
  const compared = !here?.isHere
    ? `Run ${run} is not here, so nothing could be compared with it.`
    : here.differs === undefined
      ? `Run ${run} tells the same today.`
      : `Run ${run} is not as certified: its ${here.differs} ${here.differs === 'weights' ? 'differ' : 'differs'}.`
  return [`This certificate is as it was written on ${checkedAt}.`, sentence, compared, sha256]
}
