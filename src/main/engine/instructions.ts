import { readFileSync } from 'node:fs'

/**
 * Sets of instructions that oneDNN and Eigen choose their code by, the least first: another one may add
 * numbers in another order, and the last digits follow.
 */
const intel = 'sse4_2 avx avx2 fma avx_vnni avx512f avx512bw avx512_vnni avx512_bf16 avx512_fp16'
const others = 'amx_tile asimd asimddp i8mm bf16 sve sve2'
const told = `${intel} ${others}`.split(' ')

/**
 * What the processor has of them, and below which one a person keeps oneDNN: `sse4_2 avx avx2 fma, at
 * most AVX2`. Only Linux lists them; elsewhere the processor's model has to do.
 */
export function instructionWords(
  environment: NodeJS.ProcessEnv = process.env,
  cpuinfo: string | null = readCpuinfo()
): string {
  const limit = environment['ONEDNN_MAX_CPU_ISA'] ?? environment['DNNL_MAX_CPU_ISA']
  const own = flagsOf(cpuinfo)
  const words = own.length > 0 ? own.join(' ') : 'as the processor has them'
  return limit === undefined || limit === '' ? words : `${words}, at most ${limit}`
}

function flagsOf(cpuinfo: string | null): string[] {
  const line = cpuinfo?.split('\n').find(text => /^(flags|Features)\s*:/.test(text))
  const flags = new Set(line?.split(':')[1]?.trim().split(/\s+/))
  return told.filter(name => flags.has(name))
}

function readCpuinfo(): string | null {
  try {
    return readFileSync('/proc/cpuinfo', 'utf8')
  } catch {
    return null // no such file: not Linux
  }
}
