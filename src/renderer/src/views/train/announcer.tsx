import { useEffect, useRef, useState } from 'react'
import type { LiveTraining } from '../../state/live-run.ts'
import { isOver } from './time-left.ts'
import { doneWords } from './train-words.ts'

/** Tells whoever cannot see it that a network is through; nothing else is told unasked. */
export function Announcer({ training }: { readonly training: LiveTraining | null }) {
  const [words, setWords] = useState('')
  const known = useRef<{ run: string; over: ReadonlySet<string> } | null>(null)
  useEffect(() => {
    if (training === null) return
    const ended = training.models.filter(isOver)
    const before = known.current?.run === training.run ? known.current.over : null
    known.current = { run: training.run, over: new Set(ended.map(({ model }) => model)) }
    const news = before === null ? [] : ended.filter(({ model }) => !before.has(model))
    if (news.length > 0) setWords(news.map(doneWords).join(' '))
  }, [training])
  return (
    <p className="unseen" role="status">
      {words}
    </p>
  )
}
