import { parentPort } from '../../src/main/training/parent-port.ts'

/** A child that is busy in one long call from now on, as in libtensorflow. */
parentPort<never, string>().send('busy')
setTimeout(() => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 60_000), 200)
