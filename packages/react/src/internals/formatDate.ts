/** A moment in the reader's own way of writing it and in their time zone: `20 Nov 2026, 12:00:00`. */
export function formatDate(time: string | number): string {
  const date = new Date(time)
  return Number.isNaN(date.getTime()) ? String(time) : formats.format(date)
}

const formats = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'medium' })
