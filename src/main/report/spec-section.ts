import type { Results } from '../../shared/results.ts'
import { type Html, html } from './escape.ts'
import { specInWords } from './words.ts'

/** The whole specification, one setting a row, in words. */
export const specSection = (results: Results): Html =>
  html`<section class="panel" id="experiment" aria-labelledby="experiment-head"><div class="ph"><h2 id="experiment-head">Experiment</h2><span class="cap">the full specification</span></div>
<table class="spec"><tbody>${specInWords(results).map(([setting, value, meaning]) => html`<tr><th scope="row">${setting}</th><td>${value}</td><td>${meaning}</td></tr>`)}</tbody></table>
<details class="data"><summary>As JSON, for --config</summary><pre>${JSON.stringify(results.experiment, null, 2)}</pre></details></section>`
