import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { BrokenPipeError } from '../BrokenPipeError.ts'
import { CommandNotFoundError } from '../CommandNotFoundError.ts'
import { createMachine } from '../createMachine.ts'
import { createPipe } from '../createPipe.ts'
import { createVolume } from '../createVolume.ts'
import { createClock } from '../../clock/createClock.ts'
import type { Process, Program } from '../Process.ts'
import { collect, createTestMachine, type TestMachine } from './machineTest.ts'

const image = { name: 'test' }

describe('process 1 of a machine', () => {
  const start = (argv: string[], programs: Record<string, Program> = {}) => {
    const clock = createClock()
    const machine = createMachine({ image: { ...image, programs }, clock, hostname: 'one' })
    const out = collect()
    return { machine, clock, out, process: machine.spawn(argv, { stdout: out.sink, stderr: out.sink }) }
  }

  test('takes all others with it', async () => {
    const { machine, process } = start(['sh', '-c', 'sleep 3600 & sleep 0.01'])
    expect(await process.exit).toBe(0)
    expect(machine.processes).toEqual([])
  })

  test('does not hear signals that it does not ask for, but SIGKILL from outside', async () => {
    const { machine, process } = start(['sleep', '3600'])
    process.kill('SIGTERM')
    const out = collect()
    await machine.spawn(['sh', '-c', 'kill -9 1; kill 1'], { stdout: out.sink, stderr: out.sink }).exit
    expect(machine.processes).toHaveLength(1)
    process.kill('SIGKILL')
    expect(await process.exit).toBe(137)
  })

  test('runs its trap', async () => {
    const { process, out } = start(['sh', '-c', 'trap "echo bye; exit 3" TERM; echo up; while :; do sleep 0.01; done'])
    await expect.poll(out.text).toBe('up\n')
    process.kill('SIGTERM')
    expect(await process.exit).toBe(3)
    expect(out.text()).toBe('up\nbye\n')
  })

  test('may be a program, which is told and ends by itself', async () => {
    const program: Program = async ({ stdout, signal, clock }) => {
      await stdout.write(new TextEncoder().encode('up'))
      await clock.sleep(3_600_000, { signal }).catch(() => undefined)
      return 5
    }
    const { process, out } = start(['/app', 'x'], { '/app': program })
    await expect.poll(out.text).toBe('up')
    process.kill('SIGTERM')
    expect(await process.exit).toBe(5)
  })

  test('which throws ends with 1 and its words, or as the signal said', async () => {
    const failing = start(['/app'], { '/app': async () => Promise.reject(new Error('no such table')) })
    expect(await failing.process.exit).toBe(1)
    expect(failing.out.text()).toBe('app: no such table\n')
    const waiting = start(['/app'], { '/app': async ({ clock, signal }) => (await clock.sleep(1e9, { signal }), 0) })
    await Promise.resolve()
    waiting.process.kill('SIGTERM')
    expect(await waiting.process.exit).toBe(143)
  })
})

