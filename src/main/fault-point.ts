/**
 * Named places at which a test may have the process killed, to prove that nothing is
 * half-recorded there. `HINDCAST_FAULT=name` or `name:3` (the third time it is passed).
 * A name is `room/place`; the place alone matches every room.
 */
const passed = new Map<string, number>()

/** Does nothing unless HINDCAST_FAULT names this point; then this process dies here by SIGKILL. */
export function faultPoint(name: string): void {
  const wanted = process.env['HINDCAST_FAULT']
  if (wanted === undefined || wanted === '') return
  const [point = '', nth = '1'] = wanted.split(':')
  if (name !== point && !name.endsWith(`/${point}`)) return
  const times = (passed.get(point) ?? 0) + 1
  passed.set(point, times)
  if (times === Number(nth)) die()
}

function die(): never {
  process.kill(process.pid, 'SIGKILL')
  // The signal may take a moment to arrive; nothing may run on meanwhile.
  for (;;) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 1000)
}
