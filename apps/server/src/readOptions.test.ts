import { expect, test } from 'vitest'
import { readOptions, UsageError } from './readOptions.ts'

test('without flags and variables it is localhost:8080', () => {
  expect(readOptions([], {})).toMatchObject({ host: 'localhost', port: 8080, help: false })
})

test('variables are honoured, and flags win over them', () => {
  const env = { HOST: '127.0.0.1', PORT: '9000', PUBLIC_URL: 'https://catalyst.example.com' }
  expect(readOptions([], env)).toMatchObject({
    host: '127.0.0.1',
    port: 9000,
    publicUrl: 'https://catalyst.example.com',
  })
  expect(readOptions(['--host', '::1', '--port=0'], env)).toMatchObject({ host: '::1', port: 0 })
})

test('empty variables count as absent', () => {
  expect(readOptions([], { HOST: '', PORT: '' })).toMatchObject({ host: 'localhost', port: 8080 })
})

test.each([['--port', '-1'], ['--port', '65536'], ['--port', 'http'], ['--prot', '80'], ['extra']])(
  'what makes no sense is refused: %s %s',
  (...args) => {
    expect(() => readOptions(args, {})).toThrow(UsageError)
  },
)