describe('a command', () => {
  let machine: TestMachine
  beforeEach(() => {
    machine = createTestMachine({
      image: { ...image, env: { A: '1' }, workdir: '/srv/app', files: { '/srv/app/x': 'file' } },
    })
  })
  afterEach(() => machine[Symbol.dispose]())

  test('that is not there is refused before there is a process', () => {
    const { sink } = collect()
    expect(() => machine.machine.spawn(['no-such-command'], { stdout: sink, stderr: sink })).toThrow(
      CommandNotFoundError,
    )
    expect(machine.machine.processes).toHaveLength(1)
  })

  test('is not there without a shell in the image', () => {
    using bare = createMachine({ image: { ...image, shell: false }, clock: machine.clock, hostname: 'bare' })
    const { sink } = collect()
    for (const name of ['sh', 'ls'])
      expect(() => bare.spawn([name], { stdout: sink, stderr: sink })).toThrow(CommandNotFoundError)
  })

  test('begins in the folder and with the environment of the image', async () => {
    expect((await machine.run('pwd; cat x; echo " $A $HOSTNAME"')).stdout).toBe('/srv/app\nfile 1 test-0\n')
  })

  test('gets every byte as it is', async () => {
    const bytes = crypto.getRandomValues(new Uint8Array(60_000))
    const { source, sink } = createPipe()
    const out = collect()
    const process = machine.machine.spawn(['sh', '-c', 'cat | cat | tee /tmp/copy'], {
      stdin: source,
      stdout: out.sink,
      stderr: out.sink,
    })
    await sink.write(bytes)
    sink.end()
    expect(await process.exit).toBe(0)
    expect(out.bytes().equals(bytes)).toBe(true)
    expect(Buffer.from(machine.machine.files.read('/tmp/copy')).equals(bytes)).toBe(true)
  })

  test('that writes more than is read waits', async () => {
    const { source, sink } = createPipe()
    const process = machine.machine.spawn(['sh', '-c', 'yes; echo $? >&2'], { stdout: sink, stderr: collect().sink })
    let size = 0
    for await (const bytes of source) {
      size += bytes.length
      if (size > 1_000_000) break
    }
    expect(await process.exit).toBe(0)
    expect(size).toBeLessThan(1_200_000)
  })

  test('that nobody reads any longer ends by SIGPIPE', async () => {
    expect((await machine.run('set -o pipefail; yes | head -n 1; echo $?')).stdout).toBe('y\n141\n')
  })

  test('that never ends lets others run and dies of a signal', async () => {
    const out = collect()
    const process = machine.machine.spawn(['sh', '-c', 'while :; do :; done'], { stdout: out.sink, stderr: out.sink })
    expect((await machine.run('echo meanwhile')).stdout).toBe('meanwhile\n')
    process.kill('SIGTERM')
    expect(await process.exit).toBe(143)
  })

  test('passes a hundred megabytes through pipes', async () => {
    expect((await machine.run('dd if=/dev/zero bs=1M count=100 2>/dev/null | cat | wc -c')).stdout).toBe('104857600\n')
  })

  test('can not fill more than the disk', async () => {
    const { stderr, code } = await machine.run(
      'dd if=/dev/zero of=/tmp/big bs=64M; echo $?; rm /tmp/big; dd if=/dev/zero of=/tmp/big bs=1M count=1',
    )
    expect(stderr).toContain('No space left on device')
    expect(code).toBe(0)
  })

  test('sees itself and the others', async () => {
    const { stdout } = await machine.run(
      'ps | sed -n 2p; cat /proc/self/comm; ls /proc/1/fd; cat /proc/1/cmdline | tr "\\0" " "',
    )
    expect(stdout).toBe('    1 root      0:00 sleep inf\ncat\n0\n1\n2\nsleep inf ')
  })

  test('uses the processor when it computes and none when it waits', async () => {
    machine.clock.stop()
    const { sink } = collect()
    const spawn = (script: string): Process =>
      machine.machine.spawn(['sh', '-c', script], { stdout: sink, stderr: sink })
    spawn('sleep 3600')
    await machine.clock.advance(1000)
    machine.machine.usage()
    await machine.clock.advance(10_000)
    expect(machine.machine.usage().cpu).toBeLessThan(0.01)
    spawn('while :; do :; done')
    await machine.clock.advance(10)
    machine.machine.usage()
    for (let second = 0; second < 10; second++) await machine.clock.advance(1000)
    const { cpu, memory } = machine.machine.usage()
    expect(cpu).toBeGreaterThan(0.8)
    expect(cpu).toBeLessThan(1.2)
    expect(memory).toBeGreaterThan(3_000_000)
  })

  test('sleeps by the clock of the cluster', async () => {
    machine.clock.stop()
    const ended = machine.run('sleep 3600; date +%s')
    const start = machine.clock.now()
    await machine.clock.advance(3_600_000)
    expect((await ended).stdout).toBe(`${Math.floor((start + 3_600_000) / 1000)}\n`)
  })
})

describe('files', () => {
  test('are each machine’s own', async () => {
    using one = createTestMachine()
    using other = createTestMachine()
    await one.run('echo changed > /etc/profile; rm /bin/ls; mkdir /etc/new')
    expect((await other.run('cat /etc/profile; ls -d /etc/new')).stdout).toContain('PATH')
    expect((await one.run('ls')).code).toBe(127)
  })

  test('of a volume are shared and stay', async () => {
    const clock = createClock()
    const volume = createVolume({ clock })
    volume.files.write('/config', 'one')
    {
      using machine = createTestMachine({ mounts: { '/data/x': volume } })
      expect((await machine.run('cat /data/x/config; echo two > /data/x/new')).stdout).toBe('one')
    }
    using machine = createTestMachine({ mounts: { '/mnt/y': volume } })
    expect((await machine.run('ls /mnt/y; cat /mnt/y/new')).stdout).toBe('config\nnew\ntwo\n')
  })

  test('are refused with the codes of Linux', () => {
    using machine = createTestMachine()
    const { files } = machine.machine
    expect(() => files.read('/nothing')).toThrow(expect.objectContaining({ code: 'ENOENT' }))
    expect(() => files.read('/etc')).toThrow(expect.objectContaining({ code: 'EISDIR' }))
    expect(() => files.list('/etc/passwd')).toThrow(expect.objectContaining({ code: 'ENOTDIR' }))
    expect(() => files.remove('/etc')).toThrow(expect.objectContaining({ code: 'ENOTEMPTY' }))
    files.link('/loop', '/loop')
    expect(() => files.read('/loop')).toThrow(expect.objectContaining({ code: 'ELOOP' }))
    files.link('etc/passwd', '/link')
    expect(files.stat('/link').type).toBe('file')
    expect(files.stat('/link', { follow: false }).type).toBe('link')
  })
})

describe('a pipe', () => {
  test('holds a writer back and lets it go on', async () => {
    const { source, sink } = createPipe({ capacity: 4 })
    const order: string[] = []
    const writing = sink.write(new Uint8Array(10)).then(() => order.push('written'))
    await Promise.resolve()
    order.push('reading')
    const reader = source[Symbol.asyncIterator]()
    expect(await reader.next()).toMatchObject({ value: { length: 10 } })
    await writing
    expect(order).toEqual(['reading', 'written'])
  })

  test('ends, and breaks when its reader leaves', async () => {
    const ended = createPipe()
    ended.sink.end()
    expect(await ended.source[Symbol.asyncIterator]().next()).toEqual({ done: true, value: undefined })
    const broken = createPipe()
    await broken.source[Symbol.asyncIterator]().return?.()
    await expect(broken.sink.write(new Uint8Array(1))).rejects.toBeInstanceOf(BrokenPipeError)
  })
})
