import type { LaunchDrawing } from '../report/write-in-process.ts'
import { renderProcess } from '../report/write-in-process.ts'
import { type Launch, trainerFile } from '../training/launch.ts'
import { forkUtility } from './fork-utility.ts'

const [trainerService, drawingService] = ['Hindcast trainer', 'Hindcast report']

/** Names of the processes that we start, and end by a signal when they have no more to do. */
export const ourServices: ReadonlySet<string> = new Set([trainerService, drawingService])

/** A trainer as a utility process. Node's own options for one (its heap's size) do not exist here. */
export const launchTrainer: Launch = () =>
  forkUtility(trainerFile, trainerService, { TF_CPP_MIN_LOG_LEVEL: '3' })

/** The process that writes a run's report. */
export const launchDrawing: LaunchDrawing = () => forkUtility(renderProcess, drawingService)
