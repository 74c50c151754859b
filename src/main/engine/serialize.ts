import type {
  Attr,
  DType,
  Graph,
  GraphFunction,
  Node,
  Shape,
  Tensor,
  TensorValue,
} from './graph.ts'
import { MessageWriter } from './protobuf.ts'

/**
 * A graph as the bytes of a SavedModel. The field numbers are those of TensorFlow's
 * saved_model.proto, meta_graph.proto, graph.proto, function.proto, op_def.proto, node_def.proto,
 * attr_value.proto, tensor.proto and tensor_shape.proto.
 * Functions name an input by the output argument of the operation that makes it, graphs by its index.
 */

const dtypes: Record<DType, number> = { float: 1, int32: 3, bool: 10, resource: 20 }

/** Graph version the operations were written against: that of TensorFlow 2.12. */
const producer = 1087

export function serializeGraph(graph: Graph): Uint8Array {
  const model = new MessageWriter().integer(1, 1) // saved_model_schema_version
  model.message(2, meta =>
    meta
      .message(1, info => info.chunk(4, 'serve')) // tags
      .message(2, def => writeGraph(def, graph))
  )
  return model.bytes()
}

function writeGraph(def: MessageWriter, graph: Graph): void {
  for (const node of graph.nodes) def.message(1, inner => writeNode(inner, node, graphInput))
  def.message(2, library => {
    for (const f of allFunctions(graph)) library.message(1, inner => writeFunction(inner, f))
  })
  def.message(4, versions => versions.integer(1, producer))
}

const allFunctions = (graph: Graph): GraphFunction[] =>
  graph.functions.flatMap(f => [f, ...allFunctions(f.graph)])

function writeNode(def: MessageWriter, node: Node, nameInput: (tensor: Tensor) => string): void {
  def.chunk(1, node.name).chunk(2, node.type)
  for (const input of node.inputs) def.chunk(3, nameInput(input))
  for (const other of node.after) def.chunk(3, `^${other.name}`)
  for (const [key, attr] of Object.entries(node.attrs))
    writeEntry(def, 5, key, value => writeAttr(value, attr))
}

/** An entry of a map from text to messages. */
function writeEntry(
  def: MessageWriter,
  field: number,
  key: string,
  write: (value: MessageWriter) => void
): void {
  def.message(field, entry => entry.chunk(1, key).message(2, write))
}

const graphInput = ({ node, index }: Tensor): string =>
  index === 0 ? node.name : `${node.name}:${index}`

/**
 * What makes TensorFlow run a function as it is written. Grappler, its graph optimizer, leaves
 * tf.data's functions alone and does not inline these: it found nothing to speed a step up, and
 * took twice as long as all the rest of starting (docs/engine.md).
 */
const keptAsWritten = ['_tf_data_function', '_noinline']

function writeFunction(def: MessageWriter, f: GraphFunction): void {
  const inputs = new Set(f.inputs.map(input => input.node))
  const nameInput = (tensor: Tensor) => functionInput(tensor, inputs)
  def.message(1, signature => {
    signature.chunk(1, f.name)
    for (const input of f.inputs) writeArgument(signature, 2, input.node.name, input.dtype)
    f.outputs.forEach((output, i) => {
      writeArgument(signature, 3, `out${i}`, output.dtype)
    })
    signature.integer(17, true) // is_stateful
  })
  for (const node of f.graph.nodes)
    if (!inputs.has(node)) def.message(3, inner => writeNode(inner, node, nameInput))
  f.outputs.forEach((output, i) => {
    def.message(4, entry => entry.chunk(1, `out${i}`).chunk(2, nameInput(output)))
  })
  for (const name of keptAsWritten) writeEntry(def, 5, name, value => writeAttr(value, true))
}

function writeArgument(signature: MessageWriter, field: number, name: string, dtype: DType): void {
  signature.message(field, argument => argument.chunk(1, name).integer(3, dtypes[dtype]))
}

function functionInput({ node, index }: Tensor, inputs: ReadonlySet<Node>): string {
  if (inputs.has(node)) return node.name
  const argument = outputArguments[node.type]
  if (!argument) throw new Error(`${node.type} has no known output argument`)
  return `${node.name}:${argument}:${index}`
}

/** The name of each operation's output argument in TensorFlow's registry. */
const outputArguments: Record<string, string> = {
  AddN: 'sum',
  AddV2: 'z',
  Cast: 'y',
  ConcatV2: 'output',
  Const: 'output',
  DeepCopy: 'y',
  Fill: 'output',
  GatherV2: 'output',
  GreaterEqual: 'z',
  Identity: 'output',
  Less: 'z',
  MatMul: 'product',
  Maximum: 'z',
  Mean: 'output',
  Mul: 'z',
  Neg: 'y',
  Pack: 'output',
  Pow: 'z',
  Prod: 'output',
  ReadVariableOp: 'value',
  RealDiv: 'z',
  Relu: 'activations',
  ReluGrad: 'backprops',
  Reshape: 'output',
  Rsqrt: 'y',
  RsqrtGrad: 'z',
  Shape: 'output',
  Sigmoid: 'y',
  SigmoidGrad: 'z',
  Slice: 'output',
  SplitV: 'output',
  Sqrt: 'y',
  SqrtGrad: 'z',
  Square: 'y',
  StatefulPartitionedCall: 'output',
  StatelessRandomUniform: 'output',
  Sub: 'z',
  Sum: 'output',
  Tanh: 'y',
  TanhGrad: 'z',
  TensorScatterUpdate: 'output',
  Transpose: 'y',
  Unpack: 'output',
  VarHandleOp: 'resource',
  While: 'output',
  ZerosLike: 'y',
}

function writeAttr(def: MessageWriter, attr: Attr): void {
  if (typeof attr === 'boolean') def.integer(5, attr)
  else if ('type' in attr) def.integer(6, dtypes[attr.type])
  else if ('shape' in attr) def.message(7, shape => writeShape(shape, attr.shape))
  else if ('int' in attr) def.integer(3, attr.int)
  else if ('float' in attr) def.float(4, attr.float)
  else if ('string' in attr) def.chunk(2, attr.string)
  else if ('bytes' in attr) def.chunk(2, Uint8Array.from(attr.bytes))
  else if ('tensor' in attr) def.message(8, tensor => writeTensor(tensor, attr.tensor))
  else if ('func' in attr) def.message(10, f => f.chunk(1, attr.func))
  else
    def.message(1, list => {
      if ('types' in attr) for (const type of attr.types) list.integer(6, dtypes[type])
      else for (const shape of attr.shapes) list.message(7, inner => writeShape(inner, shape))
    })
}

function writeShape(def: MessageWriter, shape: Shape | null): void {
  if (shape === null)
    def.integer(3, true) // unknown_rank
  else
    for (const dim of shape)
      def.message(2, inner => inner.integer(1, typeof dim === 'number' ? dim : -1))
}

function writeTensor(def: MessageWriter, { dtype, shape, data }: TensorValue): void {
  def
    .integer(1, dtypes[dtype])
    .message(2, inner => writeShape(inner, shape))
    .chunk(4, new Uint8Array(data.buffer, data.byteOffset, data.byteLength))
}
