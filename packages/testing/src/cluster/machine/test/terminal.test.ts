import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { TerminalProcess } from '../Machine.ts'
import { createTestMachine, type TestMachine } from './machineTest.ts'

let machine: TestMachine
let terminal: TerminalProcess
let screen: string
beforeEach(() => {
  machine = createTestMachine()
  screen = ''
  open()
})
afterEach(() => machine[Symbol.dispose]())

function open(argv = ['sh']): void {
  terminal = machine.machine.spawnOnTerminal(argv, { columns: 80, rows: 24 })
  void (async () => {
    for await (const bytes of terminal.output) screen += Buffer.from(bytes).toString()
  })()
}

const type = (text: string) => terminal.keys.write(new TextEncoder().encode(text))
const shows = (expected: string | RegExp) => vi.waitFor(() => expect(screen).toMatch(expected))
/** What is shown after the next keys. */
const clear = () => {
  screen = ''
}

describe('a shell on a terminal', () => {
  test('answers, and ends with the code that it is told', async () => {
    await type('echo $((6*7))\r')
    await shows(/\r\n42\r\n/)
    await type('exit 3\r')
    expect(await terminal.exit).toBe(3)
  })

  test('ends at Ctrl-D with the code of its last command', async () => {
    await type('false\r')
    await shows(/false\r\n.*# $/s)
    await type('\u0004')
    expect(await terminal.exit).toBe(1)
  })

  test('shows both streams in order', async () => {
    await type('for i in 1 2; do echo "out $i"; echo "err $i" >&2; done\r')
    await shows(/out 1\r\nerr 1\r\nout 2\r\nerr 2\r\n/)
  })

  test('gives up what runs at Ctrl-C and goes on', async () => {
    await type('sleep 3600; echo "ended $?"\r')
    await type('\u0003')
    await type('echo still here\r')
    await shows(/\r\nstill here\r\n/)
    expect(screen).not.toContain('ended 1')
  })

  test('lets what it runs have its last words at Ctrl-C', async () => {
    await type('ping localhost; echo not this\r')
    await shows(/seq=0/)
    await type('\u0003')
    await shows(/\^C\r?\n?\r\n--- localhost ping statistics ---\r\n.*# $/s)
    expect(screen).not.toMatch(/\r\nnot this\r\n/)
  })

  test('stops nothing at Ctrl-Z', async () => {
    await type('sleep 0.3; echo "slept $?"\r')
    await type('\u001a')
    await shows('\r\n\u0007slept 0\r\n')
  })

  test('gives up an endless loop of its own', async () => {
    await type('while :; do :; done\r')
    await type('\u0003')
    await type('echo free\r')
    await shows(/\r\nfree\r\n/)
  })

  test('knows its size and hears of a new one', async () => {
    await type('stty size\r')
    await shows(/\r\n24 80\r\n/)
    await type("trap 'echo resized' WINCH\r")
    await shows(/WINCH\r\n.*# $/s)
    terminal.resize({ columns: 132, rows: 43 })
    await type('stty size\r')
    await shows(/\r\n43 132\r\n/)
    await shows(/\r\nresized\r\n/)
  })

  test('runs every line of what is pasted, and shows each once', async () => {
    await type('echo a1\recho a2\recho a3\r')
    await shows(/\r\na1\r\n.*\r\na2\r\n.*\r\na3\r\n/s)
    // Once as it was typed and once behind its prompt.
    expect(screen.match(/echo a3/g)).toHaveLength(2)
  })

  test('asks for more of a command that is not complete', async () => {
    await type('if true\r')
    await shows(/> $/)
    await type('then echo yes; fi\r')
    await shows(/\r\nyes\r\n/)
  })

  test('ends when the terminal hangs up', async () => {
    await type('sleep 3600\r')
    await vi.waitFor(() =>
      expect(machine.machine.processes.some(({ argv }) => argv[0] === 'sleep' && argv[1] === '3600')).toBe(true),
    )
    terminal.keys.end()
    expect(await terminal.exit).toBe(129)
    expect(machine.machine.processes).toHaveLength(1)
  })
})

describe('the line that is typed', () => {
  test.each([
    ['Ctrl-A and Ctrl-E', 'ho\u0001ec\u0005 end', /\r\nend\r\n/],
    ['the cursor keys', 'echo ad\u001b[D\u001b[Dx\u001b[C-', /\r\nxa-d\r\n/],
    ['Home and End', 'cho 1\u001b[He\u001b[F2', /\r\n12\r\n/],
    ['backspace over wide characters', 'echo 日本\u007f語', /\r\n日語\r\n/],
    ['backspace over several code points', 'echo a👩‍👩‍👧\u007fb', /\r\nab\r\n/],
    ['Ctrl-U and Ctrl-K', 'nonsense\u0015echo kept gone\u001b[D\u001b[D\u001b[D\u001b[D\u000b', /\r\nkept\r\n/],
    ['Ctrl-W and Ctrl-Y', 'echo one two\u0017\u0019\u0019', /\r\none twotwo\r\n/],
    ['words with Alt', 'echo one two\u001bb\u001bbx\u001bd', /\r\nx two\r\n/],
  ])('can be edited with %s', async (_name, keys, expected) => {
    await type(`${keys}\r`)
    await shows(expected)
  })

  test('comes back from the history', async () => {
    await type('echo first\r')
    await type('echo second\r')
    await shows(/\r\nsecond\r\n/)
    clear()
    await type('\u001b[A\u001b[A\r')
    await shows(/\r\nfirst\r\n/)
    clear()
    await type('\u0012seco\r')
    await shows(/\r\nsecond\r\n/)
  })

  test('keeps its history for the next session', async () => {
    await type('echo remembered\rexit\r')
    await terminal.exit
    clear()
    open()
    await type('\u001b[A\u001b[A\r')
    await shows(/\r\nremembered\r\n/)
  })

  test('is completed with commands, paths and folders', async () => {
    await type('hostn\t; cat /etc/hostn\t; cd /us\tloc\t; pwd\r')
    await shows(/\r\ntest-0\r\ntest-0\r\n\/usr\/local\r\n/)
  })

  test('shows what there is at the second Tab', async () => {
    await type('ls /etc/host\t\t')
    await shows(/hostname {2}hosts\r\n/)
  })

  test('is broken at the margin as a terminal does', async () => {
    const long = 'x'.repeat(100)
    await type(`echo ${long}\u0001\u0005y\r`)
    await shows(`\r\n${long}y\r\n`)
  })

  test('is given up at Ctrl-C', async () => {
    await type('echo never\u0003echo ever\r')
    await shows(/\r\never\r\n/)
    expect(screen).not.toMatch(/\r\nnever\r\n/)
  })
})

describe('a program on a terminal', () => {
  test('reads whole lines that can be edited, up to Ctrl-D', async () => {
    await type('cat\r')
    await type('abc\u007fd\r')
    await shows(/\r\nabd\r\n/)
    await type('\u0004')
    await type('echo back\r')
    await shows(/\r\nback\r\n/)
  })

  test('reads what is typed without showing it when it says so', async () => {
    await type('read -s secret; echo "<$secret>"\r')
    await vi.waitFor(() => expect(screen).toMatch(/secret>"\r\n/))
    await type('hidden\r')
    await shows(/<hidden>/)
    expect(screen.match(/hidden/g)).toHaveLength(1)
  })

  test('can be a pager or a live table', async () => {
    await type('seq 200 | less\r')
    await shows(/space, b, q/)
    await type(' q')
    await type('top\r')
    await shows(/PID {2}PPID/)
    await type('q')
    await type('echo done\r')
    await shows(/\r\ndone\r\n/)
  })

  test('has no signals of keys in raw mode', async () => {
    await type('stty raw -echo; head -c 1 | od -An -tx1; stty sane\r')
    await vi.waitFor(() => expect(machine.machine.processes.some(({ argv }) => argv[0] === 'head')).toBe(true))
    await type('\u0003')
    await shows(/ 03/)
  })
})
