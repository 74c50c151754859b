import { useEffect, useState } from 'react'
import { takeFiles, useImports } from '../../state/import-files.ts'
import styles from './drop-zone.module.css'

/** The whole window takes files; while one is dragged over it, it says so. */
export function DropZone() {
  const isOver = useDrop()
  const reading = useImports(imports => imports.reading)
  return (
    <>
      {isOver && (
        <div className={styles['zone']} aria-hidden="true">
          <p>
            <b>Drop to read</b>
            <br />A CSV of prices, a run of Hindcast (zip), or a preset (JSON)
          </p>
        </div>
      )}
      <p className="unseen" role="status">
        {reading === null ? '' : `Reading ${reading}`}
      </p>
    </>
  )
}

const hasFiles = (event: DragEvent): boolean => event.dataTransfer?.types.includes('Files') ?? false

/** Listens to the window; answers whether files are held over it. */
function useDrop(): boolean {
  const [isOver, setIsOver] = useState(false)
  useEffect(() => {
    const over = (event: DragEvent) => {
      if (!hasFiles(event)) return
      // without this the window would open the file in its own place
      event.preventDefault()
      setIsOver(true)
    }
    const leave = (event: DragEvent) => {
      // moving from one element to the next leaves nothing
      if (event.relatedTarget === null) setIsOver(false)
    }
    const drop = (event: DragEvent) => {
      if (!hasFiles(event)) return
      event.preventDefault()
      setIsOver(false)
      takeFiles(event.dataTransfer?.files ?? [])
    }
    const listeners = { dragenter: over, dragover: over, dragleave: leave, drop } as const
    for (const [name, hear] of Object.entries(listeners))
      window.addEventListener(name as keyof typeof listeners, hear)
    return () => {
      for (const [name, hear] of Object.entries(listeners))
        window.removeEventListener(name as keyof typeof listeners, hear)
    }
  }, [])
  return isOver
}
