import { EmptyState } from '../../components/state.tsx'

/** Several runs side by side. */
export const ComparePage = ({ ids }: { readonly ids: readonly string[] }) => (
  <EmptyState title={`Compare ${ids.length} runs`} text="" />
)
