import { spawn, spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { openScreen } from '../../e2e/support/xvfb.ts'
import { hasProgram, startManager } from './desktop.ts'
import { until } from './runs.ts'

const driver = '/usr/lib/xorg/modules/drivers/dummy_drv.so'

/** Whether a screen of two monitors can be made here: Xorg with its driver that draws nowhere. */
export const canPlugMonitors = hasProgram('Xorg') && hasProgram('xrandr') && existsSync(driver)

const config = `
Section "Device"
  Identifier "nowhere"
  Driver "dummy"
  VideoRam 64000
EndSection
Section "Screen"
  Identifier "screen"
  Device "nowhere"
  DefaultDepth 24
  SubSection "Display"
    Depth 24
    Virtual 2048 768
  EndSubSection
EndSection
`

/** A screen of a test's own, with its keyboard: what other tests open takes no focus from it. */
export class Desk {
  readonly display: string

  constructor(display: string) {
    this.display = display
  }

  /** A key or several, pressed on the real keyboard: `ctrl+k`. */
  press(...keys: string[]): void {
    this.#run('xdotool', 'key', '--delay', '60', ...keys)
  }

  type(text: string): void {
    this.#run('xdotool', 'type', '--delay', '8', text)
  }

  /** Waits for the program's own window, and gives it the keyboard. */
  async focusMain(): Promise<void> {
    await this.#focus(await until(async () => this.#windows()[0]))
  }

  /** Waits for a dialog of the system over it, and gives it the keyboard. @returns its title */
  async focusDialog(): Promise<string> {
    const dialog = await until(async () => this.#windows()[1])
    await this.#focus(dialog)
    return dialog.title
  }

  hasDialog(): boolean {
    return this.#windows().length > 1
  }

  /** Oldest first. */
  #windows(): { readonly id: string; readonly title: string }[] {
    return this.#run('wmctrl', '-l')
      .split('\n')
      .map(line => line.split(/\s+/))
      .flatMap(([id = '', , , ...words]) => (id === '' ? [] : [{ id, title: words.join(' ') }]))
  }

  async #focus({ id }: { readonly id: string }): Promise<void> {
    this.#run('wmctrl', '-i', '-a', id)
    await new Promise(done => setTimeout(done, 300)) // until it is drawn and hears keys
  }

  /** Plugs a second monitor of 1024×768 in, right of the first, or unplugs it. */
  async plugSecond(on: boolean): Promise<void> {
    const how = on ? ['--mode', '1024x768', '--right-of', 'DUMMY0'] : ['--off']
    if (on) this.#run('xrandr', '--addmode', 'DUMMY1', '1024x768')
    this.#run('xrandr', '--output', 'DUMMY1', ...how)
    await until(async () => this.#run('xrandr').includes('1024x768+1024+0') === on)
  }

  #run(program: string, ...args: string[]): string {
    const env = { ...process.env, DISPLAY: this.display }
    return spawnSync(program, args, { encoding: 'utf8', env }).stdout ?? ''
  }
}

/** Whether a screen's keyboard can be played here. */
export const hasKeyboard =
  process.platform === 'linux' && ['Xvfb', 'xdotool', 'wmctrl', 'openbox'].every(hasProgram)

/** Ended with the test. */
export async function openDesk(): Promise<Desk> {
  const screen = await openScreen('1600x1000x24')
  const manager = startManager(screen.display)
  onTestFinished(async () => {
    manager?.kill()
    await screen.stop()
  })
  return new Desk(screen.display)
}

/** One whose second monitor can be unplugged; ended with the test. */
export async function openDeskOfTwo(): Promise<Desk> {
  const folder = mkdtempSync(join(tmpdir(), 'hindcast-xorg-'))
  const file = join(folder, 'xorg.conf')
  writeFileSync(file, config)
  const log = join(folder, 'xorg.log')
  const options = ['-displayfd', '3', '-config', file, '-logfile', log, '-noreset', '-ac']
  const quiet = ['-novtswitch', '-sharevts', '-nolisten', 'tcp']
  const server = spawn('Xorg', [...options, ...quiet], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
  })
  let number = ''
  server.stdio[3]?.on('data', (data: Buffer) => {
    number += data.toString()
  })
  await until(async () => number.endsWith('\n'))
  const desk = new Desk(`:${number.trim()}`)
  const manager = startManager(desk.display)
  onTestFinished(() => {
    manager?.kill()
    server.kill()
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 })
  })
  await desk.plugSecond(true)
  return desk
}
