import { Segmented } from '../components/segmented.tsx'
import { themes } from '../shell/theme-menu.tsx'
import { setTheme, useUi } from '../state/ui.ts'
import { Line, Section } from './section.tsx'

/** Light, dark, or as the system has it. */
export function AppearanceSection() {
  const theme = useUi(ui => ui.theme)
  return (
    <Section title="Appearance">
      <Line text="Theme">
        <Segmented label="Theme" options={themes} value={theme} onChange={setTheme} />
      </Line>
    </Section>
  )
}
