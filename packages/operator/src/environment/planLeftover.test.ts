import { describe, expect, test } from 'vitest'
import { projectOf } from '../../test/builders.ts'
import { later, named, type Play, ready, template } from '../../test/Play.ts'
import type { DeploymentResult } from '../deployment/deploymentResultSchema.ts'
import type { Plan } from './Plan.ts'

describe('a template of another type', () => {
  const prebuilt = { type: 'prebuilt' as const, image: { repository: 'nginx', tag: '1' } }
  const changeTo = (play: Play, wanted: typeof prebuilt | typeof template) =>
    play.change({ acceptance: { project: projectOf({ templates: { development: wanted } }), template: wanted } })
  const left = ({ status }: Play) => status?.conditions?.find(({ type }) => type === 'Uninstalled')

  /** What the environment begins as a Job has deployed goes; its Job says this. */
  function replaced(result: DeploymentResult): { play: Play; plan: Plan } {
    const play = ready()
    changeTo(play, prebuilt)
    const plan = play.pass()
    expect(plan.apply).toEqual([])
    expect(plan.begin).toMatchObject({ metadata: { labels: { 'catalyst.dev/job': 'remove' } } })
    play.say(result)
    return { play, plan: play.pass() }
  }

  test('takes its place when what a Job has deployed is gone', () => {
    const { play, plan } = replaced({ ok: true, reason: 'Removed', message: 'Gone.' })
    expect(named(plan)).toEqual(['Deployment/app', 'Service/app'])
    expect(plan.events).toEqual([])
    expect(play.status?.template).toBe('prebuilt')
    expect(left(play)).toBeUndefined()
  })

  test('takes its place also where that fails, which is told once and stays to be read', () => {
    const { play, plan } = replaced({ ok: false, reason: 'Forbidden', message: 'It may not.' })
    expect(named(plan)).toEqual(['Deployment/app', 'Service/app'])
    expect(plan.events).toEqual([
      {
        type: 'Warning',
        reason: 'UninstallFailed',
        message: expect.stringMatching(
          /type manifest .*left\. It may not\. .*kubectl get all --namespace acme-shop-pr-1/,
        ),
      },
    ])
    expect(play.status?.template).toBe('prebuilt')
    const condition = {
      type: 'Uninstalled',
      status: 'False',
      reason: 'ManifestsLeft',
      message: plan.events[0]?.message,
    }
    expect(left(play)).toMatchObject(condition)
    expect(play.pass(later(5)).events.map(({ reason }) => reason)).not.toContain('UninstallFailed')
    expect(left(play)).toMatchObject(condition)
  })

  test('of which something is left has it again when it comes back', () => {
    const { play } = replaced({ ok: false, reason: 'Forbidden', message: 'It may not.' })
    changeTo(play, template)
    play.settle(later(5))
    expect(left(play)).toBeUndefined()
  })
})
