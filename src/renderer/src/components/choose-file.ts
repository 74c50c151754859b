/** A file the person chooses, as its bytes; null when they think better of it. */
export function chooseFile(
  accept: string
): Promise<{ readonly name: string; readonly bytes: Uint8Array } | null> {
  const input = document.createElement('input')
  input.type = 'file'
  input.accept = accept
  return new Promise(resolve => {
    input.addEventListener('cancel', () => resolve(null))
    input.addEventListener('change', async () => {
      const file = input.files?.[0]
      resolve(file ? { name: file.name, bytes: new Uint8Array(await file.arrayBuffer()) } : null)
    })
    input.click()
  })
}
