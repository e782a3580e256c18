const texts = {
  environment: ['404 Not Found', 'No environment has this address', 'It may have been deleted, or has another name.'],
  service: [
    '503 Service Unavailable',
    'Nothing to show yet',
    'The environment is there, and has no Service that leads to what runs in it.',
  ],
  pod: [
    '503 Service Unavailable',
    'Not ready yet',
    'The environment is there, and no pod of it is ready. Look again in a moment; its page in Catalyst says what it waits for, or why it failed.',
  ],
  connection: [
    '502 Bad Gateway',
    'Not reached',
    'The pod of the environment could not be reached. Look again in a moment; the log of the server says why.',
  ],
} as const

/** A whole answer, as it goes over the wire, for a browser that came to an environment that can't answer. */
export function refusal(reason: keyof typeof texts): string {
  const [status, title, text] = texts[reason]
  const page = `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${title}</title><h1>${title}</h1><p>${text}</p></html>\n`
  return [
    `HTTP/1.1 ${status}`,
    'Content-Type: text/html; charset=utf-8',
    `Content-Length: ${Buffer.byteLength(page)}`,
    'Cache-Control: no-store',
    'Connection: close',
    '',
    page,
  ].join('\r\n')
}
