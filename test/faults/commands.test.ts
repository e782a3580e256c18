import { exec, execStream, isExecError } from '@catalyst/kubernetes-client'
import { expect, test } from 'vitest'
import { eventually } from '../conformance/support/eventually.ts'
import { openGate } from '../conformance/support/openGate.ts'
import { rejection } from '../conformance/support/rejection.ts'
import { useControllableCluster } from './useControllableCluster.ts'

const there = useControllableCluster()
const target = () => ({ namespace: there.namespace, pod: 'counter' })
/** Says when it has begun, and ends when its input does. */
const command = ['sh', '-c', 'echo begun; cat; exit 5']

async function begin(opened: Awaited<ReturnType<typeof openGate>>) {
  const stream = await execStream(opened.kubeConfig, { ...target(), command, stdin: true })
  const output = stream.stdout[Symbol.asyncIterator]()
  const next = async () => Buffer.from((await output.next()).value ?? []).toString()
  expect(await next()).toBe('begun\n')
  return { stream, next }
}

test('a command goes on while etcd is killed and started again', async () => {
  await using opened = await openGate(there.kubeConfig)
  const { stream, next } = await begin(opened)
  await there.restart('etcd')
  await stream.stdin.write('still here')
  expect(await next()).toBe('still here')
  await stream.stdin.end()
  expect(await stream.exitCode).toBe(5)
  await eventually(() => expect(opened.gate.connections).toBe(0))
})

async function expectNextToRun() {
  await eventually(async () => {
    const { stdout, exitCode } = await exec(there.kubeConfig, { ...target(), command: ['echo', 'again'] })
    expect([stdout, exitCode]).toEqual(['again\n', 0])
  })
}

test('a command is told as lost when kube-apiserver is killed, no connection is left, and the next one runs', async () => {
  await using opened = await openGate(there.kubeConfig)
  const { stream } = await begin(opened)
  const [lost] = await Promise.all([rejection(stream.status, isExecError), there.restart('kube-apiserver')])
  expect(lost).toMatchObject({ code: 'ConnectionLost' })
  await eventually(() => expect(opened.gate.connections).toBe(0))
  await expectNextToRun()
})

test('a command ends when the kubelet is killed, as the API server tells it, and the next one runs', async () => {
  await using opened = await openGate(there.kubeConfig)
  const { stream } = await begin(opened)
  const outcome = stream.status.then(
    ({ status }) => status,
    (error: unknown) => isExecError(error) && error.code,
  )
  await there.restart('kubelet')
  // kube-apiserver takes the end of its connection to the kubelet for that of the command, and writes the Status of a
  // success itself; kubectl exits with 0 then, too.
  expect(['Success', 'ConnectionLost']).toContain(await outcome)
  await eventually(() => expect(opened.gate.connections).toBe(0))
  await expectNextToRun()
})
