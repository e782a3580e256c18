/** The element of the headings inside a form. */
export type FormHeading = 'h2' | 'h3' | 'h4'
