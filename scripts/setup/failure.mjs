/** A failure of set-up that a person can do something about: one sentence and its remedy. */
export class SetupFailure extends Error {
  /**
   * @param {string} sentence what is wrong, in plain words
   * @param {string} remedy what to do about it
   * @param {{ cause?: unknown }} [options]
   */
  constructor(sentence, remedy, options) {
    super(sentence, options)
    this.name = 'SetupFailure'
    this.remedy = remedy
  }
}

/**
 * Runs a script's main function; an expected failure ends with its sentence and exit code 1.
 * A bug keeps its stack trace: it is for us, not for the person.
 * @param {() => Promise<number | void>} main
 */
export async function runMain(main) {
  try {
    process.exitCode = (await main()) ?? process.exitCode ?? 0
  } catch (error) {
    if (!(error instanceof SetupFailure)) throw error
    process.stderr.write(`\n${error.message}\n${error.remedy}\n`)
    process.exitCode = 1
  }
}
