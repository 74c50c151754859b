import { type ChainState, chainWords } from '../../../../../shared/lab/diary-chain.ts'
import type { DiaryNote } from '../../../../../shared/lab/diary-entry.ts'
import { formatInstant } from '../../../format.ts'
import styles from './diary.module.css'

interface ChainStripProps {
  readonly chain: ChainState
  readonly notes: readonly DiaryNote[]
}

const tones = {
  empty: 'quiet',
  intact: 'good',
  older: 'warn',
  unwitnessed: 'warn',
  broken: 'bad',
} as const

const glyphs = { quiet: '·', good: '✓', warn: '⚠', bad: '✗' } as const

/** Whether anybody changed what was frozen, in words, and the head to be kept elsewhere. */
export function ChainStrip({ chain, notes }: ChainStripProps) {
  const tone = tones[chain.state]
  return (
    <div className={`${styles['chain']} ${styles[tone]}`} role="status" aria-label="Chain">
      <p>
        <span aria-hidden="true">{glyphs[tone]}</span> {chainWords(chain)}
      </p>
      {chain.head !== null && (
        <p className="caption">
          Its head, to be kept elsewhere (every report has it): who knows it can tell later that
          nothing before it was changed. <code className={styles['hash']}>{chain.head}</code>
        </p>
      )}
      {notes.map(({ number, frozenAt, text }) => (
        <p key={number} className="caption">
          Entry {number}, {formatInstant(frozenAt)}: {text}
        </p>
      ))}
    </div>
  )
}
