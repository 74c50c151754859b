import type { Opened } from './open-electron.ts'

/** The dialogs of main, answered as scripted; every question is kept. */
export interface Answers {
  /** Which button of a message box, 0 is the first; `never`: nobody is there. */
  readonly button?: number | 'never'
  /** The folder where files go, by the name that was offered. */
  readonly folder?: string
  /** The file that is opened. */
  readonly open?: string
}

/** From now on dialogs answer themselves. */
export const answerDialogs = ({ app }: Opened, answers: Answers): Promise<void> =>
  app.evaluate(({ dialog }, { button = 0, folder, open }) => {
    const asked: string[] = []
    Reflect.set(globalThis, 'asked', asked)
    dialog.showMessageBox = async (...given: unknown[]) => {
      asked.push((given.at(-1) as { message: string }).message)
      if (button === 'never') return new Promise(() => {})
      return { response: button, checkboxChecked: false }
    }
    dialog.showSaveDialog = async (...given: unknown[]) => {
      const { defaultPath = '' } = given.at(-1) as { defaultPath?: string }
      asked.push(defaultPath)
      const name = defaultPath.split(/[\\/]/).at(-1)
      return folder === undefined
        ? { canceled: true, filePath: '' }
        : { canceled: false, filePath: `${folder}/${name}` }
    }
    dialog.showOpenDialog = async (...given: unknown[]) => {
      const { title = '' } = given.at(-1) as { title?: string }
      asked.push(title)
      const path = open ?? folder
      return { canceled: path === undefined, filePaths: path === undefined ? [] : [path] }
    }
  }, answers)

/** What was asked since `answerDialogs`. */
export const askedOf = ({ app }: Opened): Promise<string[]> =>
  app.evaluate(() => (Reflect.get(globalThis, 'asked') as string[] | undefined) ?? [])
