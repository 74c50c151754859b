import { useMemo, useRef, useState } from 'react'
import { toChartData } from '../../../../shared/charts/chart-data.ts'
import { withSeeds } from '../../../../shared/charts/seed-data.ts'
import type { RunFigures } from '../../../../shared/wire.ts'
import { SeedsStrip } from '../../seeds/seeds-strip.tsx'
import { useSeeds } from '../../seeds/use-seeds.ts'
import { EnvelopePanel } from './envelope-panel.tsx'
import { ChangePanel, ResidualsPanel } from './error-panels.tsx'
import { FitPanel } from './fit-panel.tsx'
import { MeasuresPanel } from './measures-panel.tsx'
import { Provenance } from './provenance.tsx'
import styles from './results.module.css'
import { fileNameOf } from './run-title.ts'
import { Troubles } from './troubles.tsx'
import { VerdictPanel } from './verdict-panel.tsx'
import { findClosest } from './verdict-words.ts'

/** A finished run: the verdict, the picture, the figures, how they were made. */
export function ResultsView({ figures }: { readonly figures: RunFigures }) {
  const { results } = figures
  const { shown } = useSeeds(results.id)
  const own = useMemo(() => toChartData(figures), [figures])
  const data = useMemo(() => (shown === null ? own : withSeeds(own, shown)), [own, shown])
  const closest = findClosest(results)?.verdict.model ?? data.models[0]?.name ?? ''
  const [model, setModel] = useState(closest)
  const [isWide, setIsWide] = useState(false)
  const [shift, setShift] = useState(0)
  const slider = useRef<HTMLInputElement>(null)
  const showCopy = (copy: string) => {
    setModel(copy)
    setShift(-1)
    slider.current?.focus()
  }
  const one = model === 'all' ? closest : model
  const fileName = fileNameOf(results)
  const shared = { data, fileName }
  return (
    <div className={styles['view']}>
      <VerdictPanel results={results} models={data.models} fileName={fileName} />
      <Troubles results={results} />
      <EnvelopePanel results={results} />
      <SeedsStrip run={results.id} />
      <div className={`${styles['figures']} ${isWide ? styles['wide'] : ''}`}>
        <FitPanel
          {...shared}
          own={own}
          model={model}
          onModel={setModel}
          closest={closest}
          shift={shift}
          onShift={setShift}
          slider={slider}
        />
        <MeasuresPanel
          results={results}
          seeds={shown}
          models={data.models}
          fileName={fileName}
          isWide={isWide}
          onWide={setIsWide}
          onCopy={showCopy}
        />
        <ChangePanel {...shared} model={one} />
        <ResidualsPanel {...shared} model={one} />
      </div>
      <Provenance results={results} />
    </div>
  )
}
