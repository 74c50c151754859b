/**
 * Where twins may be told apart while their test part is closed, and why. Each place has to be used: one
 * that no longer differs fails the walk as well.
 */

/** Its bands, around the level of the last known day. */
const bandColumns = ['drift', 'persistence', 'rnn'].flatMap(name =>
  ['high80', 'high95', 'low80', 'low95'].map(edge => `forecast.csv.${name}_${edge}[]`)
)

/** The report, its files and its page: of the folder and of the zip. */
const report = [
  // the chart of the series itself, and its numbers
  'charts/cumulative-return.png',
  'charts/cumulative-return.svg',
  'report.html.data.series.cumulativeReturn[]',
  'report.html.data.series.price[]',
  'report.html.section.cumulative-return[]',
  // the forecast of days to come, from the last known day, by networks trained again on all of them
  'charts/forecast.png',
  'charts/forecast.svg',
  'forecast.csv.drift[]',
  'forecast.csv.persistence[]',
  'forecast.csv.rnn[]',
  ...bandColumns,
  'report.html.data.forecast.drift[]',
  'report.html.data.forecast.models.rnn[]',
  'report.html.data.forecast.persistence[]',
  'report.html.section.forecast[]',
  // the same forecast, frozen
  'lab/diary.csv.forecast[]',
  'lab/diary.csv.hash[]',
  'lab/diary.csv.high_80[]',
  'lab/diary.csv.high_95[]',
  'lab/diary.csv.low_80[]',
  'lab/diary.csv.low_95[]',
  'report.html.section.diary[]',
  // hashes of the bars, and of the weights of the second training
  'lab/provenance.csv.value[]',
  'report.html.section.data-source[]',
  'results.json.series.hash',
  'results.json.series.usedHash',
]

/** Of a plain RNN of one layer. */
const secondWeights = [
  'fc.bias',
  'fc.weight',
  'rnn.bias_hh_l0',
  'rnn.bias_ih_l0',
  'rnn.weight_hh_l0',
  'rnn.weight_ih_l0',
]

const places: Readonly<Record<string, readonly string[]>> = {
  // the bars are open: Data shows them, and a person may have them from anywhere
  readSeries: [
    'bars.close[]',
    'quality.outliers.days[].date',
    'quality.outliers.days[].deviations',
    'quality.outliers.days[].return',
    'revision.hash',
    'revisions[].hash',
  ],
  // hashes of the bars
  readRun: ['results.series.hash', 'results.series.usedHash', 'revision.hash'],
  readFigures: [
    'results.series.hash',
    'results.series.usedHash',
    // the chart of the series
    'series.cumulativeReturn[]',
    'series.price[]',
    // the forecast of days to come
    'forecast.drift[]',
    'forecast.models.rnn[]',
    'forecast.persistence[]',
  ],
  readForecast: ['own', 'other'].flatMap(path => [
    `${path}.forecast.baselines.ridge[]`,
    `${path}.forecast.baselines.train-mean[]`,
    `${path}.forecast.drift[]`,
    `${path}.forecast.models.rnn[]`,
    `${path}.forecast.persistence[]`,
  ]),
  applyRun: ['own.forecast.drift[]', 'own.forecast.models.rnn[]', 'own.forecast.persistence[]'],
  exportRun: report,
  exportZip: [
    ...report.map(place => `report/${place}`),
    // what another computer needs to have this run: the series, its hashes, the forecast, and the second
    // training with its loss on all known days
    'hindcast/manifest.json.files.hindcast/results.json',
    'hindcast/manifest.json.files.hindcast/run.json',
    'hindcast/manifest.json.files.hindcast/series.json',
    'hindcast/manifest.json.files.hindcast/studies.json',
    'hindcast/manifest.json.files.hindcast/tables.json',
    'hindcast/manifest.json.files.hindcast/training.json',
    'hindcast/manifest.json.files.hindcast/weights/rnn-retrain.safetensors',
    ...secondWeights.map(name => `hindcast/weights/rnn-retrain.safetensors.${name}.data[]`),
    'hindcast/results.json.series.hash',
    'hindcast/results.json.series.usedHash',
    'hindcast/run.json.origin',
    'hindcast/run.json.usedHash',
    'hindcast/series.json.bars.close',
    'hindcast/series.json.hash',
    // a proof of it holds the same hashes
    'hindcast/studies.json[].results.data.now',
    'hindcast/studies.json[].results.data.recorded',
    'hindcast/tables.json.forecast.drift',
    'hindcast/tables.json.forecast.models.rnn',
    'hindcast/tables.json.forecast.persistence',
    'hindcast/training.json[].losses.gradientNorm',
    'hindcast/training.json[].losses.train',
    'hindcast/training.json[].watched[].paths.forecast',
    'hindcast/training.json[].weightsHash',
  ],
  // hashes of the bars
  readStudy: ['proof.results.data.now', 'proof.results.data.recorded'],
  saveCertificate: ['diary.head', 'series.hash', 'series.usedHash', 'sha256'],
  // the forecast of days to come, frozen
  readDiary: ['chain.head', ...frozen('entries[].')],
  freezeForecast: frozen('value.'),
  // the loss of the second training, on all known days: it is no measure of any part
  events: ['epochs[].gradientNorm[]', 'epochs[].train[]'],
  // commands: the same forecast, and the same hashes
  'hindcast runs': ['said[][].revision.hash', 'said[][].usedHash'],
  'hindcast show': [
    '[].said.Bars used: SHA# #[]',
    '[].said[].models[].weightsHash',
    '[].said[].results.series.hash',
    '[].said[].results.series.usedHash',
    '[].said[].run.revision.hash',
    '[].said[].run.usedHash',
  ],
  'hindcast verify': ['said.#[]'],
  'hindcast provenance': [
    'said.Hash of the days used  #[]',
    'said.Hash of the series  #[]',
    'said.Weights of RNN, second training  #[]',
  ],
  'hindcast revisions': ['said.#  #  «day»  «day»  –  #[]'],
  'hindcast diary': ['said.Head: #[]'],
  readProvenance: [
    'hashes.series.now',
    'hashes.series.recorded',
    'hashes.used.now',
    'hashes.used.recorded',
    'revision.hash',
    'revisions[].hash',
    'weights[].hash',
  ],
}

function frozen(at: string): string[] {
  const paths = ['drift', 'persistence', 'ridge', 'rnn', 'train-mean']
  const bands = ['bands[].high[]', 'bands[].low[]', 'before.prices[]', 'revision', 'used']
  return [...bands, ...paths.map(path => `paths.${path}[]`)]
    .map(place => `${at}frozen.${place}`)
    .concat(`${at}hash`)
}

/** In the order in which differences are told. */
export const openPlaces = (name: string): string[] => [...(places[name] ?? [])].sort()
