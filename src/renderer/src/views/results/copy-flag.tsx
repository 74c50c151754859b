import { Tooltip } from '@blueprintjs/core'
import { displayName } from '../../../../shared/charts/format.ts'
import { copyMeaning, repeatsYesterday } from '../../../../shared/lab/copycat-words.ts'
import { Tag } from '../../components/tag.tsx'
import styles from './measures-panel.module.css'

interface CopyFlagProps {
  readonly name: string
  /** Shifts that network's prediction so that one sees it; null where none is drawn. */
  readonly onShow: ((name: string) => void) | null
}

/** “repeats yesterday”, with what that means; pressed, it shows the prediction snapping onto yesterday. */
export function CopyFlag({ name, onShow }: CopyFlagProps) {
  const tag = <Tag tone="warn">{repeatsYesterday}</Tag>
  const about = onShow === null ? copyMeaning : `${copyMeaning} Press to see it shifted.`
  return (
    <Tooltip
      content={<span className={styles['about']}>{about}</span>}
      placement="top"
      hoverOpenDelay={300}
    >
      {onShow === null ? (
        tag
      ) : (
        <button
          type="button"
          className={styles['flag']}
          aria-label={`${displayName(name)} ${repeatsYesterday}: show it shifted by a day`}
          aria-description={copyMeaning}
          onClick={() => onShow(name)}
        >
          {tag}
        </button>
      )}
    </Tooltip>
  )
}
