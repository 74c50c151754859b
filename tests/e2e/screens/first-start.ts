import type { Screen } from '../support/screen.ts'

/** What a person sees who never was here. */
export const screen: Screen = {
  name: 'first-start',
  states: [
    {
      name: 'empty',
      prepare: page => page.getByRole('main').waitFor(),
    },
    {
      name: 'no-engine',
      fresh: {
        engine: {
          ready: false,
          reason: 'No C++ compiler was found; the TensorFlow addon has to be compiled once',
          remedy: 'Install one (Debian and Ubuntu: sudo apt install build-essential).',
        },
      },
      prepare: page => page.getByRole('main').waitFor(),
    },
  ],
}
