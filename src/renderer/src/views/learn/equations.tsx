import katex from 'katex'
import 'katex/dist/katex.min.css'
import { useEffect, useRef } from 'react'
import styles from './equations.module.css'
import type { Equation } from './topic.ts'

interface EquationsProps {
  readonly equations: readonly Equation[]
  readonly active: string | null
  readonly onActive: (symbol: string | null) => void
}

/** Set equations with their words; the symbol in question lights up in all of them. */
export function Equations({ equations, active, onActive }: EquationsProps) {
  if (equations.length === 0) return null
  return (
    <dl className={styles['equations']}>
      {equations.map(({ tex, says }) => (
        <div key={tex}>
          <dt>
            <Formula tex={tex} active={active} onActive={onActive} />
          </dt>
          <dd>{says}</dd>
        </div>
      ))}
    </dl>
  )
}

interface FormulaProps {
  readonly tex: string
  readonly active?: string | null
  readonly onActive?: (symbol: string | null) => void
  readonly inline?: boolean
}

/** One formula. KaTeX writes MathML beside what it draws, which is what screen readers read. */
export function Formula({ tex, active = null, onActive, inline = false }: FormulaProps) {
  const box = useRef<HTMLSpanElement>(null)
  useEffect(() => {
    if (box.current === null) return
    katex.render(tex, box.current, {
      displayMode: !inline,
      throwOnError: true,
      // our own formulas, and only to find their symbols again
      trust: ({ command }) => command === '\\htmlClass',
      strict: false,
    })
  }, [tex, inline])
  useEffect(() => {
    for (const symbol of box.current?.querySelectorAll('[class*="symbol-"]') ?? [])
      symbol.classList.toggle('is-active', symbolOf(symbol) === active)
  })
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: a shortcut for the pointer; the table's rows do the same by keyboard
    // biome-ignore lint/a11y/useKeyWithMouseEvents: as above
    <span
      ref={box}
      className={styles['formula']}
      onMouseOver={event => onActive?.(symbolOf(event.target as Element))}
      onMouseLeave={() => onActive?.(null)}
    />
  )
}

/** Which symbol a piece of a formula belongs to. */
function symbolOf(element: Element): string | null {
  const marked = element.closest('[class*="symbol-"]')
  const name = [...(marked?.classList ?? [])].find(one => one.startsWith('symbol-'))
  return name?.slice('symbol-'.length) ?? null
}
