/** Lets several keep the computer awake: it may sleep when none of them wants it any more. */
export function shareKeepAwake(
  keepAwake: (on: boolean) => void
): (who: string) => (on: boolean) => void {
  const wanting = new Set<string>()
  return who => on => {
    const before = wanting.size > 0
    if (on) wanting.add(who)
    else wanting.delete(who)
    if (wanting.size > 0 !== before) keepAwake(wanting.size > 0)
  }
}
