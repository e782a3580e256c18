import { expect, test } from 'vitest'
import { eventually } from '../conformance/support/eventually.ts'
import { followThrough } from '../conformance/support/followThrough.ts'
import { useControllableCluster } from './useControllableCluster.ts'

const there = useControllableCluster()
const numberOf = (line = '') => Number(/^line (\d+) /.exec(line)?.[1])

test.each(['etcd', 'kube-apiserver', 'kubelet'] as const)(
  'a log goes on over a %s that is killed and started again: no line lost, none twice, no connection left',
  async (component) => {
    await using log = await followThrough(there.kubeConfig, {
      namespace: there.namespace,
      pods: { name: 'counter' },
      tailLines: 0,
    })
    await eventually(() => expect(log.lines().length).toBeGreaterThan(50))
    await there.restart(component)
    const since = numberOf(log.lines().at(-1))
    await eventually(() => expect(numberOf(log.lines().at(-1))).toBeGreaterThan(since + 500))
    const lines = log.lines()
    const first = numberOf(lines[0])
    expect(lines).toEqual(lines.map((_, index) => `line ${first + index} 🌱 grün`))
    expect(log.told.filter((line) => /^<(rotated|gone|ended|container-restarted)>$/.test(line))).toEqual([])
  },
)
