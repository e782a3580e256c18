import { describe, expect, it } from 'vitest'
import { parseLabelSelector } from '@catalyst/kubernetes-client'
import { changeInView, viewDifference, viewEpoch, type TopicView } from './topicView.ts'

const object = (namespace: string, app: string, name = 'one') => ({ metadata: { name, namespace, labels: { app } } })
const view = (namespaces: 'all' | string[], selector = ''): TopicView => ({
  namespaces: namespaces === 'all' ? 'all' : new Set(namespaces),
  selector: parseLabelSelector(selector),
})

describe('a change as a view shows it', () => {
  const blueWeb = view(['blue'], 'app=web')
  const [web, api, other] = [object('blue', 'web'), object('blue', 'api'), object('red', 'web')]

  it.each([
    ['an object that comes', { type: 'ADDED', object: web } as const, { type: 'ADDED', object: web }],
    ['an object that comes unseen', { type: 'ADDED', object: api } as const, undefined],
    ['an object of another namespace', { type: 'ADDED', object: other } as const, undefined],
    ['a change within', { type: 'MODIFIED', object: web, previous: web } as const, { type: 'MODIFIED', object: web }],
    ['a change without', { type: 'MODIFIED', object: api, previous: api } as const, undefined],
    [
      'an object that enters the selector',
      { type: 'MODIFIED', object: web, previous: api } as const,
      { type: 'ADDED', object: web },
    ],
    [
      'an object that leaves the selector',
      { type: 'MODIFIED', object: api, previous: web } as const,
      { type: 'DELETED', object: web },
    ],
    ['an object that goes', { type: 'DELETED', object: web, previous: web } as const, { type: 'DELETED', object: web }],
    ['an object that goes unseen', { type: 'DELETED', object: api, previous: api } as const, undefined],
    [
      'an object that goes with no state before',
      { type: 'DELETED', object: web } as const,
      { type: 'DELETED', object: web },
    ],
  ])('%s', (_, change, expected) => {
    expect(changeInView(blueWeb, change)).toEqual(expected)
  })

  it('of the whole cluster asks for no namespace', () => {
    expect(changeInView(view('all'), { type: 'ADDED', object: other })).toEqual({ type: 'ADDED', object: other })
  })
})

describe('a view that becomes another', () => {
  const items = [object('blue', 'web', 'b'), object('red', 'web', 'r'), object('red', 'api', 'x')]

  it('adds what it gains and deletes what it loses', () => {
    expect(viewDifference(items, view(['blue'], 'app=web'), view(['red'], 'app=web'))).toEqual([
      { type: 'DELETED', object: items[0] },
      { type: 'ADDED', object: items[1] },
    ])
  })

  it('has another epoch, which is alike wherever it is reckoned', () => {
    expect(viewEpoch(new Set(['b', 'a']))).toBe(viewEpoch(new Set(['a', 'b'])))
    expect(viewEpoch(new Set(['a']))).not.toBe(viewEpoch(new Set(['a', 'b'])))
    expect(viewEpoch('all')).not.toBe(viewEpoch(new Set()))
  })
})
