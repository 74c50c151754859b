import { join } from 'node:path'
import { expect, it } from 'vitest'
import { storeFailure } from '../../../src/main/store/store-failure.ts'

const folder = join('/home', 'a', 'data')
const refused = (path?: string) =>
  Object.assign(new Error('permission denied'), { code: 'EACCES', ...(path ? { path } : {}) })

it('is of the database where its folder, what lies in it or above it is out of reach', () => {
  for (const path of [folder, join(folder, 'hindcast.sqlite'), join('/home', 'a'), undefined])
    expect(storeFailure(refused(path), folder)).toMatchObject({ kind: 'database-unavailable' })
})

it('is not of the database where a file elsewhere was refused', () => {
  for (const path of [join('/root', 'cache', 'lib'), join('/home', 'a', 'data-2', 'x')])
    expect(storeFailure(refused(path), folder)).toBeNull()
})
