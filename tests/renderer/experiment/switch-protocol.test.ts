import { expect, it } from 'vitest'
import { switchProtocol } from '../../../src/renderer/src/experiment/switch-protocol.ts'
import { sealedPreset, tutorialPreset } from '../../../src/shared/presets.ts'

it('turns one protocol’s preset into the other’s, and back', () => {
  const sealed = { ...tutorialPreset, ...switchProtocol(tutorialPreset, 'sealed') }
  expect(sealed).toEqual(sealedPreset)
  expect({ ...sealed, ...switchProtocol(sealed, 'tutorial') }).toEqual(tutorialPreset)
})

it('keeps what the person chose', () => {
  const mine = { ...tutorialPreset, epochs: 1234, window: 10, seed: 99 }
  const sealed = { ...mine, ...switchProtocol(mine, 'sealed') }
  expect(sealed).toMatchObject({ protocol: 'sealed', epochs: 1234, window: 10, seed: 99 })
  expect(sealed).toMatchObject({ patience: 30, models: sealedPreset.models })
})

it('takes patience away with the validation part it needs', () => {
  const mine = { ...sealedPreset, patience: 77 }
  expect(switchProtocol(mine, 'tutorial').patience).toBeNull()
})
