import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { writeLicences } from '../../scripts/package/licences.mjs'
import { packagesIn, runtimeVersions, writeSbom } from '../../scripts/package/sbom.mjs'
import { ROOT } from '../../scripts/setup/paths.mjs'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'hindcast-sbom-'))
  const modules = (name: string) => join(ROOT, 'node_modules', name)
  put('stage/main/LICENSES.txt', writeLicences(['zod', 'date-fns'].map(modules)))
  put('stage/renderer/LICENSES.txt', writeLicences(['react', 'zod'].map(modules)))
  const sqlite = readFileSync(join(modules('better-sqlite3'), 'package.json'), 'utf8')
  put('stage/node_modules/better-sqlite3/package.json', sqlite)
  put('stage/node_modules/@tensorflow/tfjs-node/deps/lib/libtensorflow.so.2', 'abc')
  put('packed/hindcast', '…Chrome/ …Chrome/152.0.1.2 Electron/45.4.0\0 node.js/v24.18.0\0')
})
afterEach(() => rmSync(folder, { recursive: true }))

function put(name: string, text: string) {
  const path = join(folder, name)
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, text)
}

const lock = JSON.parse(readFileSync(join(ROOT, 'package-lock.json'), 'utf8')).packages
const write = () =>
  writeSbom(ROOT, {
    stage: join(folder, 'stage'),
    packed: join(folder, 'packed'),
    library: { version: '2.9.1', origin: 'official' },
    electron: '45.4.1',
  })

describe('the bill of materials', () => {
  it('names every package that there is code of, once, as the lockfile knows it', async () => {
    const bill = JSON.parse(await write())
    const names = bill.components.map(({ name }: { name: string }) => name)
    expect(names).toEqual([
      'electron',
      'libtensorflow',
      'better-sqlite3',
      'date-fns',
      'react', // a development dependency, and yet in the program
      'zod',
    ])
    const react = bill.components[4]
    const { version, integrity, license } = lock['node_modules/react']
    expect(react).toMatchObject({
      version,
      purl: `pkg:npm/react@${version}`,
      licenses: [{ license: { id: license } }],
    })
    const digest = Buffer.from(react.hashes[0].content, 'hex').toString('base64')
    expect(`sha512-${digest}`).toBe(integrity)
    expect(react.hashes[0].alg).toBe('SHA-512')
  })

  it('says what Electron and TensorFlow say of themselves, and what is packed of them', async () => {
    const bill = JSON.parse(await write())
    const [electron, tensorflow] = bill.components
    expect(electron.version).toBe('45.4.0') // packed, whatever was asked for
    expect(electron.components).toMatchObject([
      { name: 'Chromium', version: '152.0.1.2' },
      { name: 'Node.js', version: '24.18.0' },
    ])
    expect(tensorflow).toMatchObject({ version: '2.9.1' })
    // FIPS 180-4: the sum of "abc"
    expect(tensorflow.components[0].hashes[0].content).toBe(
      'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad'
    )
  })

  it('is the same for the same program, and another for another', async () => {
    const first = await write()
    expect(await write()).toBe(first)
    put('stage/node_modules/@tensorflow/tfjs-node/deps/lib/libtensorflow.so.2', 'abd')
    const serial = (text: string) => JSON.parse(text).serialNumber
    expect(serial(await write())).not.toBe(serial(first))
    expect(serial(first)).toMatch(
      /^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/
    )
  })

  it('refuses a package that the lockfile does not have', async () => {
    put('stage/main/LICENSES.txt', 'left-pad 1.3.0\n\nDo what you want.\n')
    await expect(write()).rejects.toThrow('left-pad 1.3.0 is in the program and not in')
  })

  it('refers to nothing that it does not list', async () => {
    const bill = JSON.parse(await write())
    const refs = bill.components.map((one: Record<string, string>) => one['bom-ref'])
    expect(new Set(refs).size).toBe(refs.length)
    expect(bill.dependencies).toEqual([
      { ref: bill.metadata.component['bom-ref'], dependsOn: refs },
    ])
  })
})

it('takes names with a scope, and of a text that many packages share', () => {
  put('stage/main/LICENSES.txt', '@a/b 1.0.0\nc 2.0.0-rc.1\n\nBe kind.\n')
  const names = packagesIn(join(folder, 'stage')).map(({ name, version }) => `${name}@${version}`)
  expect(names).toEqual(expect.arrayContaining(['@a/b@1.0.0', 'c@2.0.0-rc.1']))
})

it('claims no version of a runtime that does not say one', () => {
  put('packed/hindcast', '#!/bin/sh\n')
  expect(runtimeVersions(join(folder, 'packed'))).toEqual({})
})
