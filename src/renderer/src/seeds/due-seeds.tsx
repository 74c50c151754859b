import type { RunDetail } from '../../../shared/wire.ts'

/** Over a run that trains: that it was started with several seeds, and when the others begin. */
export const DueSeeds = ({ detail: { seedsDue, summary } }: { readonly detail: RunDetail }) =>
  seedsDue === null || summary.state === 'finished' ? null : (
    <p className="caption">
      {seedsDue === 2
        ? 'One other seed trains once this run is finished.'
        : `${seedsDue - 1} other seeds train once this run is finished.`}
    </p>
  )
