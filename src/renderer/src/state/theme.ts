import { useEffect, useSyncExternalStore } from 'react'
import { type ChartTheme, darkTheme, lightTheme } from '../../../shared/charts/theme.ts'
import { useUi } from './ui.ts'

const dark = matchMedia('(prefers-color-scheme: dark)')
const onSystemChange = (hear: () => void) => {
  dark.addEventListener('change', hear)
  return () => dark.removeEventListener('change', hear)
}

/** Whether the window is dark now: the person's choice, else the system's. */
export function useIsDark(): boolean {
  const theme = useUi(ui => ui.theme)
  const systemIsDark = useSyncExternalStore(onSystemChange, () => dark.matches)
  return theme === 'system' ? systemIsDark : theme === 'dark'
}

export const useChartTheme = (): ChartTheme => (useIsDark() ? darkTheme : lightTheme)

/** Puts the theme on the page, where tokens and Blueprint look for it. */
export function useThemeOnPage(): void {
  const isDark = useIsDark()
  useEffect(() => {
    document.documentElement.dataset['theme'] = isDark ? 'dark' : 'light'
    document.body.classList.toggle('bp6-dark', isDark)
  }, [isDark])
}
