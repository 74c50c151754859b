/** The mark: a price line that ends at the origin and goes on from there as a level dashed line. */
export const Mark = () => (
  <svg width="22" height="22" viewBox="0 0 24 24" aria-hidden="true">
    <rect x="0.5" y="0.5" width="23" height="23" rx="5.5" fill="var(--ink)" />
    <g fill="none" stroke="var(--panel)" strokeLinecap="round" strokeLinejoin="round">
      <path d="M3.5 15 7 10l3 3.2L14 7.5" strokeWidth="1.8" />
      <path d="M14 4.5v15" strokeWidth="0.8" opacity="0.55" />
      <path d="M16.5 7.5h1.2M20 7.5h0.6" strokeWidth="1.8" />
    </g>
  </svg>
)
