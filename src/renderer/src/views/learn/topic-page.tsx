import { Button } from '@blueprintjs/core'
import { ExternalLink } from 'lucide-react'
import { useState } from 'react'
import type { RunDetail } from '../../../../shared/wire.ts'
import { ask } from '../../bridge.ts'
import { Icon } from '../../components/icon.tsx'
import { attempt } from '../../state/toaster.ts'
import { Equations } from './equations.tsx'
import { GradientPanel } from './gradient-panel.tsx'
import styles from './learn-page.module.css'
import { placeIn, useLearn } from './learn-state.ts'
import type { NetworkFacts } from './network-facts.ts'
import { StepsPanel } from './steps-panel.tsx'
import { SymbolTable } from './symbol-table.tsx'
import type { Topic } from './topic.ts'
import { useTrace } from './use-trace.ts'
import { WindowsPanel } from './windows-panel.tsx'

interface TopicPageProps {
  readonly topic: Topic
  readonly run: RunDetail | null
}

/** One topic: words, equations, each symbol with its number in the chosen run, and something to try. */
export function TopicPage({ topic, run }: TopicPageProps) {
  const [active, setActive] = useState<string | null>(null)
  const { model, trace } = useTrace(run, topic.cell)
  const { layer, step } = placeIn(trace.data, useLearn())
  const facts: NetworkFacts | null =
    run === null || model === null ? null : { run, model, trace: trace.data ?? null, layer, step }
  return (
    <>
      <h1>{topic.title}</h1>
      {topic.paragraphs.map(text => (
        <p key={text}>{text}</p>
      ))}
      <Equations equations={topic.equations} active={active} onActive={setActive} />
      <SymbolTable symbols={topic.symbols} facts={facts} active={active} onActive={setActive} />
      {topic.shows.includes('windows') && run && <WindowsPanel run={run} />}
      {topic.shows.includes('steps') && (
        <StepsPanel run={run} cell={topic.cell} model={model} trace={trace} />
      )}
      {topic.shows.includes('gradients') && <GradientPanel run={run} />}
      <nav className={styles['links']} aria-label="Read on">
        {topic.links.map(({ link, text }) => (
          <Button
            key={link}
            variant="minimal"
            size="small"
            text={text}
            endIcon={<Icon of={ExternalLink} size={13} />}
            onClick={() => void attempt(() => ask('openLink', { link }))}
          />
        ))}
      </nav>
    </>
  )
}
