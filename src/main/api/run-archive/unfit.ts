/** Why a file is no run that can be taken over, in words. */
export class Unfit extends Error {}

/** @throws Unfit when it is not so */
export function demand(isSo: boolean, otherwise: string): void {
  if (!isSo) throw new Unfit(otherwise)
}
