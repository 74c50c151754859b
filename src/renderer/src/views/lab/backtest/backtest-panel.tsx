import { backtestWords } from '../../../../../shared/studies/describe-study.ts'
import type { RunDetail } from '../../../../../shared/wire.ts'
import { DaysField } from '../../../components/days-field.tsx'
import { Segmented } from '../../../components/segmented.tsx'
import { StudyFrame } from '../study-frame.tsx'
import { useBacktestChoice } from './backtest-choice.ts'
import { BacktestFindings } from './backtest-findings.tsx'

const trainings = [
  { value: 'fixed', text: 'Fixed networks' },
  { value: 'each origin', text: 'Train at each' },
] as const

/** Forecasts from many past days: how far ahead does a network help? */
export function BacktestPanel({ run }: { readonly run: RunDetail }) {
  const spec = useBacktestChoice()
  return (
    <StudyFrame
      run={run.summary.id}
      spec={spec}
      start="Start the backtest"
      unit={spec.training === 'fixed' ? 'network' : 'training'}
      describe={backtestWords}
      choices={<Choices />}
    >
      {(results, study) => <BacktestFindings run={run} results={results} study={study} />}
    </StudyFrame>
  )
}

function Choices() {
  const { stride, horizon, training } = useBacktestChoice()
  return (
    <>
      <DaysField
        label="Origins every"
        most={365}
        days={stride}
        onChange={days => useBacktestChoice.setState({ stride: days })}
      />
      <DaysField
        label="Days ahead"
        most={365}
        days={horizon}
        onChange={days => useBacktestChoice.setState({ horizon: days })}
      />
      <Segmented
        label="Networks"
        options={trainings}
        value={training}
        onChange={value => useBacktestChoice.setState({ training: value })}
      />
    </>
  )
}
