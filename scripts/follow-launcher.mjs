// Loaded into the process that scripts/setup/launch.mjs starts. When the launcher is killed by
// force it can forward nothing: this process then sends the signal to itself, within half a
// second. Processes forked from here inherit the --import but not the variable, so it is theirs
// to follow nobody.
const launcher = Number(process.env.HINDCAST_LAUNCHER)
delete process.env.HINDCAST_LAUNCHER

if (launcher && launcher === process.ppid) {
  const timer = setInterval(() => {
    if (process.ppid === launcher) return
    clearInterval(timer)
    process.kill(process.pid, 'SIGTERM')
  }, 500)
  timer.unref()
}
