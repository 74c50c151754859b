import { makeDesk } from '../../src/main/window-host/desk.ts'
import { makeWindowHost } from '../../src/main/window-host/host.ts'
import { defaultBounds } from '../../src/main/window-host/window-bounds.ts'

// node cold-start.ts PAGES BROWSER: the window host as `npm start` opens it, until the view can be
// used; then it says so and ends. bench-ui.ts holds the watch, so that Node's own start counts.

const [pages = '', browser = ''] = process.argv.slice(2)
const host = makeWindowHost({ pages, browser, headless: true, bounds: defaultBounds })
host.prepare()
const { openService } = await import('../../src/main/api/open-service.ts')
const desk = makeDesk({ ask: host.ask, closeWindow: () => {}, onTrouble: () => {} })
const opened = openService({ desk, publish: host.publish })
if (!opened.ok) throw new Error(opened.failure.kind)
await host.open(opened.value.service)
await host.page().getByRole('main').getByRole('button').first().waitFor()
process.stdout.write('usable\n')
await host.close()
await opened.value.service.close()
process.exit(0)
