import { Button } from '@blueprintjs/core'
import { useAppState } from '../state/queries.ts'
import { useTrainers } from '../state/trainers.ts'
import { openDialog } from '../state/ui.ts'
import { Line, Section } from './section.tsx'
import styles from './settings.module.css'

/** Versions, and where to turn when something is wrong. */
export function AboutSection() {
  const app = useAppState().data
  const told = useTrainers().tensorflow
  if (app === undefined) return null
  const tensorflow = told ?? (app.engine.ready ? app.engine.tensorflow : null)
  const engine = tensorflow === null ? {} : { tensorflow }
  return (
    <Section title="About">
      <dl className={styles['facts']}>
        {Object.entries({ ...app.versions, ...engine }).map(([part, version]) => (
          <Fact key={part} name={partNames[part] ?? part} value={versionWords(version)} />
        ))}
        <Fact name="Window" value={app.host === 'electron' ? 'Electron' : 'Chromium app window'} />
      </dl>
      <Line text="Something is wrong?" about="Writes a file that helps to find out what.">
        <Button size="small" text="Report a problem…" onClick={() => openDialog('report')} />
      </Line>
    </Section>
  )
}

const partNames: Readonly<Record<string, string>> = {
  hindcast: 'Hindcast',
  node: 'Node',
  tensorflow: 'TensorFlow',
  tfjs: 'TensorFlow.js',
  platform: 'System',
}

/** A trainer tells its versions when it starts, and it starts when it is needed. */
const versionWords = (version: string): string =>
  version === 'unknown' ? 'known once something has trained' : version

const Fact = ({ name, value }: { readonly name: string; readonly value: string }) => (
  <>
    <dt>{name}</dt>
    <dd>{value}</dd>
  </>
)
