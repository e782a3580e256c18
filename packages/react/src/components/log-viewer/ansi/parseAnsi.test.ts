import { expect, test } from 'vitest'
import { parseAnsi } from './parseAnsi.ts'

test('a line without escapes is one run', () => {
  expect(parseAnsi('hello')).toEqual([{ text: 'hello', className: '' }])
  expect(parseAnsi('')).toEqual([])
})

test('markup in a line stays text', () => {
  expect(parseAnsi('\x1b[31m<img src=x onerror=alert(1)>\x1b[0m')).toEqual([
    { text: '<img src=x onerror=alert(1)>', className: 'catalyst-ansi-red' },
  ])
})

test('colours, bright colours, grounds and styles become class names', () => {
  expect(parseAnsi('\x1b[1;31mred\x1b[0m \x1b[92mbright\x1b[0m \x1b[44;4mon blue\x1b[0m')).toEqual([
    { text: 'red', className: 'catalyst-ansi-red catalyst-ansi-bold' },
    { text: ' ', className: '' },
    { text: 'bright', className: 'catalyst-ansi-bright-green' },
    { text: ' ', className: '' },
    { text: 'on blue', className: 'catalyst-ansi-on-blue catalyst-ansi-underline' },
  ])
})

test('the 256-colour palette and true colour become values', () => {
  expect(parseAnsi('\x1b[38;5;208morange')).toEqual([{ text: 'orange', className: '', color: 'rgb(255, 135, 0)' }])
  expect(parseAnsi('\x1b[48;5;240mgrey')).toEqual([{ text: 'grey', className: '', background: 'rgb(88, 88, 88)' }])
  expect(parseAnsi('\x1b[38;2;1;2;3mtrue')).toEqual([{ text: 'true', className: '', color: 'rgb(1, 2, 3)' }])
  expect(parseAnsi('\x1b[38;5;9mbright red')).toEqual([{ text: 'bright red', className: 'catalyst-ansi-bright-red' }])
})

test('reversed text has the colour as its ground', () => {
  expect(parseAnsi('\x1b[7;31mred ground')).toEqual([
    { text: 'red ground', className: 'catalyst-ansi-black catalyst-ansi-on-red' },
  ])
})

test('colours written with colons are read, and what they can not say is left out', () => {
  expect(parseAnsi('\x1b[38:2::255:0:0mtrue')).toEqual([{ text: 'true', className: '', color: 'rgb(255, 0, 0)' }])
  expect(parseAnsi('\x1b[38:5:208mpalette')).toEqual([{ text: 'palette', className: '', color: 'rgb(255, 135, 0)' }])
  expect(parseAnsi('\x1b[4:3mcurly')).toEqual([{ text: 'curly', className: 'catalyst-ansi-underline' }])
  expect(parseAnsi('\x1b[58:5:1;31mred')).toEqual([{ text: 'red', className: 'catalyst-ansi-red' }])
})

test('a style of one line does not leak into the next', () => {
  parseAnsi('\x1b[31mnever reset')
  expect(parseAnsi('next')).toEqual([{ text: 'next', className: '' }])
})
