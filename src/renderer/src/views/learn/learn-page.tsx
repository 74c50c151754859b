import { EmptyState } from '../../components/state.tsx'

/** The Learn view. */
export const LearnPage = () => <EmptyState title="Learn" text="Nothing here yet." />
