// @vitest-environment jsdom
import { cleanup, render, screen } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { afterEach, expect, it, vi } from 'vitest'
import { HorizonField } from '../../../../src/renderer/src/views/forecast/horizon-field.tsx'

afterEach(cleanup)

const open = () => {
  const onChange = vi.fn<(days: number) => void>()
  render(<HorizonField days={30} onChange={onChange} />)
  return { onChange, field: screen.getByLabelText<HTMLInputElement>('Horizon') }
}

it('takes a number up on Enter, not while it is typed', async () => {
  const { onChange, field } = open()
  await userEvent.click(field)
  await userEvent.type(field, '45', { initialSelectionStart: 0, initialSelectionEnd: 2 })
  expect(onChange).not.toHaveBeenCalled()
  await userEvent.keyboard('{Enter}')
  expect(onChange).toHaveBeenCalledExactlyOnceWith(45)
})

it('takes up nothing that is no horizon, and marks the field', async () => {
  const { onChange, field } = open()
  await userEvent.click(field)
  await userEvent.type(field, '400', { initialSelectionStart: 0, initialSelectionEnd: 2 })
  expect(field).toHaveProperty('ariaInvalid', 'true')
  await userEvent.keyboard('{Enter}')
  await userEvent.tab()
  expect(onChange).not.toHaveBeenCalled()
  expect(field.value).toBe('30')
})

it('is written over by whoever tabs into it and types', async () => {
  const { onChange } = open()
  await userEvent.tab()
  await userEvent.keyboard('12{Enter}')
  await userEvent.keyboard('7{Enter}')
  expect(onChange.mock.calls).toEqual([[12], [7]])
})

it('goes a day up and down with the arrows', async () => {
  const { onChange, field } = open()
  await userEvent.click(field)
  await userEvent.keyboard('{ArrowUp}')
  await userEvent.keyboard('{ArrowDown}')
  expect(onChange.mock.calls).toEqual([[31], [29]])
})
