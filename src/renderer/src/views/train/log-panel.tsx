import { Button } from '@blueprintjs/core'
import { Copy } from 'lucide-react'
import { useLayoutEffect, useMemo, useRef } from 'react'
import { toldEvery } from '../../../../shared/lab/told-epochs.ts'
import { Icon } from '../../components/icon.tsx'
import { Panel } from '../../components/panel.tsx'
import { formatCount } from '../../format.ts'
import type { LiveTraining } from '../../state/live-run.ts'
import { say } from '../../state/toaster.ts'
import { logLines, nameWidth } from './log-words.ts'
import styles from './train.module.css'

/** The tutorial's lines; can be selected and copied. */
export function LogPanel({ training, epochs }: { training: LiveTraining; epochs: number }) {
  const { log, watched } = training
  const width = nameWidth(training)
  const lines = useMemo(() => logLines(log, watched, width), [log, watched, width])
  const box = useRef<HTMLPreElement>(null)
  const isAtEnd = useRef(true)
  useLayoutEffect(() => {
    if (box.current !== null && isAtEnd.current && lines.length > 0)
      box.current.scrollTop = box.current.scrollHeight
  }, [lines])
  const onScroll = ({
    currentTarget: { scrollTop, scrollHeight, clientHeight },
  }: React.UIEvent) => {
    isAtEnd.current = scrollHeight - scrollTop - clientHeight < 20
  }
  const tools = (
    <Button
      variant="minimal"
      size="small"
      icon={<Icon of={Copy} />}
      text="Copy"
      aria-label="Copy the log"
      disabled={lines.length === 0}
      onClick={() => void copy(lines, box.current)}
    />
  )
  const every = toldEvery(epochs)
  const caption = every === 1 ? 'every epoch' : `every ${formatCount(every)} epochs`
  return (
    <Panel title="Log" caption={caption} tools={tools}>
      <pre
        ref={box}
        className={styles['log']}
        onScroll={onScroll}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a scroller without focus cannot be scrolled by keyboard
        tabIndex={0}
        role="log"
        aria-live="off"
        aria-label="Log"
      >
        {lines.slice(0, -1).map(line => `${line}\n`)}
        <span className={styles['now']}>
          {lines.at(-1) ?? `The first line comes at epoch ${formatCount(every)}.`}
        </span>
      </pre>
    </Panel>
  )
}

/** Where the clipboard is refused the lines are selected, so that one key copies them. */
async function copy(lines: readonly string[], box: HTMLElement | null): Promise<void> {
  try {
    await navigator.clipboard.writeText(`${lines.join('\n')}\n`)
    await say({ text: `Copied ${lines.length === 1 ? 'the line' : `${lines.length} lines`}.` })
  } catch {
    if (box !== null) getSelection()?.selectAllChildren(box)
    await say({ text: 'The clipboard is not open to us. The log is selected: copy it yourself.' })
  }
}
