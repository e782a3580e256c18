import { expect, test } from 'vitest'
import { repositoryOf } from './repositoryOf.ts'

test('a web address leads there, without what it carries beside the path', () => {
  expect(repositoryOf('https://git.example.com/acme/shop.git')).toEqual({
    text: 'git.example.com/acme/shop',
    href: 'https://git.example.com/acme/shop',
  })
  expect(repositoryOf('https://robot:secret@git.example.com/acme/shop?x=1').href).toBe(
    'https://git.example.com/acme/shop',
  )
})

test('addresses for git alone are read and lead nowhere', () => {
  expect(repositoryOf('git@git.example.com:acme/shop.git')).toEqual({
    text: 'git.example.com/acme/shop',
    href: undefined,
  })
  expect(repositoryOf('ssh://git@git.example.com:2222/acme/shop.git')).toEqual({
    text: 'git.example.com:2222/acme/shop',
    href: undefined,
  })
})

test('what is no address stays a text, whatever it would do as a link', () => {
  expect(repositoryOf('javascript:alert(1)').href).toBeUndefined()
  expect(repositoryOf('../shop')).toEqual({ text: '../shop', href: undefined })
})
