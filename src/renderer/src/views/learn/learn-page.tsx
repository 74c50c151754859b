import { lazy, Suspense, useState } from 'react'
import { Waiting } from '../../components/state.tsx'
import { useRun } from '../../state/queries.ts'
import { useUi } from '../../state/ui.ts'
import styles from './learn-page.module.css'
import { useLearn } from './learn-state.ts'
import { topicOf, topics } from './topics.ts'

// KaTeX is as large as the rest of the view: it is fetched when a person comes here
const TopicPage = lazy(() => import('./topic-page.tsx').then(m => ({ default: m.TopicPage })))

/** What the networks do, in words, equations and the numbers of one's own run. */
export function LearnPage() {
  const current = useLearn(learn => learn.topic)
  const id = useUi(ui => ui.run)
  const run = useRun(id)
  const [reader] = useState(() => ({ top: null as HTMLElement | null }))
  return (
    <div className={styles['page']}>
      <nav className={styles['topics']} aria-label="Topics">
        {topics.map(({ id: topic, title }) => (
          <button
            key={topic}
            type="button"
            {...(topic === current ? { 'aria-current': 'page' as const } : {})}
            onClick={() => {
              useLearn.setState({ topic })
              reader.top?.scrollTo({ top: 0 })
            }}
          >
            {title}
          </button>
        ))}
      </nav>
      <article
        className={styles['article']}
        ref={element => {
          reader.top = element
        }}
      >
        <Suspense fallback={<Waiting text="Opening" />}>
          <TopicPage topic={topicOf(current)} run={run.data ?? null} />
        </Suspense>
      </article>
    </div>
  )
}
