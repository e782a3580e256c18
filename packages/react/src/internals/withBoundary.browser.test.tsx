import { createRef, forwardRef, StrictMode, type ComponentPropsWithoutRef } from 'react'
import { afterEach, beforeEach, expect, expectTypeOf, test, vi, type MockInstance } from 'vitest'
import { render } from 'vitest-browser-react'
import { withBoundary } from './withBoundary.tsx'

interface GreetingProps extends ComponentPropsWithoutRef<'p'> {
  person: { name: string }
}

let broken = false
let reports: MockInstance

const Greeting = withBoundary(
  forwardRef<HTMLParagraphElement, GreetingProps>(function Greeting({ person, ...elementProps }, ref) {
    if (broken || person.name === 'nobody') throw new Error(`There is no ${person.name}.`)
    return (
      <p ref={ref} {...elementProps}>
        Hello {person.name}
      </p>
    )
  }),
)

beforeEach(() => {
  broken = false
  // React reports what a boundary caught.
  reports = vi.spyOn(console, 'error').mockImplementation(() => undefined)
})
afterEach(() => vi.restoreAllMocks())

test('a component keeps its name, its ref and its props', async () => {
  const ref = createRef<HTMLParagraphElement>()
  await render(<Greeting ref={ref} person={{ name: 'Ada' }} className="own" />)
  expect(ref.current?.textContent).toBe('Hello Ada')
  expect(ref.current?.className).toBe('own')
  expect(Greeting.displayName).toBe('Greeting')
  expectTypeOf<Parameters<typeof Greeting>[0]['person']>().toEqualTypeOf<{ name: string }>()
  // @ts-expect-error a greeting needs a person
  void (<Greeting />)
  // @ts-expect-error the element is a paragraph
  void (<Greeting ref={createRef<SVGSVGElement>()} person={{ name: 'Ada' }} />)
})

test('an error leaves the rest of the page alone, and a retry brings the component back', async () => {
  broken = true
  const screen = await render(
    <StrictMode>
      <Greeting person={{ name: 'Ada' }} className="own" style={{ margin: 3 }} />
      <p>The rest</p>
    </StrictMode>,
  )
  await expect.element(screen.getByText('The rest')).toBeVisible()
  const alert = screen.getByRole('alert')
  await expect.element(alert.getByText('This part of the page failed')).toBeVisible()
  await expect.element(alert).toHaveClass('own')
  await expect.element(alert).toHaveStyle({ margin: '3px' })
  expect(alert.element().querySelector('details')?.textContent).toContain('There is no Ada.')

  await screen.getByRole('button', { name: 'Try again' }).click()
  await expect.element(alert).toBeVisible()
  broken = false
  await screen.getByRole('button', { name: 'Try again' }).click()
  await expect.element(screen.getByText('Hello Ada')).toBeVisible()
})

test('something else to show is tried at once, the same written anew is not', async () => {
  const screen = await render(<Greeting person={{ name: 'nobody' }} onClick={() => undefined} />)
  await expect.element(screen.getByRole('alert')).toBeVisible()
  const reported = reports.mock.calls.length
  await screen.rerender(<Greeting person={{ name: 'nobody' }} onClick={() => undefined} />)
  await expect.element(screen.getByRole('alert')).toBeVisible()
  expect(reports.mock.calls.length).toBe(reported)
  await screen.rerender(<Greeting person={{ name: 'Ada' }} />)
  await expect.element(screen.getByText('Hello Ada')).toBeVisible()
})

test('within a line the notice is a line', async () => {
  const Inline = withBoundary(
    forwardRef<HTMLSpanElement>(function Inline() {
      throw new Error('No.')
    }),
    { inline: true },
  )
  const screen = await render(
    <p>
      Phase: <Inline />
    </p>,
  )
  await expect.element(screen.getByRole('alert')).toBeVisible()
  expect(screen.getByRole('alert').element().localName).toBe('span')
})
