import { Button, MenuItem, PopoverNext } from '@blueprintjs/core'
import { Download } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import { Icon } from '../components/icon.tsx'
import { KeyMenu } from '../components/key-menu.tsx'
import { Panel } from '../components/panel.tsx'
import { saveFile } from '../components/save-file.ts'
import { Chart, type ChartProps } from './chart.tsx'
import styles from './chart-panel.module.css'
import { ChartTableView } from './chart-table.tsx'
import { makePng, makeSvg } from './save-chart.ts'
import { type ChartTable, tableCsv } from './table-csv.ts'
import { TableToggle } from './table-toggle.tsx'

export interface ChartPanelProps extends ChartProps {
  readonly title: string
  /** Unit, part, what the eye needs beside the title. */
  readonly caption: string
  /** The numbers behind it, made when asked for. */
  readonly table: () => ChartTable
  /** What its files are called, without an ending: `NFLX-loss`. */
  readonly fileName: string
  /** Controls between the caption and the tools. */
  readonly controls?: ReactNode
  /** Laid over the drawing, and only over it: handles. */
  readonly over?: ReactNode
  /** Under the drawing, inside the panel. */
  readonly children?: ReactNode
  readonly className?: string
  /** What exports draw when it is not what the window shows (a zoom, a hover). */
  readonly makeForFile?: ChartProps['make']
  /** Over an exported picture in place of title and caption: whose it is, and `simulated`. */
  readonly fileTitle?: string
  readonly fileCaption?: string
}

/** A chart in its frame: head with title, unit, a table behind it, and saving as PNG, SVG or CSV. */
export function ChartPanel(props: ChartPanelProps) {
  const { title, caption, table, fileName, controls, over, children, className, ...rest } = props
  const { makeForFile, fileTitle = title, fileCaption = caption, ...chart } = rest
  const [isTable, setIsTable] = useState(false)
  const file = {
    make: makeForFile ?? chart.make,
    title: fileTitle,
    caption: fileCaption,
    label: chart.label,
  }
  const saves = {
    png: async () => saveFile(`${fileName}.png`, await makePng(file)),
    svg: () => saveFile(`${fileName}.svg`, makeSvg(file)),
    csv: () => saveFile(`${fileName}.csv`, tableCsv(table())),
  }
  const tools = (
    <>
      {controls}
      <TableToggle title={title} isTable={isTable} onChange={setIsTable} />
      <SaveMenu title={title} saves={saves} />
    </>
  )
  return (
    <Panel title={title} caption={caption} tools={tools} {...(className ? { className } : {})}>
      {isTable ? (
        <ChartTableView title={title} table={table()} />
      ) : (
        <Drawing chart={chart} over={over} />
      )}
      {children}
    </Panel>
  )
}

const Drawing = ({ chart, over }: { readonly chart: ChartProps; readonly over: ReactNode }) =>
  over === undefined ? (
    <Chart {...chart} />
  ) : (
    <div className={styles['drawing']}>
      <Chart {...chart} />
      {over}
    </div>
  )

interface SaveMenuProps {
  readonly title: string
  readonly saves: Readonly<Record<'png' | 'svg' | 'csv', () => Promise<void>>>
}

/** Saves a drawing as PNG or SVG, its numbers as CSV. */
export function SaveMenu({ title, saves }: SaveMenuProps) {
  const menu = (
    <KeyMenu aria-label={`Save ${title} as`}>
      <MenuItem text="Picture (PNG)" onClick={() => void saves.png()} />
      <MenuItem text="Drawing (SVG)" onClick={() => void saves.svg()} />
      <MenuItem text="Numbers (CSV)" onClick={() => void saves.csv()} />
    </KeyMenu>
  )
  return (
    <PopoverNext content={menu} placement="bottom-end">
      <Button
        variant="minimal"
        size="small"
        aria-label={`Save ${title}`}
        icon={<Icon of={Download} />}
      />
    </PopoverNext>
  )
}
