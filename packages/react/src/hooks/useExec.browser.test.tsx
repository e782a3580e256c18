import { expect, test } from 'vitest'
import { createScriptedProxy, problemAnswer } from './testing/createScriptedProxy.ts'
import { renderInProvider } from './testing/renderInProvider.tsx'
import { useExec } from './useExec.ts'

const request = 'POST /clusters/-/namespaces/acme/pods/web-0/exec'

async function start() {
  const proxy = createScriptedProxy()
  return renderInProvider(() => useExec({ namespace: 'acme', pod: 'web-0', container: 'app' }), { proxy })
}

test('a command runs in the container, and a non-zero exit code is a result', async () => {
  const { proxy, result } = await start()
  const bodies: unknown[] = []
  proxy.on(request, ({ body }) => {
    bodies.push(body)
    return { stdout: 'out', stderr: 'err', exitCode: 2, truncated: false }
  })
  const answer = await result.current.mutateAsync({ command: ['cat'], stdin: 'in', timeoutSeconds: 5 })
  expect(answer).toEqual({ stdout: 'out', stderr: 'err', exitCode: 2, truncated: false })
  expect(bodies).toEqual([{ container: 'app', command: ['cat'], stdin: 'in', timeoutSeconds: 5 }])
})

test('a refusal is an error, with its code', async () => {
  const { proxy, result } = await start()
  proxy.on(request, () => problemAnswer({ status: 403, code: 'FORBIDDEN', detail: 'Observers may not exec.' }))
  await expect(result.current.mutateAsync({ command: ['id'] })).rejects.toMatchObject({ code: 'FORBIDDEN' })
  await expect.poll(() => result.current.error?.message).toBe('Observers may not exec.')
})

test('a command that takes long can be left alone', async () => {
  const { proxy, result } = await start()
  proxy.on(
    request,
    ({ signal }) => new Promise((_, reject) => signal?.addEventListener('abort', () => reject(new Error('gone')))),
  )
  const abort = new AbortController()
  const running = result.current.mutateAsync({ command: ['sleep', '60'], signal: abort.signal })
  await expect.poll(() => proxy.requests).toEqual([request])
  abort.abort()
  await expect(running).rejects.toThrow()
})
