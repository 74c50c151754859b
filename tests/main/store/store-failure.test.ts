import { join } from 'node:path'
import { expect, it } from 'vitest'
import { storeFailure } from '../../../src/main/store/store-failure.ts'
import { temporaryFolder } from './fixtures.ts'

const folder = join('/home', 'a', 'data')
const refused = (path?: string) =>
  Object.assign(new Error('permission denied'), { code: 'EACCES', ...(path ? { path } : {}) })

it('is of the database where its folder, what lies in it or above it is out of reach', () => {
  for (const path of [folder, join(folder, 'hindcast.sqlite'), join('/home', 'a'), undefined])
    expect(storeFailure(refused(path), folder)).toEqual({ kind: 'folder-gone', folder })
})

it.each([
  ['SQLITE_FULL', { kind: 'disk-full' }],
  ['ENOSPC', { kind: 'disk-full' }],
  ['SQLITE_BUSY', { kind: 'database-locked' }],
  ['ENAMETOOLONG', { kind: 'name-too-long' }],
  ['SQLITE_READONLY_DBMOVED', { kind: 'folder-gone' }],
  [
    'SQLITE_IOERR_WRITE',
    {
      kind: 'database-unavailable',
      reason: 'it cannot be read or written there (SQLITE_IOERR_WRITE)',
    },
  ],
  [
    'ENOENT',
    { kind: 'database-unavailable', reason: 'it cannot be read or written there (ENOENT)' },
  ],
])('is told apart by what can be done about it: %s', (code, failure) => {
  const here = temporaryFolder()
  expect(storeFailure(Object.assign(new Error(), { code }), here)).toEqual({
    ...failure,
    folder: here,
  })
})

it('is a bug of ours where no system said anything', () => {
  expect(storeFailure(new Error('oops'), folder)).toBeNull()
  expect(storeFailure(Object.assign(new Error(), { code: 'SQLITE_CONSTRAINT' }), folder)).toBeNull()
})

it('is not of the database where a file elsewhere was refused', () => {
  for (const path of [join('/root', 'cache', 'lib'), join('/home', 'a', 'data-2', 'x')])
    expect(storeFailure(refused(path), folder)).toBeNull()
})
