import { EmptyState } from '../../components/state.tsx'

/** The Forecast view. */
export const ForecastPage = () => <EmptyState title="Forecast" text="Nothing here yet." />
