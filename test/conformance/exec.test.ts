import { randomBytes } from 'node:crypto'
import { exec, execStream, isExecError } from '@catalyst/kubernetes-client'
import { describe, expect, test } from 'vitest'
import { rejection } from './support/rejection.ts'
import { runPod } from './support/runPod.ts'
import { useSubject } from './support/useSubject.ts'

const subject = useSubject({ node: true }, async (subject) => {
  const container = (name: string) => ({ name, script: `echo ${name} > /tmp/name; sleep 3600` })
  await runPod(subject, 'host', { containers: [container('main')] })
  await runPod(subject, 'pair', { containers: [container('one'), container('two')] })
})
const target = (pod = 'host') => ({ namespace: subject.namespace, pod })
const run = (command: string[], stdin?: string) => exec(subject.kubeConfig, { ...target(), command, stdin })
const shell = (script: string, stdin?: string) => run(['sh', '-c', script], stdin)

describe('what a command writes', () => {
  test('to standard output and standard error is kept apart', async () => {
    const result = await shell('echo out; echo err >&2; echo more')
    expect(result).toEqual({ stdout: 'out\nmore\n', stderr: 'err\n', exitCode: 0, truncated: false })
  })

  test('beyond ASCII arrives whole', async () => {
    const text = 'grün 🌱 日本 é'.repeat(5000)
    expect((await shell('cat', text)).stdout).toBe(text)
  })

  test('is not touched: every byte comes back as it went', async () => {
    const bytes = new Uint8Array(randomBytes(700_000))
    bytes.set(Array.from({ length: 256 }, (_, value) => value))
    await using stream = await execStream(subject.kubeConfig, { ...target(), command: ['cat'], stdin: true })
    const reading = readAll(stream.stdout)
    await stream.stdin.write(bytes)
    await stream.stdin.end()
    expect((await reading).equals(bytes)).toBe(true)
    expect(await stream.exitCode).toBe(0)
  })

  test('to both at length arrives on the right side', async () => {
    const script = 'i=0; while [ $i -lt 2000 ]; do echo "out $i"; echo "err $i" >&2; i=$((i+1)); done'
    const { stdout, stderr } = await shell(script)
    const numbered = (word: string) => Array.from({ length: 2000 }, (_, index) => `${word} ${index}\n`).join('')
    expect(stdout).toBe(numbered('out'))
    expect(stderr).toBe(numbered('err'))
  })
})

describe('a command', () => {
  test('sees the end of its input', async () => {
    expect((await run(['wc', '-c'], 'twelve bytes')).stdout.trim()).toBe('12')
  })

  test('gets its arguments as they are, without a shell in between', async () => {
    const words = ['two words', '$HOME', '; rm', '"quoted"', '', 'ü']
    const { stdout } = await run(['sh', '-c', 'for word; do echo "[$word]"; done', 'sh', ...words])
    expect(stdout).toBe(words.map((word) => `[${word}]\n`).join(''))
  })

  test.each([
    ['true', 0],
    ['exit 7', 7],
    ['exit 255', 255],
    ['kill -9 $$', 137],
  ])('%s ends with %d', async (script, exitCode) => {
    expect((await shell(script)).exitCode).toBe(exitCode)
  })

  test.each(['one', 'two'])('runs in the container %s when that is named', async (container) => {
    const command = ['cat', '/tmp/name']
    const result = await exec(subject.kubeConfig, { ...target('pair'), container, command })
    expect(result.stdout).toBe(`${container}\n`)
  })
})

describe('it can not be run', () => {
  test('when there is no such command', async () => {
    expect(await rejection(run(['no-such-command']), isExecError)).toMatchObject({ code: 'CommandNotFound' })
  })

  test('in a container that is not there', async () => {
    const result = exec(subject.kubeConfig, { ...target('pair'), container: 'ghost', command: ['true'] })
    expect(await rejection(result, isExecError)).toMatchObject({ code: 'ContainerNotFound' })
  })

  test('in a pod that is not there', async () => {
    const result = exec(subject.kubeConfig, { ...target('nobody'), command: ['true'] })
    expect(await rejection(result, isExecError)).toMatchObject({ code: 'PodNotFound' })
  })

  test('in a pod that has ended', async () => {
    await runPod(subject, 'done', { containers: [{ name: 'main', script: 'true' }], until: 'Succeeded' })
    const result = exec(subject.kubeConfig, { ...target('done'), command: ['true'] })
    expect(await rejection(result, isExecError)).toMatchObject({ code: 'NotRunning' })
  })
})

async function readAll(stream: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const chunks: Uint8Array[] = []
  for await (const chunk of stream) chunks.push(chunk)
  return Buffer.concat(chunks)
}
