import { Button } from '@blueprintjs/core'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { ask } from '../bridge.ts'
import { attempt, say } from '../state/toaster.ts'
import { useUi } from '../state/ui.ts'
import { useUndo } from '../state/undo.ts'
import { Line } from './section.tsx'

/** Takes a backup in the place of what is here. Asks twice: by these words, and for the file. */
export function RestoreLine() {
  const client = useQueryClient()
  const [isSure, setIsSure] = useState(false)
  const restore = async () => {
    setIsSure(false)
    const restored = await attempt(() => ask('restoreBackup'))
    if (!restored) return
    useUi.setState({ run: null, revision: null, compared: [] })
    useUndo.setState({ steps: [] })
    await client.invalidateQueries()
    void say({ text: `Restored. What was here before is kept as ${restored.keptAs}.` })
  }
  return (
    <Line
      text="Restore a backup"
      about="Replaces every series and run here by those of the backup. What is here now is kept beside it as a file, which can be restored in turn."
    >
      {isSure ? (
        <>
          <Button size="small" text="Cancel" onClick={() => setIsSure(false)} />
          <Button
            size="small"
            intent="danger"
            text="Choose the backup…"
            autoFocus
            onClick={() => void restore()}
          />
        </>
      ) : (
        <Button size="small" text="Restore…" onClick={() => setIsSure(true)} />
      )}
    </Line>
  )
}
