import { appendFileSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { openHindcast } from '../../../src/main/api/hindcast.ts'
import { resumeRun, startRun } from '../../../src/main/api/runs.ts'
import { takeSample } from '../../../src/main/api/series.ts'
import { launchTrainer } from '../../../src/main/training/launch.ts'
import { experimentSchema } from '../../../src/shared/experiment.ts'

/**
 * The child that tests kill: `runner.ts FOLDER EXPERIMENT` starts a run, `runner.ts FOLDER
 * EXPERIMENT ID` goes on with one. It says `ready` when epochs come, and writes the ids of its
 * trainer processes into `FOLDER/trainers`.
 */
const [folder = '', spec = '', id] = process.argv.slice(2)
const say = (line: string) => writeSync(1, `${line}\n`)

const opened = openHindcast({
  folder,
  kind: 'a test',
  launch: () => {
    const trainer = launchTrainer()
    appendFileSync(join(folder, 'trainers'), `${trainer.pid}\n`)
    return trainer
  },
})
if (!opened.ok) throw new Error(JSON.stringify(opened.failure))
const { hindcast, notices } = opened.value
for (const notice of notices) say(`notice ${notice}`)
const listener = {
  onEpochs: () => say('ready'),
  onNotice: (text: string) => say(`notice ${text}`),
}
const started = id === undefined ? start() : resumeRun(hindcast, id, listener)
if (!started.ok) throw new Error(JSON.stringify(started.failure))
say(`run ${started.value.id}`)
const end = await started.value.end
say(`end ${end.kind}`)
if (end.kind === 'failed') say(JSON.stringify(end.failure))
hindcast.close()

function start() {
  const experiment = experimentSchema.parse(JSON.parse(spec))
  const sample = takeSample(hindcast, 'momentum')
  if (!sample.ok) throw new Error(JSON.stringify(sample.failure))
  const request = { experiment, revisionId: sample.value.revision.id, quickLook: false }
  return startRun(hindcast, request, listener)
}
