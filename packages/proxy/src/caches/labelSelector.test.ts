import { describe, expect, it } from 'vitest'
import { matchesLabels, parseLabelSelector } from './labelSelector.ts'

const labels = { app: 'web', tier: 'front', 'catalyst.dev/team': 'blue', empty: '' }

describe('a label selector', () => {
  it.each([
    ['', true],
    ['   ', true],
    ['app=web', true],
    ['app==web', true],
    ['app = web', true],
    ['app=api', false],
    ['app!=api', true],
    ['app!=web', false],
    ['absent!=x', true],
    ['app in (web, api)', true],
    ['app in (api)', false],
    ['app notin (api,db)', true],
    ['app notin (web)', false],
    ['absent notin (web)', true],
    ['absent in (web)', false],
    ['tier', true],
    ['!tier', false],
    ['! absent', true],
    ['absent', false],
    ['empty=', true],
    ['app=', false],
    ['catalyst.dev/team=blue,app in (web,api),!absent', true],
    ['catalyst.dev/team=blue,app in (api,db)', false],
    ['toString', false],
  ])('%j selects: %j', (text, expected) => {
    expect(matchesLabels(parseLabelSelector(text), labels)).toBe(expected)
  })

  it('selects everything when there is none, and needs labels only where it asks for them', () => {
    expect(matchesLabels(parseLabelSelector(undefined), undefined)).toBe(true)
    expect(matchesLabels(parseLabelSelector('app'), undefined)).toBe(false)
    expect(matchesLabels(parseLabelSelector('!app'), undefined)).toBe(true)
  })

  it.each([
    'app=web,',
    ',',
    'app in web',
    'app in (web',
    '=web',
    'a b',
    'app=two words',
    'a/b/c=d',
    '-app',
    'app=web)',
    'app>1',
  ])('%j is refused with the part that is wrong', (text) => {
    expect(() => parseLabelSelector(text)).toThrow(SyntaxError)
  })
})
