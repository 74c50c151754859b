import { EmptyState } from '../../components/state.tsx'

/** The Data view. */
export const DataPage = () => <EmptyState title="Data" text="Nothing here yet." />
