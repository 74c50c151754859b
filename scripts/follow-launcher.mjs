// Loaded into the process that scripts/setup/launch.mjs starts, before anything else. Processes
// forked from here inherit the --import but not the variable: they follow nobody.
const launcher = Number(process.env.HINDCAST_LAUNCHER)
delete process.env.HINDCAST_LAUNCHER

/** Nobody presses Ctrl-C twice in so short a time. */
const SAME_MS = 300
const WATCH_MS = 500

if (launcher && launcher === process.ppid) {
  takeInterruptsOnce()
  interruptWhenAlone()
}

/**
 * Ctrl-C comes from the terminal to every process in it, and again from the launcher, who can't
 * know that; the second one would mean "now". Node calls process.emit for a signal.
 */
function takeInterruptsOnce() {
  /** @type {(...args: any[]) => boolean} */
  const emit = process.emit.bind(process)
  let last = Number.NEGATIVE_INFINITY
  /** @param {any[]} args */
  const once = (...args) => {
    if (args[0] === 'SIGINT') {
      const again = performance.now() - last < SAME_MS
      last = performance.now()
      if (again) return true
    }
    return emit(...args)
  }
  process.emit = /** @type {typeof process.emit} */ (once)
}

/** A launcher killed by force forwards nothing: then this process interrupts itself. */
function interruptWhenAlone() {
  const timer = setInterval(() => {
    if (process.ppid === launcher) return
    clearInterval(timer)
    process.kill(process.pid, 'SIGINT')
  }, WATCH_MS)
  timer.unref()
}
