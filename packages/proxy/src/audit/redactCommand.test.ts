import { expect, test } from 'vitest'
import { redactCommand } from './redactCommand.ts'

const secret = 'correct-horse-42'

test.each([
  ['the value of a flag', ['mysql', '--password', secret]],
  ['a flag with its value', ['mysql', `--password=${secret}`]],
  ['a variable', ['env', `DB_PASSWORD=${secret}`, 'run']],
  ['a variable in a script', ['sh', '-c', `export API_TOKEN="${secret}"; ./deploy`]],
  ['a flag in a script', ['sh', '-c', `mysql --password ${secret} -e 'select 1'`]],
  ['a header', ['curl', '-H', `Authorization: Bearer ${secret}`, 'https://example.com']],
  ['a header of basic authentication', ['curl', '-H', `authorization: Basic ${secret}`]],
  ['a user in an address', ['git', 'clone', `https://ci:${secret}@example.com/shop.git`]],
  ['a member of JSON', ['curl', '-d', `{"client_secret": "${secret}"}`]],
  ['a key of a cloud', ['aws', 'configure', 'set', 'aws_secret_access_key', secret]],
  ['a private key', ['sh', '-c', `echo "-----BEGIN RSA PRIVATE KEY-----\n${secret}\n-----END RSA PRIVATE KEY-----"`]],
])('%s is taken out', (_what, command) => {
  expect(redactCommand(command).join(' ')).not.toContain(secret)
})

test('tokens are known by their form', () => {
  const token = `eyJhbGciOiJub25lIn0.${Buffer.from('{"sub":"ann"}').toString('base64url')}.x`
  expect(redactCommand(['echo', token, `ghp_${'a'.repeat(36)}`, 'AKIAABCDEFGHIJKLMNOP'])).toEqual([
    'echo',
    '[redacted]',
    '[redacted]',
    '[redacted]',
  ])
})

test('what is no secret stays as it is', () => {
  const command = ['sh', '-c', 'ls -la /var/lib && cat package.json | grep "author" && npm run build -- --watch']
  expect(redactCommand(command)).toEqual(command)
})

test('a command has a bound', () => {
  const shown = redactCommand(['sh', '-c', 'x'.repeat(100_000), ...Array.from({ length: 500 }, String)])
  expect(JSON.stringify(shown).length).toBeLessThan(2000)
  expect(shown.at(-1)).toBe('… 439 more')
})
