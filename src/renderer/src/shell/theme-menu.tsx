import { Button, MenuItem, PopoverNext } from '@blueprintjs/core'
import { Moon, Sun } from 'lucide-react'
import type { Preferences } from '../../../shared/wire.ts'
import { Icon } from '../components/icon.tsx'
import { KeyMenu } from '../components/key-menu.tsx'
import { useIsDark } from '../state/theme.ts'
import { setTheme, useUi } from '../state/ui.ts'

export const themes: readonly { readonly value: Preferences['theme']; readonly text: string }[] = [
  { value: 'system', text: 'As the system' },
  { value: 'light', text: 'Light' },
  { value: 'dark', text: 'Dark' },
]

/** Light, dark, or as the system has it now. */
export function ThemeMenu() {
  const isDark = useIsDark()
  return (
    <PopoverNext content={<Choices />} placement="bottom-end" arrow={false} animation="minimal">
      <Button
        variant="minimal"
        icon={<Icon of={isDark ? Sun : Moon} />}
        aria-label="Theme"
        title="Theme"
      />
    </PopoverNext>
  )
}

function Choices() {
  const chosen = useUi(ui => ui.theme)
  return (
    <KeyMenu aria-label="Theme">
      {themes.map(({ value, text }) => (
        <MenuItem
          key={value}
          text={text}
          role="menuitemradio"
          aria-checked={value === chosen}
          label={value === chosen ? '✓' : ''}
          onClick={() => setTheme(value)}
        />
      ))}
    </KeyMenu>
  )
}
