/** Words of `YamlPreview`. */
export interface YamlPreviewMessages {
  title: string
  loading: string
  copy: string
  copied: string
  copyFailed: string
}

export const yamlPreviewMessages: YamlPreviewMessages = {
  title: 'YAML',
  loading: 'Writing the YAML',
  copy: 'Copy',
  copied: 'Copied',
  copyFailed: 'The browser did not let it be copied. Select the text and copy it yourself.',
}
