import { expect, test } from 'vitest'
import { runHelm } from './runHelm.ts'

test('where Helm is not installed, it says so and where to get it', async () => {
  const { signal } = new AbortController()
  await expect(runHelm(['version'], { program: 'no-such-helm', env: { PATH: '/nowhere' }, signal })).rejects.toThrow(
    /There is no program "no-such-helm" here.*install Helm/,
  )
})
