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
import { native } from './tensorflow.ts'

/**
 * A graph as the bytes of a SavedModel, with the protobuf messages that tfjs-node ships.
 * Functions name an input by the output argument of the operation that makes it, graphs by its index.
 */

const dtypes: Record<DType, number> = { float: 1, int32: 3, bool: 10, resource: 20 }

/** Graph version the operations were written against: that of TensorFlow 2.12. */
const producer = 1087

// biome-ignore lint/suspicious/noExplicitAny: tfjs ships its protobuf classes without types
type Message = any

export function serializeGraph(graph: Graph): Uint8Array {
  const P = native().messages
  const def = new P.GraphDef()
  def.setNodeList(graph.nodes.map(node => nodeMessage(node, graphInput)))
  const versions = new P.VersionDef()
  versions.setProducer(producer)
  def.setVersions(versions)
  const library = new P.FunctionDefLibrary()
  library.setFunctionList(allFunctions(graph).map(functionMessage))
  def.setLibrary(library)
  const info = new P.MetaGraphDef.MetaInfoDef()
  info.addTags('serve')
  const meta = new P.MetaGraphDef()
  meta.setMetaInfoDef(info)
  meta.setGraphDef(def)
  const model = new P.SavedModel()
  model.setSavedModelSchemaVersion(1)
  model.addMetaGraphs(meta)
  return model.serializeBinary()
}

const allFunctions = (graph: Graph): GraphFunction[] =>
  graph.functions.flatMap(f => [f, ...allFunctions(f.graph)])

function nodeMessage(node: Node, nameInput: (tensor: Tensor) => string): Message {
  const P = native().messages
  const def = new P.NodeDef()
  def.setName(node.name)
  def.setOp(node.type)
  def.setInputList([...node.inputs.map(nameInput), ...node.after.map(other => `^${other.name}`)])
  for (const [key, attr] of Object.entries(node.attrs)) def.getAttrMap().set(key, attrMessage(attr))
  return def
}

const graphInput = ({ node, index }: Tensor): string =>
  index === 0 ? node.name : `${node.name}:${index}`

/**
 * What makes TensorFlow run a function as it is written. Grappler, its graph optimizer, leaves
 * tf.data's functions alone and does not inline these: it found nothing to speed a step up, and
 * took twice as long as all the rest of starting (docs/engine.md).
 */
const keptAsWritten = ['_tf_data_function', '_noinline']

function functionMessage(f: GraphFunction): Message {
  const P = native().messages
  const def = new P.FunctionDef()
  const signature = new P.OpDef()
  signature.setName(f.name)
  signature.setIsStateful(true)
  f.inputs.forEach(input => {
    signature.addInputArg(argument(input.node.name, input.dtype))
  })
  f.outputs.forEach((output, i) => {
    signature.addOutputArg(argument(`out${i}`, output.dtype))
  })
  def.setSignature(signature)
  for (const name of keptAsWritten) {
    const yes = new P.AttrValue()
    yes.setB(true)
    def.getAttrMap().set(name, yes)
  }
  const inputs = new Set(f.inputs.map(input => input.node))
  const nameInput = (tensor: Tensor) => functionInput(tensor, inputs)
  const body = f.graph.nodes.filter(node => !inputs.has(node))
  def.setNodeDefList(body.map(node => nodeMessage(node, nameInput)))
  f.outputs.forEach((output, i) => {
    def.getRetMap().set(`out${i}`, nameInput(output))
  })
  return def
}

function argument(name: string, dtype: DType): Message {
  const arg = new (native().messages.OpDef.ArgDef)()
  arg.setName(name)
  arg.setType(dtypes[dtype])
  return arg
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

function attrMessage(attr: Attr): Message {
  const P = native().messages
  const message = new P.AttrValue()
  if (typeof attr === 'boolean') message.setB(attr)
  else if ('type' in attr) message.setType(dtypes[attr.type])
  else if ('shape' in attr) message.setShape(shapeMessage(attr.shape))
  else if ('int' in attr) message.setI(attr.int)
  else if ('float' in attr) message.setF(attr.float)
  else if ('string' in attr) message.setS(Buffer.from(attr.string))
  else if ('bytes' in attr) message.setS(Uint8Array.from(attr.bytes))
  else if ('tensor' in attr) message.setTensor(tensorMessage(attr.tensor))
  else if ('func' in attr) {
    const f = new P.NameAttrList()
    f.setName(attr.func)
    message.setFunc(f)
  } else {
    const list = new P.AttrValue.ListValue()
    if ('types' in attr) list.setTypeList(attr.types.map(type => dtypes[type]))
    else list.setShapeList(attr.shapes.map(shapeMessage))
    message.setList(list)
  }
  return message
}

function shapeMessage(shape: Shape | null): Message {
  const P = native().messages
  const message = new P.TensorShape()
  if (shape === null) message.setUnknownRank(true)
  else
    for (const dim of shape) {
      const d = new P.TensorShape.Dim()
      d.setSize(typeof dim === 'number' ? dim : -1)
      message.addDim(d)
    }
  return message
}

function tensorMessage({ dtype, shape, data }: TensorValue): Message {
  const message = new (native().messages.Tensor)()
  message.setDtype(dtypes[dtype])
  message.setTensorShape(shapeMessage(shape))
  message.setTensorContent(new Uint8Array(data.buffer, data.byteOffset, data.byteLength))
  return message
}
