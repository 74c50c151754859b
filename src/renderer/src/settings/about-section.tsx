import { Button } from '@blueprintjs/core'
import { useAppState } from '../state/queries.ts'
import { openDialog } from '../state/ui.ts'
import { Line, Section } from './section.tsx'
import styles from './settings.module.css'

/** Versions, and where to turn when something is wrong. */
export function AboutSection() {
  const app = useAppState().data
  if (app === undefined) return null
  return (
    <Section title="About">
      <dl className={styles['facts']}>
        {Object.entries(app.versions).map(([part, version]) => (
          <Fact key={part} name={part} value={version} />
        ))}
        <Fact name="window" value={app.host === 'electron' ? 'Electron' : 'Chromium app window'} />
      </dl>
      <Line text="Something is wrong?" about="Writes a file that helps to find out what.">
        <Button size="small" text="Report a problem…" onClick={() => openDialog('report')} />
      </Line>
    </Section>
  )
}

const Fact = ({ name, value }: { readonly name: string; readonly value: string }) => (
  <>
    <dt>{name}</dt>
    <dd>{value}</dd>
  </>
)
