/** Path below which the proxy serves this page, such as `/catalyst`; the build is the same for all. */
export const basePath = document.querySelector<HTMLMetaElement>('meta[name="catalyst-base"]')?.content ?? ''
