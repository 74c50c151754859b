import { displayName } from '../../../../../shared/charts/format.ts'
import { diaryTable } from '../../../../../shared/lab/diary-table.ts'
import type { Diary, DiaryEntry } from '../../../../../shared/lab-wire.ts'
import { HeadRow } from '../../../components/head-row.tsx'
import { Panel } from '../../../components/panel.tsx'
import { SaveTable } from '../../../components/save-table.tsx'
import { Scroller } from '../../../components/scroller.tsx'
import { SeriesKey } from '../../../components/series-key.tsx'
import { Tag } from '../../../components/tag.tsx'
import { formatDay, formatInstant, formatPercent, formatPrice } from '../../../format.ts'
import styles from './diary.module.css'
import { fileNameOf, hitsWords } from './words.ts'

interface EntriesPanelProps {
  readonly diary: Diary
  /** The run that the lab is at. */
  readonly run: string
  readonly shown: number
  readonly onChoose: (number: number) => void
}

const heads = ['Forecast', '', 'Error', 'Skill', 'In 80 %', 'In 95 %']

/** Every frozen forecast of the series, the newest first; one of them is shown. */
export function EntriesPanel({ diary, run, shown, onChoose }: EntriesPanelProps) {
  const { entries } = diary
  const save = (
    <SaveTable
      name="entries"
      fileName={`${fileNameOf(diary)}.csv`}
      table={() => diaryTable(entries)}
    />
  )
  return (
    <Panel
      title="Frozen forecasts"
      caption="error and skill on the days that came after freezing"
      tools={save}
      className={styles['panel'] ?? ''}
    >
      <Scroller label="Frozen forecasts, newest first" className={styles['scroller']}>
        <table className={styles['table']}>
          <HeadRow heads={heads} />
          {entries.toReversed().map(entry => (
            <EntryRows
              key={entry.number}
              entry={entry}
              isOwn={entry.frozen.run === run}
              isShown={entry.number === shown}
              onChoose={() => onChoose(entry.number)}
            />
          ))}
        </table>
      </Scroller>
    </Panel>
  )
}

interface EntryRowsProps {
  readonly entry: DiaryEntry
  readonly isOwn: boolean
  readonly isShown: boolean
  readonly onChoose: () => void
}

/** Whose it is, and a line for each forecaster, persistence first. */
function EntryRows({ entry, isOwn, isShown, onChoose }: EntryRowsProps) {
  const { frozen } = entry
  const names = ['persistence', ...frozen.models.map(({ name }) => name)]
  return (
    <tbody className={isShown ? styles['chosen'] : ''}>
      {names.map((name, i) => (
        <tr key={name}>
          {i === 0 && (
            <th scope="rowgroup" rowSpan={names.length} className={styles['whose']}>
              <Whose entry={entry} isOwn={isOwn} isShown={isShown} onChoose={onChoose} />
            </th>
          )}
          <Fared entry={entry} name={name} />
        </tr>
      ))}
    </tbody>
  )
}

function Whose({ entry, isOwn, isShown, onChoose }: EntryRowsProps) {
  const { number, isSound, frozen, score } = entry
  return (
    <>
      <button
        type="button"
        className={styles['choose']}
        aria-pressed={isShown}
        aria-label={`Show entry ${number}`}
        onClick={onChoose}
      >
        {number}
      </button>{' '}
      frozen {formatInstant(frozen.frozenAt)} {!isSound && <Tag tone="bad">✗ not as frozen</Tag>}
      <p className="caption">
        {isOwn ? 'this run' : `run ${frozen.run}`}, from {formatDay(frozen.origin)},{' '}
        {score.foretold} of {frozen.dates.length} days have come
        {score.known > 0 && `, ${score.known} known before`}
      </p>
      {frozen.quickLook && <Tag>quick look</Tag>}{' '}
      {frozen.source === 'simulated' && <Tag>simulated</Tag>}
    </>
  )
}

/** How one forecaster fared on the days foretold. */
function Fared({ entry, name }: { readonly entry: DiaryEntry; readonly name: string }) {
  const { frozen, score } = entry
  const own = score.forecasters.find(one => one.name === name)
  const isBase = name === 'persistence'
  const skill = isBase && score.foretold > 0 ? '0' : formatPercent(own?.skill, 1, { signed: true })
  const kind = isBase ? (styles['base'] ?? '') : ''
  return (
    <>
      <td className={`${styles['network']} ${kind}`}>
        <SeriesKey name={name} models={frozen.models} /> {displayName(name)}
      </td>
      <td className={kind}>{own?.rmse == null ? '–' : formatPrice(own.rmse, frozen.currency)}</td>
      <td className={kind}>{skill}</td>
      <td className={kind}>{hitsWords(score, name, 0.8)}</td>
      <td className={kind}>{hitsWords(score, name, 0.95)}</td>
    </>
  )
}
