import { RunsPanel } from '../runs/runs-panel.tsx'
import { SeriesPanel } from '../runs/series-panel.tsx'

/** What the sidebar holds, wherever it is drawn. */
export const SideContent = () => (
  <>
    <RunsPanel />
    <SeriesPanel />
  </>
)
