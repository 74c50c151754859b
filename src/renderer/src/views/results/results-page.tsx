import { EmptyState } from '../../components/state.tsx'

/** The Results view. */
export const ResultsPage = () => <EmptyState title="Results" text="Nothing here yet." />
