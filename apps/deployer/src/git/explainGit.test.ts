import { expect, test } from 'vitest'
import { explainGit } from './explainGit.ts'

test.each<[string, string, boolean]>([
  ["fatal: Authentication failed for 'https://x/'", 'GitUnauthorized', false],
  ["fatal: could not read Username for 'https://x': terminal prompts disabled", 'GitUnauthorized', false],
  ['The requested URL returned error: 403', 'GitUnauthorized', false],
  ['The requested URL returned error: 301', 'RepositoryNotFound', false],
  ["fatal: repository 'https://x/' not found", 'RepositoryNotFound', false],
  ['fatal: https://x/info/refs not valid: is this a git repository?', 'RepositoryNotFound', false],
  ["fatal: couldn't find remote ref refs/heads/x", 'CommitNotFound', false],
  ['fatal: remote error: upload-pack: not our ref 0123', 'CommitNotFound', false],
  ["fatal: unable to access 'https://x/': Could not resolve host: x", 'GitUnreachable', true],
  ["fatal: unable to access 'https://x/': Failed to connect to x port 443", 'GitUnreachable', true],
  ['The requested URL returned error: 502', 'GitUnreachable', true],
  ['server certificate verification failed. CAfile: none', 'GitUnreachable', false],
  ["fatal: transport 'file' not allowed", 'GitUnreachable', false],
  ['fatal: write error: No space left on device', 'RepositoryTooLarge', false],
  ['fatal: early EOF', 'GitUnreachable', true],
  ['', 'GitUnreachable', true],
])('%s is %s', (stderr, reason, retry) => {
  const error = explainGit({ stderr, cause: undefined }, 'https://git.example.com/shop.git')
  expect(error).toMatchObject({ reason, retry })
  expect(error.message).toContain('https://git.example.com/shop.git')
})
