import { nativeTheme } from 'electron'
import type { Service } from '../api/service.ts'

/** Menus, dialogs and `prefers-color-scheme` follow the person's choice, read now and at each change. */
export async function followTheme(service: Service): Promise<Service> {
  const state = await service.answer('readApp', undefined)
  if (state.ok) setTheme((state.value as { preferences: unknown }).preferences)
  return {
    ...bound(service),
    async answer(name, argument) {
      const result = await service.answer(name, argument)
      if (name === 'savePreferences' && result.ok) setTheme(result.value)
      return result
    },
  }
}

/** A service may be a class: its methods keep their `this`. */
const bound = (service: Service): Service => ({
  answer: (name, argument) => service.answer(name, argument),
  training: () => service.training(),
  close: () => service.close(),
})

function setTheme(preferences: unknown): void {
  const { theme } = preferences as { theme: typeof nativeTheme.themeSource }
  nativeTheme.themeSource = theme
}
