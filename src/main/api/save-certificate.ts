import { done, type Result } from '../../shared/failure.ts'
import type { SavedFile } from '../../shared/wire.ts'
import { certificateText, makeCertificate } from './certificate.ts'
import type { Context } from './context.ts'
import { nameFiles } from './export-run-to.ts'
import { saveAs } from './save-file.ts'

/** A run's certificate of what it read, where the person wants it; null when they thought better of it. */
export async function saveCertificate(
  context: Context,
  id: string
): Promise<Result<SavedFile | null>> {
  const name = nameFiles(context, id)
  if (!name.ok) return name
  return saveAs(context, `${name.value}-certificate.json`, async () => {
    const made = await makeCertificate(context.h, id)
    return made.ok ? done(Buffer.from(certificateText(made.value))) : made
  })
}
