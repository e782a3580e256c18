import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { readContainerfile } from './readContainerfile.ts'

const text = readFileSync(join(import.meta.dirname, '../../deploy/container/Containerfile'), 'utf8')

test('the image runs the server as nobody in particular and is asked to end by SIGTERM', () => {
  expect(readContainerfile(text)).toMatchObject({
    Entrypoint: ['/bin/node', '/catalyst/server/dist/main.js'],
    ExposedPorts: { '8080/tcp': {}, '9090/tcp': {} },
    Labels: { 'org.opencontainers.image.licenses': 'Apache-2.0' },
    StopSignal: 'SIGTERM',
    User: '65532:65532',
    WorkingDir: '/catalyst',
  })
})

test.each(['RUN rm -rf /', 'ADD more /', 'COPY more /', 'HEALTHCHECK CMD true', 'VOLUME /data'])(
  'a line that only a builder would obey is refused: %s',
  (line) => {
    expect(() => readContainerfile(`${text}\n${line}\n`)).toThrow(line)
  },
)

test('an image of anything but the staged files is refused', () => {
  expect(() => readContainerfile(text.replace('FROM scratch', 'FROM debian'))).toThrow('FROM scratch')
})
