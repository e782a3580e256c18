import { expect, test, vi } from 'vitest'
import { render } from 'vitest-browser-react'
import { ClockContext, useNow } from './clock.ts'

function Time({ every }: { every: number }) {
  return <span data-testid="time">{useNow(every)}</span>
}

test('all that wait for the same interval share one timer, and stop it together', async () => {
  const started = vi.spyOn(globalThis, 'setInterval')
  const stopped = vi.spyOn(globalThis, 'clearInterval')
  let now = 1000
  const clock = () => now
  const screen = await render(
    <ClockContext.Provider value={clock}>
      <Time every={20} />
      <Time every={20} />
      <Time every={20} />
    </ClockContext.Provider>,
  )
  const timers = () => started.mock.calls.filter(([, delay]) => delay === 20).length
  expect(timers()).toBe(1)
  now = 9000
  const times = () =>
    screen
      .getByTestId('time')
      .elements()
      .map(({ textContent }) => textContent)
  await expect.poll(times).toEqual(['9000', '9000', '9000'])
  await screen.unmount()
  const timer: unknown = started.mock.results[started.mock.calls.findIndex(([, delay]) => delay === 20)]?.value
  expect(stopped).toHaveBeenCalledWith(timer)
})
