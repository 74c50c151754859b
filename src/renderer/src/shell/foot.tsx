import { CloudOff, Globe, TriangleAlert } from 'lucide-react'
import { useEffect, useState } from 'react'
import { Icon } from '../components/icon.tsx'
import { runCommand } from '../state/commands.ts'
import { useLeaving } from '../state/leaving.ts'
import { useAppState, useRuns } from '../state/queries.ts'
import { useTrainers } from '../state/trainers.ts'
import styles from './foot.module.css'

/** Privacy, what is saved, what the trainers do. */
export const Foot = () => (
  <footer className={styles['foot']}>
    <Privacy />
    <Saved />
    <span className="grow" />
    <Trainers />
  </footer>
)

/** How long it is said that something was asked, in ms. */
const recent = 20_000

function Privacy() {
  const { asking, asked } = useLeaving()
  const [, wake] = useState(0)
  useEffect(() => {
    if (asked === null) return
    const timer = setTimeout(() => wake(asked.at), recent)
    return () => clearTimeout(timer)
  }, [asked])
  const wasAsked = asked !== null && Date.now() - asked.at < recent
  const words =
    asking.length > 0
      ? `Asking Yahoo for ${asking.join(', ')}, nothing else leaves this computer`
      : wasAsked
        ? `Yahoo was asked for ${asked.symbol}, nothing else left this computer`
        : 'Nothing leaves this computer'
  return (
    <span role="status" className={styles['item']}>
      <Icon of={asking.length > 0 ? Globe : CloudOff} size={12} />
      {words}
    </span>
  )
}

/** Trainers write a checkpoint every two seconds, and on pause. */
function Saved() {
  const { data: runs } = useRuns()
  if (runs === undefined || runs.length === 0) return null
  const trains = runs.some(run => run.state === 'training')
  return <span>{trains ? 'Checkpoint every 2 s' : 'All saved'}</span>
}

function Trainers() {
  const { busy, most, tensorflow } = useTrainers()
  const engine = useAppState().data?.engine
  if (engine?.ready === false) {
    return (
      <button type="button" className={styles['warn']} onClick={() => runCommand('settings')}>
        <Icon of={TriangleAlert} size={12} />
        No training here: {engine.reason}
      </button>
    )
  }
  const version = tensorflow ?? engine?.tensorflow
  const count = most || engine?.trainers
  if (count === undefined) return null
  return (
    <span>
      {version ? `TensorFlow ${version}, ` : ''}
      {busy > 0
        ? `${busy} of ${count} ${trainers(count)} busy`
        : `${count} ${trainers(count)} idle`}
    </span>
  )
}

const trainers = (count: number) => (count === 1 ? 'trainer' : 'trainers')
