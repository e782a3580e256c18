import { describe, expect, test } from 'vitest'
import { createClock } from '../clock/createClock.ts'
import type { ContainerLog, LogReadOptions } from './ContainerLog.ts'
import { createContainerLog } from './createContainerLog.ts'

const noon = Date.parse('2026-01-31T12:00:00Z')

function start({ maxBytes }: { maxBytes?: number } = {}) {
  const clock = createClock({ now: noon, stopped: true })
  const log = createContainerLog({ clock, maxBytes })
  const write = (text: string | Uint8Array, stream: 'stdout' | 'stderr' = 'stdout') => {
    log.write(stream, Buffer.from(text))
  }
  return { clock, log, write }
}

async function read(log: ContainerLog, options?: LogReadOptions): Promise<string> {
  return (await readBytes(log, options)).toString()
}

async function readBytes(log: ContainerLog, options?: LogReadOptions): Promise<Buffer> {
  const chunks: Uint8Array[] = []
  for await (const chunk of log.read(options)) chunks.push(chunk)
  return Buffer.concat(chunks)
}

describe('what was written', () => {
  test('comes back byte for byte, also what is no text and what no newline ended', async () => {
    const { log, write } = start()
    const bytes = Buffer.from([0xff, 0x0a, 0xc3, 0x00, 0x0a, 0x0a, 0xe2, 0x82])
    for (const byte of bytes) write(Uint8Array.of(byte))
    log.end()
    expect(await readBytes(log)).toEqual(bytes)
  })

  test('is a line when its newline comes, and not before', async () => {
    const { log, write } = start()
    write('one\ntw')
    expect(await read(log)).toBe('one\n')
    write('o\n')
    expect(await read(log)).toBe('one\ntwo\n')
  })

  test('keeps lines of both streams whole', async () => {
    const { log, write } = start()
    write('out ')
    write('err\n', 'stderr')
    write('put\n')
    expect(await read(log)).toBe('err\nout put\n')
    expect(await read(log, { stream: 'stderr' })).toBe('err\n')
  })

  test('is one line with one time, also when it is kept in parts', async () => {
    const { log, write } = start()
    const line = `${'x'.repeat(40_000)}\n`
    write(line)
    expect(await read(log, { timestamps: true })).toBe(`2026-01-31T12:00:00.000000000Z ${line}`)
  })
})

describe('times', () => {
  test('rise with every line, also while the clock stands', async () => {
    const { log, write } = start()
    write('line\n'.repeat(3000))
    const lines = (await read(log, { timestamps: true })).trimEnd().split('\n')
    expect(lines[0]).toBe('2026-01-31T12:00:00.000000000Z line')
    expect(new Set(lines).size).toBe(3000)
    expect(lines).toEqual(lines.toSorted())
  })

  test('choose the lines since then', async () => {
    const { clock, log, write } = start()
    write('early\n')
    await clock.advance(1500)
    write('late\n')
    expect(await read(log, { since: noon + 1500 })).toBe('late\n')
    expect(await read(log, { since: noon + 1501 })).toBe('')
  })
})

describe('less than all', () => {
  test.each([
    [{ tailLines: 2 }, 'three\nfour\n'],
    [{ tailLines: 0 }, ''],
    [{ tailLines: 9 }, 'one\ntwo\nthree\nfour\n'],
    [{ limitBytes: 5 }, 'one\nt'],
    [{ tailLines: 2, limitBytes: 7 }, 'three\nf'],
  ])('%j', async (options, expected) => {
    const { log, write } = start()
    write('one\ntwo\nthree\nfour\n')
    expect(await read(log, options)).toBe(expected)
  })

  test('the last lines are found over blocks of memory', async () => {
    const { log, write } = start()
    for (let index = 0; index < 20_000; index++) write(`line ${index}\n`)
    const lines = (await read(log, { tailLines: 5000 })).trimEnd().split('\n')
    expect(lines).toHaveLength(5000)
    expect(lines[0]).toBe('line 15000')
  })
})

describe('a follower', () => {
  test('gets what is there, what comes, and the end', async () => {
    const { log, write } = start()
    write('one\n')
    const following = read(log, { follow: true })
    await settle()
    write('two\nthr')
    await settle()
    log.end()
    expect(await following).toBe('one\ntwo\nthr')
  })

  test('that is slow holds back nobody, and misses nothing of the file it reads', async () => {
    const { log, write } = start()
    const reader = log.read({ follow: true })
    write('first\n')
    expect(String((await reader.next()).value)).toBe('first\n')
    write('more\n'.repeat(50_000))
    log.end()
    let size = 0
    for await (const chunk of reader) size += chunk.length
    expect(size).toBe(250_000)
  })

  test('goes on with the new file when the log is rotated', async () => {
    const { log, write } = start({ maxBytes: 1000 })
    const following = read(log, { follow: true })
    for (let index = 0; index < 100; index++) {
      write(`line ${index}\n`)
      await settle()
    }
    log.end()
    expect(await following).toBe(Array.from({ length: 100 }, (_, index) => `line ${index}\n`).join(''))
  })

  test('ends when it is told to', async () => {
    const { log } = start()
    const controller = new AbortController()
    const following = read(log, { follow: true, signal: controller.signal })
    await settle()
    controller.abort()
    expect(await following).toBe('')
  })
})

test('after a rotation only the newest file is read, as by kubelet', async () => {
  const { log, write } = start({ maxBytes: 1000 })
  for (let index = 0; index < 100; index++) write(`line ${index}\n`)
  const text = await read(log)
  expect(text.length).toBeLessThan(1000)
  expect(text).toMatch(/line 99\n$/)
  expect(text).not.toMatch('line 1\n')
})

/** Lets a reader get as far as it can. */
async function settle(): Promise<void> {
  await new Promise<void>((resolve) => void setImmediate(resolve))
}
