import envPaths from 'env-paths'

/** Where the data live: HINDCAST_DATA, or the system's place for an application's data. */
export const dataFolder = (): string =>
  process.env['HINDCAST_DATA'] || envPaths('hindcast', { suffix: '' }).data

export const databaseName = 'hindcast.sqlite'
