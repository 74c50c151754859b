import { Button } from '@blueprintjs/core'
import { ChartLine, FileText, Search } from 'lucide-react'
import type { ReactNode } from 'react'
import { useState } from 'react'
import { Icon } from '../../components/icon.tsx'
import { chooseFiles } from '../../state/import-files.ts'
import { useAppState } from '../../state/queries.ts'
import { DashedLine } from './dashed-line.tsx'
import styles from './empty-page.module.css'
import { startQuickLook, takeSample } from './start-quick-look.ts'
import { TickerBox } from './ticker-box.tsx'

/** The first start: what this is about, and three ways to a series. */
export const EmptyPage = () => (
  <div className={styles['empty']}>
    <DashedLine />
    <h1>Can a network beat the dashed line?</h1>
    <p className={styles['lead']}>
      Hindcast trains recurrent networks on daily prices and tells you whether they did better than
      repeating yesterday. Start with a series.
    </p>
    <div className={styles['ways']}>
      <SampleWay />
      <Way
        icon={<Icon of={Search} />}
        title="Type a ticker"
        text="Fetches daily prices from Yahoo once and keeps them here."
      >
        <div className={styles['ticker']}>
          <TickerBox />
        </div>
      </Way>
      <Way
        icon={<Icon of={FileText} />}
        title="Drop a CSV anywhere"
        text="Needs a date and a close. Comma or semicolon, any column order."
      >
        <Button text="Choose a file" onClick={() => chooseFiles()} />
      </Way>
    </div>
    <p className={styles['other']}>
      Or take{' '}
      <button type="button" onClick={() => void takeSample('momentum')}>
        the momentum sample
      </button>
      , simulated too, on which a network should win.
    </p>
  </div>
)

function SampleWay() {
  const engine = useAppState().data?.engine
  const [isStarting, setIsStarting] = useState(false)
  const canTrain = engine?.ready !== false
  const start = async () => {
    setIsStarting(true)
    await (canTrain ? startQuickLook() : takeSample('random-walk'))
    setIsStarting(false)
  }
  const text = canTrain
    ? 'Simulated, works offline. A first result in under a minute.'
    : `Simulated, works offline. Training is not ready: ${engine.reason}. ${engine.remedy}`
  return (
    <Way icon={<Icon of={ChartLine} />} title="Take the random-walk sample" text={text}>
      <Button
        intent="primary"
        autoFocus
        loading={isStarting}
        text={canTrain ? 'Train on the sample' : 'Take the sample'}
        onClick={() => void start()}
      />
    </Way>
  )
}

interface WayProps {
  readonly icon: ReactNode
  readonly title: string
  readonly text: string
  readonly children: ReactNode
}

const Way = ({ icon, title, text, children }: WayProps) => (
  <section className={styles['way']} aria-label={title}>
    {icon}
    <div>
      <h2>{title}</h2>
      <p className="small muted">{text}</p>
    </div>
    {children}
  </section>
)
