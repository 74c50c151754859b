/** Days ahead that a short table shows: 1, 2, 3, 5, then every fifth, then every tenth; and the last. */
export const toldSteps = (horizon: number): number[] =>
  Array.from({ length: horizon }, (_, h) => h + 1).filter(
    step =>
      step <= 3 ||
      step === horizon ||
      (step <= 30 && step % 5 === 0) ||
      (step < 100 && step % 10 === 0) ||
      step % 30 === 0
  )
