import { type ReactNode, useMemo } from 'react'
import { FormProvider, useWatch } from 'react-hook-form'
import type { SeriesDetail } from '../../../shared/wire.ts'
import { titleOf } from '../series-words.ts'
import { useCommand } from '../state/commands.ts'
import { useDraft } from '../state/draft.ts'
import { useAppState, useRuns } from '../state/queries.ts'
import { say } from '../state/toaster.ts'
import { useUi } from '../state/ui.ts'
import { useChosenSeries } from './chosen-series.ts'
import { DataSection } from './data-section.tsx'
import styles from './experiment-form.module.css'
import { FormFoot } from './form-foot.tsx'
import { countErrors } from './form-schema.ts'
import { useFormUi } from './form-ui.ts'
import { MoreSection } from './more-section.tsx'
import { NetworksSection } from './networks-section.tsx'
import { PresetMenu } from './preset-menu.tsx'
import { ProtocolSection } from './protocol-section.tsx'
import { readinessOf } from './readiness.ts'
import { seedsError } from './seeds-field.tsx'
import { TrainingSection } from './training-section.tsx'
import { useDraftForm } from './use-draft-form.ts'
import { useEstimate } from './use-estimate.ts'
import { useStart } from './use-start.ts'

/** Every field of the experiment in its section, and the button that starts it. */
export function ExperimentFields({ tools }: { readonly tools: ReactNode }) {
  const form = useDraftForm()
  const experiment = useDraft(draft => draft.experiment)
  const revision = useUi(ui => ui.revision)
  const series = useChosenSeries()
  const engine = useAppState().data?.engine
  const isBusy = (useRuns().data ?? []).some(run => /^(training|queued)$/.test(run.state))
  const seeds = useFormUi(ui => ui.seeds)
  const errors = countErrors(form.formState.errors) + (seedsError(seeds) === null ? 0 : 1)
  const hasChosen = revision !== null
  const readiness = useMemo(
    () => readinessOf({ experiment, errors, hasChosen, series, engine }),
    [experiment, errors, hasChosen, series, engine]
  )
  const wanted = readiness.title === null && !isBusy
  const timing = useEstimate(experiment, revision, wanted, Number(seeds))
  const { start, isStarting } = useStart()
  useCommand('start-run', () => {
    if (readiness.title === null) start()
    else void say({ text: [readiness.title, readiness.next].filter(Boolean).join('. ') })
  })
  const networks = useWatch({ control: form.control, name: 'models' }).length
  return (
    <FormProvider {...form}>
      <form
        className={styles['fields']}
        noValidate
        autoComplete="off"
        onSubmit={event => event.preventDefault()}
      >
        <header className={styles['head']}>
          <h2 className="grow">Experiment</h2>
          <PresetMenu />
          {tools}
        </header>
        <ProtocolSection />
        <NetworksSection estimate={timing.estimate} />
        <DataSection />
        <TrainingSection />
        <MoreSection />
      </form>
      <FormFoot
        {...{ readiness, isBusy, isStarting, networks, timing }}
        seeds={Number(seeds)}
        series={series && trainedOn(series)}
        onStart={start}
      />
    </FormProvider>
  )
}

/** The series by name, and which of its revisions when that is not the newest. */
function trainedOn({ summary, revision, revisions }: SeriesDetail): string {
  const place = revisions.findIndex(({ id }) => id === revision.id) + 1
  const older = place < revisions.length ? `, revision ${place} of ${revisions.length}` : ''
  return `${titleOf(summary)}${older}`
}
