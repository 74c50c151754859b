/// <reference lib="dom" />

/** One question that the host draws over the page. */
export interface Question {
  readonly title: string
  /** Over the field. */
  readonly label: string
  /** What the field holds at first. */
  readonly value: string
  /** The word on the button that says yes. */
  readonly action: string
  /** Why it is asked again, said aloud. */
  readonly problem?: string
  /** Something to read and copy: nothing to change, nothing to cancel. */
  readonly readOnly?: boolean
}

/** Puts a question to the person: the field's text, or null when they thought better of it. */
export type Ask = (question: Question) => Promise<string | null>

/**
 * Draws a question as a modal dialog and waits for its end. Runs in the page, from its source, so
 * it uses nothing but its argument; the closed shadow root keeps the page's styles and scripts out
 * and lets its tokens, and so its theme, in. The browser's own dialog holds the focus inside, is
 * announced, and ends by Escape.
 */
export function showQuestion(question: Question): Promise<string | null> {
  const style = `
    dialog { width: min(560px, calc(100vw - 48px)); padding: 20px; border-radius: 6px;
      border: 1px solid var(--line, GrayText); background: var(--raised, Canvas);
      color: var(--ink, CanvasText); box-shadow: var(--float, none);
      font: var(--t-body, 13px/19px system-ui, sans-serif); }
    dialog::backdrop { background: rgb(0 0 0 / 0.4); }
    h2 { margin: 0 0 12px; font: var(--t-title, 600 16px/22px system-ui, sans-serif); }
    label { display: block; margin-bottom: 4px; color: var(--ink-2, inherit); }
    input { box-sizing: border-box; width: 100%; height: 32px; padding: 0 8px; border-radius: 4px;
      border: 1px solid var(--control-line, GrayText); background: var(--raised, Field);
      color: inherit; font: inherit; }
    p { margin: 8px 0 0; color: var(--bad, inherit); }
    div { display: flex; justify-content: flex-end; gap: 8px; margin-top: 16px; }
    button { height: 32px; padding: 0 14px; border-radius: 4px; font: inherit; font-weight: 600;
      border: 1px solid var(--control-line, GrayText); background: transparent; color: inherit; }
    button[type='submit'] { background: var(--action, ButtonFace); border-color: transparent;
      color: var(--on-action, ButtonText); }
    :focus-visible { outline: 2px solid var(--focus, Highlight); outline-offset: 1px; }`

  const make = (kind: string, fields: object, ...children: Node[]) => {
    const element = Object.assign(document.createElement(kind), fields)
    element.append(...children)
    return element
  }
  const { title, label, value, action, problem, readOnly = false } = question
  const cancel = make('button', { type: 'button', textContent: 'Cancel', hidden: readOnly })
  const input = make('input', {
    id: 'field',
    value,
    readOnly,
    type: 'text',
    spellcheck: false,
    autocomplete: 'off',
  }) as HTMLInputElement
  const heading = make('h2', { id: 'title', textContent: title })
  // there before it is filled: only a change of what is already there is announced
  const alert = make('p', { id: 'problem', role: 'alert', hidden: !problem })
  const buttons = make('div', {}, cancel, make('button', { type: 'submit', textContent: action }))
  const form = make(
    'form',
    { method: 'dialog' },
    heading,
    make('label', { htmlFor: 'field', textContent: label }),
    input,
    alert,
    buttons
  )
  const dialog = make('dialog', {}, form) as HTMLDialogElement
  dialog.setAttribute('aria-labelledby', 'title')
  if (problem) {
    input.setAttribute('aria-invalid', 'true')
    input.setAttribute('aria-describedby', 'problem')
  }

  const mount = make('div', {})
  mount.dataset['hindcastPrompt'] = ''
  mount.attachShadow({ mode: 'closed' }).append(make('style', { textContent: style }), dialog)
  // keys typed here are nobody's shortcuts
  for (const type of ['keydown', 'keyup', 'keypress'])
    mount.addEventListener(type, event => event.stopPropagation())

  const before = document.activeElement
  return new Promise(resolve => {
    let answer: string | null = null
    form.addEventListener('submit', () => {
      answer = input.value
    })
    cancel.addEventListener('click', () => dialog.close())
    dialog.addEventListener('close', () => {
      mount.remove()
      if (before instanceof HTMLElement) before.focus()
      resolve(answer)
    })
    document.body.append(mount)
    dialog.showModal()
    alert.textContent = problem ?? ''
    input.focus()
    const name = value.slice(Math.max(value.lastIndexOf('/'), value.lastIndexOf('\\')) + 1)
    const dot = name.lastIndexOf('.')
    const end = value.length - (dot > 0 ? name.length - dot : 0)
    input.setSelectionRange(
      readOnly ? 0 : value.length - name.length,
      readOnly ? value.length : end
    )
  })
}
