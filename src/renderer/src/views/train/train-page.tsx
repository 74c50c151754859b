import { EmptyState } from '../../components/state.tsx'

/** The Train view. */
export const TrainPage = () => <EmptyState title="Train" text="Nothing here yet." />
