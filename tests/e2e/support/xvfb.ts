import { spawn } from 'node:child_process'

/** A screen that nobody sees, for a test of the window as it is on a desktop. */
export interface Screen {
  readonly display: string
  stop(): Promise<void>
}

/** Throws with a remedy where there is no Xvfb. */
export async function openScreen(size = '1440x900x24'): Promise<Screen> {
  const server = spawn(
    'Xvfb',
    ['-displayfd', '3', '-screen', '0', size, '-nolisten', 'tcp', '-ac'],
    { stdio: ['ignore', 'ignore', 'ignore', 'pipe'] }
  )
  const ended = new Promise<void>(resolve => server.once('exit', () => resolve()))
  const number = await new Promise<string>((resolve, reject) => {
    let said = ''
    server.once('error', () => reject(new Error('This test needs Xvfb: apt-get install xvfb.')))
    server.once('exit', code => reject(new Error(`Xvfb ended with ${code}`)))
    server.stdio[3]?.on('data', (data: Buffer) => {
      said += data.toString()
      if (said.includes('\n')) resolve(said.trim())
    })
  })
  const stop = async () => {
    server.kill()
    await ended
  }
  return { display: `:${number}`, stop }
}
