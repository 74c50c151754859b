/** From edge to edge of a band of half-width w of ln P, as a share of the prediction: e^w − e^{−w}. */
export const relativeWidth = (width: number): number => 2 * Math.sinh(width)

/** The band's edges around a prediction. */
export const bandEdges = (prediction: number, width: number): { low: number; high: number } => ({
  low: prediction * Math.exp(-width),
  high: prediction * Math.exp(width),
})
