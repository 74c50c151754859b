// Proves the native backend by a real operation: prints { sum, tensorflow, tfjs } as its last line.
// tfjs-node 4 calls two functions that Node 23 removed from util.
const util = /** @type {any} */ (require('node:util'))

util.isNullOrUndefined ??= (/** @type {unknown} */ value) => value === null || value === undefined
util.isArray ??= Array.isArray
const tf = /** @type {any} */ (require('@tensorflow/tfjs-node'))

const sum = tf.add(1, 2).dataSync()[0]
const tensorflow = tf.backend().binding.TF_Version
console.log(JSON.stringify({ sum, tensorflow, tfjs: tf.version['tfjs-node'] }))
