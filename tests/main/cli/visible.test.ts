import { EventEmitter } from 'node:events'
import { Chalk } from 'chalk'
import { describe, expect, it } from 'vitest'
import { openTerminal } from '../../../src/main/cli/terminal.ts'
import { alignRows } from '../../../src/main/cli/view/align.ts'
import { ownPaint, visible } from '../../../src/main/cli/visible.ts'

const paint = ownPaint(new Chalk({ level: 1 }))

describe('what a terminal is given', () => {
  it.each([
    ['a\u001b[2Jb', 'a␛[2Jb'],
    ['a\u001b[31mred', 'a␛[31mred'],
    ['a\u001b]0;title\u0007b', 'a␛]0;title␇b'],
    ['a\rb\tc\u0000d\u007f', 'a␍b␉c␀d␡'],
    ['a\u009b2Jb', 'a<U+009B>2Jb'],
    ['a\u202egnp.exe', 'a<U+202E>gnp.exe'],
    ['two\nlines – as ever', 'two\nlines – as ever'],
  ])('shows what it would obey: %j', (text, shown) => {
    expect(visible(text)).toBe(shown)
  })

  it('keeps our own colours, nested too, and those only', () => {
    const text = paint.dim(`a ${paint.bold('b')} \u001b[31mc`)
    expect(visible(text)).toBe('\u001b[2ma \u001b[1mb\u001b[22m\u001b[2m ␛[31mc\u001b[22m')
    expect(visible(paint.red.bold('x'))).toBe('\u001b[31m\u001b[1mx\u001b[22m\u001b[39m')
  })

  it('is JSON of the same value where it was JSON', () => {
    const value = { name: 'a\u009bb\u202e\u001b[2J\u007f' }
    const line = visible(JSON.stringify(value))
    expect(line).not.toMatch(/[\u007f-\u009f\u202e]/)
    expect(JSON.parse(line)).toEqual(value)
  })

  it('has a cell on one line, in its column, whatever is in it', () => {
    const rows = [
      ['a\nb', '1'],
      [paint.bold('c'), '2'],
    ]
    const lines = alignRows([{ head: 'name' }, { head: 'n' }], rows).map(visible)
    expect(lines).toEqual(['name  n', 'a␊b   1', '\u001b[1mc\u001b[22m     2'])
  })
})

it('goes out by one door, to both of its streams', () => {
  const written: string[] = []
  const stream = () =>
    Object.assign(new EventEmitter(), { write: (text: string) => written.push(text) })
  const terminal = openTerminal({ stdout: stream(), stderr: stream(), env: {} } as never)
  terminal.say('a\u001b[2J')
  terminal.complain('b\u001b[2J')
  terminal.say(terminal.paint.bold('c\u001b[1m'))
  expect(written).toEqual(['a␛[2J\n', 'b␛[2J\n', 'c␛[1m\n'])
})
