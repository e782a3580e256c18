import preview from '#storybook/preview'
import { phases } from '@catalyst/api/phases'
import { expect } from 'storybook/test'
import { PhaseBadge } from './PhaseBadge.tsx'

const meta = preview.meta({ title: 'Components/PhaseBadge', component: PhaseBadge })

/** Each phase has its own word and its own shape; colour only repeats them. */
export const AllPhases = meta.story({
  args: { phase: 'Ready' },
  render: () => (
    <div style={{ display: 'flex', flexWrap: 'wrap', gap: 8 }}>
      {phases.map((phase) => (
        <PhaseBadge key={phase} phase={phase} />
      ))}
    </div>
  ),
  play: async ({ canvasElement }) => {
    const badges = [...canvasElement.querySelectorAll('[data-phase]')]
    await expect(badges.map((badge) => badge.textContent)).toEqual([...phases])
    const shapes = badges.map((badge) => badge.querySelector('svg')?.innerHTML)
    await expect(new Set(shapes).size).toBe(phases.length)
  },
})

export const InOtherWords = meta.story({
  args: { phase: 'Degraded', messages: { Degraded: 'Läuft eingeschränkt' }, className: 'host-class', id: 'badge' },
  play: async ({ canvas }) => {
    const badge = canvas.getByText('Läuft eingeschränkt')
    await expect(badge).toHaveClass('host-class')
    await expect(badge).toHaveAttribute('id', 'badge')
    await expect(badge).toHaveAttribute('data-tone', 'warning')
  },
})
