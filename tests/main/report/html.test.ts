import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { reportHtml } from '../../../src/main/report/html.ts'
import { bundlePage } from '../../../src/main/report/page/build-page.ts'
import { makeBundle } from '../../support/bundle.ts'

/** The page without its scripts and data: what is read when scripts do not run. */
const readable = (text: string) => text.replace(/<script[\s\S]*?<\/script>/g, '')
const section = (text: string, id: string) =>
  new RegExp(`<section class="panel[^"]*" id="${id}"[\\s\\S]*?</section>`).exec(text)?.[0] ?? ''

/** Where text is found, with its neighbourhood: a failure must not print a page of a megabyte. */
function found(text: string, wanted: string | RegExp): string | null {
  const at = typeof wanted === 'string' ? text.indexOf(wanted) : text.search(wanted)
  return at < 0 ? null : text.slice(Math.max(0, at - 60), at + 60)
}
const has = (text: string, wanted: string | RegExp) =>
  expect(found(text, wanted), String(wanted)).not.toBeNull()
const lacks = (text: string, wanted: string | RegExp) => expect(found(text, wanted)).toBeNull()

const tutorial = reportHtml(makeBundle())

describe('report.html', () => {
  it('begins with the verdict and the number behind it', () => {
    const text = readable(tutorial)
    expect(text.indexOf('id="verdict"')).toBeLessThan(text.indexOf('id="cumulative-return"'))
    has(
      section(text, 'verdict'),
      /test MSE of <b>0\.\d+<\/b> against <b>0\.\d+<\/b> for persistence/
    )
  })

  it('loads nothing: no address outside the file, and a policy that forbids it', () => {
    const text = readable(tutorial).replaceAll('http://www.w3.org/2000/svg', '')
    lacks(text, /https?:|\/\/[a-z]/i)
    lacks(text, /<link|<img|<iframe|@import|url\((?!#)/i)
    has(tutorial, 'default-src &#39;none&#39;')
    lacks(tutorial, /<script[^>]*src=/)
  })

  it.each(['cumulative-return', 'loss', 'fit', 'measures', 'hindcast', 'forecast', 'gradients'])(
    'names persistence in %s',
    id => has(section(readable(tutorial), id).toLowerCase(), 'persistence')
  )

  it('has persistence as the first number of every table of data', () => {
    const tables =
      readable(tutorial).match(
        /<table>[\s\S]*?<\/table>|<table class="measures">[\s\S]*?<\/table>/g
      ) ?? []
    // neither gradients nor days that a stage read are forecasts
    const ofData = tables.filter(t => !/>(t|may see up to)<\/th>/.test(t))
    expect(ofData.length).toBeGreaterThanOrEqual(8)
    for (const table of ofData) {
      const row = /<tbody><tr class="base"><th scope="row">[\s\S]*?Persistence/.test(table)
      const column =
        /<th scope="col" class="l">[^<]*<\/th>(?:<th scope="col" class="l">[^<]*<\/th>)?<th scope="col" class="base">Persistence/.test(
          table
        )
      expect(row || column).toBe(true)
    }
  })

  it('draws every chart without scripts and says it in words', () => {
    const text = readable(tutorial)
    expect(text.match(/<svg xmlns[^>]*role="img"/g)?.length).toBe(5 + 1 + 4 + 3 + 3 + 1)
    expect(text.match(/<figcaption/g)?.length).toBe(6 + 4 + 3 + 3 + 1)
    has(text, 'Persistence has no weights and no gradient.')
  })

  it('escapes markup in the names of symbols and files, also within its data', () => {
    const evil = '</script><script>alert(1)</script>'
    const text = reportHtml(makeBundle({ symbol: evil, file: `${evil}.csv`, epochs: 50 }))
    lacks(text, '<script>alert')
    has(text, '&lt;script&gt;alert(1)')
    expect(text.match(/<script/g)?.length).toBe(tutorial.match(/<script/g)?.length)
  })

  it('says loudly what is simulated and what is a quick look', () => {
    const text = readable(
      reportHtml(
        makeBundle({ source: 'simulated', symbol: 'random-walk', quickLook: true, epochs: 50 })
      )
    )
    has(text, '<b>Simulated data.</b>')
    has(text, '<b>Quick look.</b>')
    has(text, 'npx hindcast run --sample random-walk')
  })

  it('says that a closed test part is closed and shows no test row', () => {
    const text = readable(reportHtml(makeBundle({ protocol: 'sealed', epochs: 50 })))
    has(text, '<b>The test part is closed.</b>')
    lacks(text, '<td class="l">test</td>')
    lacks(section(text, 'measures'), '>Test<')
    has(section(text, 'measures'), '>Validation<')
  })

  it('tells of a loss that was not a number', () => {
    const text = readable(reportHtml(makeBundle({ broken: 'lstm', epochs: 50 })))
    has(text, '<div class="loud bad" role="note">')
    has(text, 'loss not finite')
    lacks(text.replace(/<pre>[\s\S]*?<\/pre>/g, ''), /NaN|undefined|Infinity|null/)
  })

  it('holds sixteen networks', () => {
    const cells = ['rnn', 'lstm', 'gru'] as const
    const models = Array.from({ length: 16 }, (_, i) => ({
      name: `${cells[i % 3]!}-${i}`,
      cell: cells[i % 3]!,
    }))
    const text = readable(reportHtml(makeBundle({ models, epochs: 50 })))
    expect(section(text, 'measures').match(/<tr/g)?.length).toBe(2 * (1 + 4 + 16))
  })

  it('tells how to run another draw of a sample again', () => {
    const bundle = makeBundle({ epochs: 10 })
    const series = { ...bundle.results.series, source: 'simulated' as const, symbol: 'momentum-9' }
    const results = {
      ...bundle.results,
      series,
      experiment: { ...bundle.results.experiment, retrain: false },
    }
    const text = readable(reportHtml({ ...bundle, results }))
    has(text, /run --sample momentum --sample-seed 9 --to 2024-03-20 .*--no-retrain .*--models rnn/)
  })

  it('tells how to run it again', () => {
    has(
      readable(tutorial),
      'npx hindcast run --csv NFLX.csv --to 2024-03-20 --models rnn,lstm,gru --hidden 16 --layers 2 --lr 0.0001'
    )
  })

  it('gives no advice', () => {
    lacks(readable(tutorial), /\b(buy|sell|hold|invest|profit)\b/i)
  })

  it('carries the script that its sources make today', async () => {
    // stale? node src/main/report/page/build-page.ts
    const kept = readFileSync(
      new URL('../../../src/main/report/page/page.generated.js', import.meta.url),
      'utf8'
    )
    expect(kept === (await bundlePage())).toBe(true)
  })
})
