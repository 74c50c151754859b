import { createRequire } from 'node:module'
import { describe, expect, it } from 'vitest'
import { makeNetwork } from '../../../src/main/engine/network.ts'
import { MessageWriter } from '../../../src/main/engine/protobuf.ts'
import { serializeGraph } from '../../../src/main/engine/serialize.ts'
import { makeTrainingGraph } from '../../../src/main/engine/training-graph.ts'
import { makeSpec } from '../../support/make-spec.ts'

// The witness: the classes that protoc generated and tfjs-node ships; they fill a global.
const found = createRequire(import.meta.url)('@tensorflow/tfjs-node/dist/proto/api_pb.js')
// biome-ignore lint/suspicious/noExplicitAny: generated without types
const messages: any = found.SavedModel ? found : (globalThis as any).proto.tensorflow

describe('a SavedModel as we write it', () => {
  const spec = makeSpec({ cell: 'gru', layers: 2, norm: 'batch', dropout: 0.1 }, { clip: 1 })
  const graph = makeTrainingGraph(makeNetwork(spec.network), spec)
  const read = messages.SavedModel.deserializeBinary(serializeGraph(graph))
  const def = read.getMetaGraphsList()[0].getGraphDef()

  it('is read by protoc’s classes, node by node', () => {
    const nodes = def.getNodeList()
    expect(nodes.length).toBe(graph.nodes.length)
    graph.nodes.forEach((node, i) => {
      expect([nodes[i].getName(), nodes[i].getOp()]).toEqual([node.name, node.type])
      expect(nodes[i].getInputList().length).toBe(node.inputs.length + node.after.length)
      expect(nodes[i].getAttrMap().getLength()).toBe(Object.keys(node.attrs).length)
    })
  })

  it('holds every function with its nodes, arguments and results', () => {
    const functions = def.getLibrary().getFunctionList()
    expect(functions.length).toBe(graph.functions.length)
    graph.functions.forEach((f, i) => {
      const signature = functions[i].getSignature()
      expect(signature.getName()).toBe(f.name)
      expect(signature.getInputArgList().length).toBe(f.inputs.length)
      expect(functions[i].getNodeDefList().length).toBe(f.graph.nodes.length - f.inputs.length)
      expect(functions[i].getRetMap().getLength()).toBe(f.outputs.length)
    })
  })

  it('keeps open dimensions as −1 and constants as their bytes', () => {
    const named = (name: string) =>
      def.getNodeList().find((node: { getName(): string }) => node.getName() === name)
    const shape = named('predict/x').getAttrMap().get('shape').getShape()
    const dims = shape.getDimList().map((dim: { getSize(): number }) => dim.getSize())
    expect(dims).toEqual([6, 1, -1])
  })
})

describe('a message', () => {
  it('has varints of every length', () => {
    for (const value of [0, 1, 127, 128, 300, 2 ** 31, 2 ** 40]) {
      const bytes = new MessageWriter().integer(3, value).bytes() // AttrValue.i
      expect(messages.AttrValue.deserializeBinary(bytes).getI()).toBe(value)
    }
    const minusOne = new MessageWriter().integer(3, -1).bytes()
    expect(messages.AttrValue.deserializeBinary(minusOne).getI()).toBe(-1)
  })

  it('has floats and text', () => {
    const f = new MessageWriter().float(4, 0.5).bytes()
    expect(messages.AttrValue.deserializeBinary(f).getF()).toBe(0.5)
    const name = new MessageWriter().chunk(1, 'ν·B').bytes() // NodeDef.name
    expect(messages.NodeDef.deserializeBinary(name).getName()).toBe('ν·B')
  })
})
