import { useEffect } from 'react'
import { type ChartTheme, darkTheme, lightTheme } from '../../../shared/charts/theme.ts'
import { useMedia, watchMedia } from './media.ts'
import { useUi } from './ui.ts'

const dark = watchMedia('(prefers-color-scheme: dark)')

/** Whether the window is dark now: the person's choice, else the system's. */
export function useIsDark(): boolean {
  const theme = useUi(ui => ui.theme)
  const systemIsDark = useMedia(dark)
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
