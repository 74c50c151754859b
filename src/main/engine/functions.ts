import { type Graph, type GraphFunction, refuse, sameShape, type Tensor } from './graph.ts'

/** ConfigProto { graph_options { rewrite_options { disable_meta_optimizer: true } } } */
const withoutGrappler = [0x52, 0x05, 0x52, 0x03, 0x98, 0x01, 0x01]

/** Calls a function, as it is written (see serialize.ts); gives its outputs. */
export function call(g: Graph, f: GraphFunction, inputs: readonly Tensor[]): Tensor[] {
  f.inputs.forEach((wanted, i) => {
    const given = inputs[i]
    if (given === undefined || !sameShape(given.shape, wanted.shape))
      refuse(`call ${f.name}`, wanted)
  })
  g.functions.push(f)
  const outputs = f.outputs.map(({ shape, dtype }) => ({ shape, dtype }))
  const attrs = {
    Tin: { types: inputs.map(t => t.dtype) },
    Tout: { types: outputs.map(t => t.dtype) },
    f: { func: f.name },
    config_proto: { bytes: withoutGrappler },
  } as const
  return [...g.add('StatefulPartitionedCall', inputs, attrs, outputs).outputs]
}

/** Runs `body` while `condition` holds, both over the same list of tensors; gives the last list. */
export function whileLoop(
  g: Graph,
  state: readonly Tensor[],
  condition: GraphFunction,
  body: GraphFunction
): Tensor[] {
  body.outputs.forEach((out, i) => {
    const before = state[i]
    if (before === undefined || !sameShape(out.shape, before.shape)) refuse('loop state', out)
  })
  g.functions.push(condition, body)
  const attrs = {
    T: { types: state.map(t => t.dtype) },
    cond: { func: condition.name },
    body: { func: body.name },
    output_shapes: { shapes: state.map(t => t.shape) },
    parallel_iterations: { int: 1 },
  } as const
  return [
    ...g.add(
      'While',
      state,
      attrs,
      state.map(t => ({ shape: t.shape, dtype: t.dtype }))
    ).outputs,
  ]
}
