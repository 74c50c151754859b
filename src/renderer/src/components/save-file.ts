import type { SavedFile } from '../../../shared/wire.ts'
import { ask } from '../bridge.ts'
import { attempt, say } from '../state/toaster.ts'

/** Asks where, saves, and says where it went, with a way there. */
export async function saveFile(name: string, content: string | Uint8Array): Promise<void> {
  const saved = await attempt(() => ask('saveFile', { name, content }))
  if (saved) saySaved(saved)
}

/** What was written, and a button that shows it in the file manager. */
export function saySaved({ path, token }: SavedFile): void {
  const onClick = () => void attempt(() => ask('revealFile', { token }))
  void say({ text: `Saved as ${path}`, action: { text: 'Show', onClick } })
}
