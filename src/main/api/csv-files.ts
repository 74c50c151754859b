import { randomBytes } from 'node:crypto'

/** A file that a person handed us, before it is imported. */
export interface CsvFile {
  readonly name: string
  readonly bytes: Uint8Array
}

const mostFiles = 8
const mostBytes = 512 * 1024 * 1024

/** Files kept between their preview and their import, by a token nobody can guess; the oldest go first. */
export class CsvFiles {
  readonly #files = new Map<string, CsvFile>()

  keep(file: CsvFile): string {
    const token = randomBytes(16).toString('hex')
    this.#files.set(token, file)
    for (const oldest of this.#files.keys()) {
      if (oldest === token || !this.#isFull()) break
      this.#files.delete(oldest)
    }
    return token
  }

  get(token: string): CsvFile | undefined {
    return this.#files.get(token)
  }

  forget(token: string): void {
    this.#files.delete(token)
  }

  #isFull(): boolean {
    const bytes = [...this.#files.values()].reduce((sum, file) => sum + file.bytes.byteLength, 0)
    return this.#files.size > mostFiles || bytes > mostBytes
  }
}
