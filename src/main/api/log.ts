import { appendFileSync, existsSync, mkdirSync, readFileSync, renameSync, statSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'

/** Lines of what happened, for a person who reports a problem. Never prices, never the home path. */
export interface Log {
  write(level: 'info' | 'warning' | 'failure', text: string): void
  /** The lines kept, oldest first. */
  read(): string
}

const most = 512 * 1024 // bytes of a file; there are two

/** A log in `logs/` of the data folder: two files, the older one dropped when the newer is full. */
export function openLog(folder: string, now: () => Date = () => new Date()): Log {
  const [file, older] = [
    join(folder, 'logs', 'hindcast.log'),
    join(folder, 'logs', 'hindcast.1.log'),
  ]
  return {
    write(level, text) {
      try {
        mkdirSync(join(folder, 'logs'), { recursive: true })
        if (existsSync(file) && statSync(file).size > most) renameSync(file, older)
        appendFileSync(file, `${now().toISOString()} ${level} ${withoutHome(oneLine(text))}\n`)
      } catch {
        // a log that cannot be written must not stop what it tells of
      }
    },
    read: () => [older, file].map(read).join(''),
  }
}

const read = (file: string): string => (existsSync(file) ? readFileSync(file, 'utf8') : '')

const oneLine = (text: string): string => text.replaceAll(/\s*\n\s*/g, ' | ')

/** The home folder tells a person's name. */
export const withoutHome = (text: string): string => text.replaceAll(homedir(), '~')
