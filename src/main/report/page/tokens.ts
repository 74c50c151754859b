import { type ChartTheme, darkTheme, lightTheme } from '../../../shared/charts/theme.ts'

/** The page's custom properties: those of charts from their themes, the rest from the look's tokens. */
const chartTokens = (t: ChartTheme) =>
  `--paper:${t.paper};--panel:${t.panel};--well:${t.well};--line:${t.line};--line-2:${t.line2};--ink:${t.ink};--ink-2:${t.ink2};--ink-3:${t.ink3};--focus:${t.focus};--raised:${t.raised};--bar:${t.bar};--s-actual:${t.actual};--s-persistence:${t.persistence};--s-rnn:${t.cells.rnn};--s-lstm:${t.cells.lstm};--s-gru:${t.cells.gru};--s-ridge:${t.ridge}`

const light = `color-scheme:light;${chartTokens(lightTheme)};--seg:#e9e9e4;--seg-on:#ffffff;--hover:#e8e8e2;--good:#1d6b3a;--good-bg:#e2efe4;--warn:#825000;--warn-bg:#f8ecd2;--bad:#b0262c;--bad-bg:#f8e3e1`
const dark = `color-scheme:dark;${chartTokens(darkTheme)};--seg:#141517;--seg-on:#3a3d42;--hover:#282a2e;--good:#74c48c;--good-bg:#1c2e22;--warn:#e5b35a;--warn-bg:#352a15;--bad:#f58b85;--bad-bg:#3b1f1f`

/** Light, dark where the system is dark or the reader asks for it, and always light on paper. */
export const tokensCss = `:root{${light}}
@media screen and (prefers-color-scheme:dark){:root:not([data-theme=light]){${dark}}}
@media screen{:root[data-theme=dark]{${dark}}}`
