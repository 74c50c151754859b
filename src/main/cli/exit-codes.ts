/** What a shell hears: done, failed, wrong usage, interrupted and resumable. */
export const exitCodes = { done: 0, failed: 1, usage: 2, interrupted: 130 } as const

export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes]
