import { cleanup, fireEvent, render, screen } from '@testing-library/react'
import { useState } from 'react'
import { afterEach, describe, expect, it } from 'vitest'
import { ShiftSlider } from '../../../../src/renderer/src/views/results/shift-slider.tsx'
import type { ChartData } from '../../../../src/shared/charts/chart-data.ts'
import { smallRun } from '../../../shared/charts/small-run.ts'

afterEach(cleanup)

/** A network that says yesterday's value for every day. */
const copying: ChartData = {
  ...smallRun,
  predictions: {
    ...smallRun.predictions,
    models: { rnn: [0.9, ...smallRun.predictions.actual.slice(0, -1)] },
  },
}

function Held() {
  const [shift, setShift] = useState(0)
  return <ShiftSlider data={copying} model="rnn" shift={shift} onShift={setShift} />
}

function open() {
  render(<Held />)
  return screen.getByRole('slider', { name: 'Shift the prediction' })
}

describe('the slider that shifts a prediction', () => {
  it('goes from −5 to +5 by days and begins at none', () => {
    const slider = open()
    const { min, max, step, value } = slider as HTMLInputElement
    expect([min, max, step, value]).toEqual(['-5', '5', '1', '0'])
    expect(slider.getAttribute('aria-valuetext')).toMatch(/^0\u00a0days: RMSE 0\.0/)
  })

  it('reads out the error at each shift in a live region, and says when it is yesterday', () => {
    const slider = open()
    expect(screen.getByRole('status').textContent).toContain('It fits yesterday.')
    fireEvent.change(slider, { target: { value: '-1' } })
    expect(slider.getAttribute('aria-valuetext')).toContain('\u22121\u00a0day: RMSE')
    expect(screen.getByRole('status').textContent).toContain('This is yesterday')
  })

  it('marks the best fit once, at −1', () => {
    open()
    expect(screen.getAllByText('best fit')).toHaveLength(1)
  })
})
