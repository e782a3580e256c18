import { execFileSync } from 'node:child_process'
import { constants } from 'node:fs'
import { mkdtemp, open, readFile, rename, rm, stat, symlink, unlink } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test, vi } from 'vitest'
import type { AuditRecord } from './AuditRecord.ts'
import { createAuditSink } from './createAuditSink.ts'

/** Other tests run beside these. */
const patient = { timeout: 10_000 }

const record: AuditRecord = { requestId: 'r', subject: 'ann', operation: 'getEnvironment', status: 200 }

async function folder() {
  const path = await mkdtemp(join(tmpdir(), 'catalyst-audit-'))
  return { path, [Symbol.asyncDispose]: () => rm(path, { recursive: true, force: true }) }
}

const linesOf = (text: string) =>
  text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Record<string, unknown>)

test('records are JSON lines with a time, in a file for its owner alone', async () => {
  await using at = await folder()
  const file = join(at.path, 'audit.log')
  const sink = createAuditSink({ to: file })
  sink.write({ ...record, note: 'a\nb' })
  sink.write({ ...record, subject: 'bob' })
  await sink.close({ timeoutMs: 5000 })
  const lines = linesOf(await readFile(file, 'utf8'))
  expect(lines).toMatchObject([{ audit: true, subject: 'ann', note: 'a\nb' }, { subject: 'bob' }])
  expect(lines[0]?.['time']).toMatch(/^\d{4}-\d\d-\d\dT/)
  expect((await stat(file)).mode & 0o777).toBe(0o600)
})

test('a file that can not be had is refused at once', async () => {
  await using at = await folder()
  expect(() => createAuditSink({ to: join(at.path, 'none', 'audit.log') })).toThrow('ENOENT')
  expect(() => createAuditSink({ to: at.path })).toThrow('EISDIR')
})

test('a full disk makes nobody wait; what fits in arrives when there is room again', async () => {
  await using at = await folder()
  const file = join(at.path, 'audit.log')
  await symlink('/dev/full', file)
  const sink = createAuditSink({ to: file, maxRecords: 100 })
  for (let count = 0; count < 250; count++) sink.write(record)
  await vi.waitFor(() => expect(sink.health().state).toBe('failing'), patient)
  expect(sink.health()).toMatchObject({ queued: 99, dropped: 151 })
  // Whoever is in charge makes room, and says so as a log rotation does.
  await unlink(file)
  sink.reopen()
  await vi.waitFor(() => expect(sink.health()).toMatchObject({ state: 'ok', queued: 0, dropped: 151 }), patient)
  await sink.close({ timeoutMs: 5000 })
  const lines = linesOf(await readFile(file, 'utf8'))
  expect(lines).toHaveLength(100)
  expect(lines.at(-1)).toMatchObject({ operation: 'auditLost', lost: 151, since: expect.any(String) as string })
})

test('a pipe that nobody reads blocks neither requests nor the end', async () => {
  await using at = await folder()
  const pipe = join(at.path, 'audit')
  execFileSync('mkfifo', [pipe])
  const sink = createAuditSink({ to: pipe })
  sink.write(record)
  await vi.waitFor(() => expect(sink.health().state).toBe('failing'), patient)
  // A reader that takes nothing: the pipe holds 64 KiB, and no more.
  const reader = await open(pipe, constants.O_RDONLY | constants.O_NONBLOCK)
  for (let count = 0; count < 2000; count++) sink.write({ ...record, requestId: String(count) })
  await vi.waitFor(() => {
    expect(sink.health()).toMatchObject({ state: 'failing', dropped: 0 })
    expect(sink.health().written).toBeGreaterThan(0)
  }, patient)
  const { queued } = sink.health()
  expect(queued).toBeGreaterThan(0)
  expect(await sink.close({ timeoutMs: 10 })).toBe(queued)
  await reader.close()
})

test('a reader that comes late misses nothing, though the pipe takes lines in parts', async () => {
  await using at = await folder()
  const pipe = join(at.path, 'audit')
  execFileSync('mkfifo', [pipe])
  const sink = createAuditSink({ to: pipe })
  for (let count = 0; count < 3000; count++) sink.write({ ...record, requestId: String(count) })
  const text = readFile(pipe, 'utf8')
  await sink.close({ timeoutMs: 10_000 })
  expect(linesOf(await text).map(({ requestId }) => Number(requestId))).toEqual(
    Array.from({ length: 3000 }, (_, count) => count),
  )
})

test('after a log rotation records go to the new file', async () => {
  await using at = await folder()
  const file = join(at.path, 'audit.log')
  const sink = createAuditSink({ to: file })
  sink.write({ ...record, subject: 'before' })
  await vi.waitFor(() => expect(sink.health()).toMatchObject({ queued: 0, written: 1 }), patient)
  await rename(file, `${file}.1`)
  sink.reopen()
  sink.write({ ...record, subject: 'after' })
  await sink.close({ timeoutMs: 5000 })
  expect(linesOf(await readFile(`${file}.1`, 'utf8'))).toMatchObject([{ subject: 'before' }])
  expect(linesOf(await readFile(file, 'utf8'))).toMatchObject([{ subject: 'after' }])
})

test('a command is written by its program alone where that is asked for', async () => {
  await using at = await folder()
  const file = join(at.path, 'audit.log')
  const sink = createAuditSink({ to: file, commands: 'program' })
  sink.write({ ...record, command: ['psql', '--host', 'db'] })
  await sink.close({ timeoutMs: 5000 })
  expect(linesOf(await readFile(file, 'utf8'))).toMatchObject([{ command: ['psql', '… 2 more'] }])
})
