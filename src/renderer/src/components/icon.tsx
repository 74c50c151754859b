import type { LucideIcon } from 'lucide-react'

/** One of Lucide's icons at 16 px with a stroke of 1.5. It has no name: the control it is in has one. */
export const Icon = ({ of: Drawing, size = 16 }: { of: LucideIcon; size?: number }) => (
  <Drawing size={size} strokeWidth={1.5} absoluteStrokeWidth aria-hidden="true" />
)
