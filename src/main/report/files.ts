import type { RunBundle } from '../../shared/bundle.ts'
import { toChartData } from '../../shared/charts/chart-data.ts'
import { lightTheme } from '../../shared/charts/theme.ts'
import { csvFiles } from './csv.ts'
import { makeFigures } from './figures.ts'
import { reportHtml } from './html.ts'
import { labSections } from './lab-sections.ts'
import { drawPng } from './png.ts'
import { resultsJson } from './results-json.ts'
import { writeSafetensors } from './safetensors.ts'
import { drawSvg, standAloneSvg } from './svg.ts'

export type RunFile = readonly [path: string, content: string | Buffer]

/** Every file of a run, one at a time, by its path within the run's folder (`/` on every system). */
export function* makeRunFiles(bundle: RunBundle): Generator<RunFile> {
  yield ['results.json', resultsJson(bundle.results)]
  yield* Object.entries(csvFiles(bundle))
  yield* chartFiles(bundle)
  for (const { files } of labSections(bundle))
    for (const [name, text] of Object.entries(files)) yield [`lab/${name}`, text]
  for (const { name, cell } of bundle.results.experiment.models) {
    const weights = bundle.weights[name]
    if (weights === undefined) continue
    yield [
      `weights/${name}.safetensors`,
      writeSafetensors(weights, weightFacts(bundle, name, cell)),
    ]
  }
  yield ['report.html', reportHtml(bundle)]
}

function* chartFiles(bundle: RunBundle): Generator<RunFile> {
  const figures = [
    ...makeFigures(toChartData(bundle)),
    ...labSections(bundle).flatMap(section => section.figures),
  ]
  for (const figure of figures) {
    const look = { theme: lightTheme, width: figure.width, height: figure.height }
    const svg = standAloneSvg(drawSvg(figure.draw(look), figure))
    yield [`charts/${figure.name}.svg`, svg]
    yield [`charts/${figure.name}.png`, drawPng(svg)]
  }
}

/** Enough to know a stray file by: which run, which network, how to build it. All values are text. */
function weightFacts({ results }: RunBundle, name: string, cell: string): Record<string, string> {
  const model = results.experiment.models.find(m => m.name === name)
  return {
    format: 'pt',
    run: results.id,
    model: name,
    cell,
    hidden_size: String(model?.hidden ?? ''),
    num_layers: String(model?.layers ?? ''),
    activation: model?.activation ?? '',
    reset: model?.reset ?? '',
    norm: results.experiment.norm,
    series: results.series.symbol,
    hindcast: results.versions.hindcast,
  }
}
