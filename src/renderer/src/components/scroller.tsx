import type { ReactNode, Ref } from 'react'

interface ScrollerProps {
  readonly label: string
  readonly className?: string | undefined
  readonly ref?: Ref<HTMLElement>
  readonly children: ReactNode
}

/** What scrolls inside a panel. It takes the focus, because only so can it be scrolled by keyboard. */
export const Scroller = ({ label, className, ref, children }: ScrollerProps) => (
  <section
    ref={ref}
    className={className}
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scroller without focus cannot be scrolled by keyboard
    tabIndex={0}
    aria-label={label}
  >
    {children}
  </section>
)
