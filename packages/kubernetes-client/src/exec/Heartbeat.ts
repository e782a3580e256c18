import type { WebSocket } from 'ws'

const intervalMs = 20_000
const patienceMs = 70_000

/**
 * Pings the API server, so that nothing on the way cuts a silent connection, and cuts it itself when no answer comes. While
 * nothing is read (paused) no answer can be seen, and while a command does not read its input the API server doesn't
 * answer either; TCP's own keep-alive then has to tell. A connection on which something comes needs no ping, and it may
 * do harm: what is sent to a server that has written everything and closed its end is answered by a reset, which takes with it
 * the output that waits here to be read.
 */
export class Heartbeat {
  readonly #timer: NodeJS.Timeout
  #lastSign = Date.now()
  #mayBeBlocked = false

  constructor(socket: WebSocket, isPaused: () => boolean) {
    socket.on('pong', () => {
      this.#mayBeBlocked = false
      this.touch()
    })
    this.#timer = setInterval(() => {
      if (socket.readyState !== 1 /* OPEN */) return
      const silentMs = Date.now() - this.#lastSign
      if (isPaused()) this.touch()
      else if (silentMs > patienceMs && !this.#mayBeBlocked) socket.terminate()
      else if (silentMs >= intervalMs / 2) socket.ping()
    }, intervalMs)
  }

  touch(): void {
    this.#lastSign = Date.now()
  }

  /** Input is under way: a pong may have to wait behind it. */
  expectDelay(): void {
    this.#mayBeBlocked = true
  }

  stop(): void {
    clearInterval(this.#timer)
  }
}
