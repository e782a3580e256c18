import { expect, test } from 'vitest'
import { pageBelow } from './pageBelow.ts'

const html =
  '<html><head><link href="./assets/a.css"><a href="https://example.com/./x">x</a><script src="./assets/a.js">'

test('the page finds its files at every path, and tells the dashboard where it is', () => {
  expect(pageBelow(html, { basePath: '/catalyst' })).toBe(
    '<html><head><meta name="catalyst-base" content="/catalyst" /><link href="/catalyst/assets/a.css">' +
      '<a href="https://example.com/./x">x</a><script src="/catalyst/assets/a.js">',
  )
  expect(pageBelow(html, { basePath: '' })).toContain('<script src="/assets/a.js">')
})

test('the page tells the dashboard that nobody can sign in here', () => {
  expect(pageBelow(html, { basePath: '', signsIn: false })).toContain('<meta name="catalyst-sign-in" content="none" />')
  expect(pageBelow(html, { basePath: '' })).not.toContain('catalyst-sign-in')
})
