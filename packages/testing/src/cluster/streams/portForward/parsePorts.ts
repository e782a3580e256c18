/** The ports that a plain WebSocket is to reach; a text says what is wrong with them, as kubelet does. */
export function parsePorts(query: URLSearchParams): number[] | string {
  // The API server hands them on in one.
  const text = query.getAll('ports').join(',')
  if (text === '') return 'query parameter "port" is required'
  const ports: number[] = []
  for (const part of text.split(',')) {
    const port = Number(part)
    if (!/^\d+$/.test(part) || port > 0xffff) {
      return `unable to parse "${text}" as a port: strconv.ParseUint: parsing "${part}": invalid syntax`
    }
    if (port < 1) return `port "${text}" must be > 0`
    ports.push(port)
  }
  return ports
}
