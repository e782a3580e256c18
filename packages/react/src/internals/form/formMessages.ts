import type { FieldFault } from './fieldFaults.ts'

/** Words that all forms share: what may be wrong with a field. */
export interface FormMessages {
  fault: Record<FieldFault, string>
}

export const formMessages: FormMessages = {
  fault: {
    required: 'This is needed.',
    tooLong: 'This is too long.',
    notALabel: 'Use lower-case letters, digits and hyphens; begin and end with a letter or digit; 63 at most.',
    notAPath: 'Give the path from the root of the repository: no slash at its beginning, no “..”.',
    notABranch: 'Give the name of a branch, or a full commit of 40 digits.',
    notAnImage: 'Give an image such as registry.example.com/shop:v1, or a tag.',
    notATag: 'Give a tag such as v1.4: letters, digits, “.”, “-” and “_”.',
    notADigest: 'Give “sha256:” and 64 hexadecimal digits.',
    notARepository: 'Give the https or ssh URL of a Git repository, without a password.',
    notAQuantity: 'Give a quantity such as 500m or 2Gi.',
    notAVariable: 'Use letters, digits, “_”, “-” and “.”, and begin with none of the digits.',
    notAPort: 'Give a port from 1 to 65535.',
    notACount: 'Give a whole number from 0 to 100.',
    notYaml: 'This is no YAML.',
    notAMap: 'Give keys with values, such as “replicas: 2”.',
    hasField: 'Something here has a field of its own, such as a port or services: set it there, and leave it out here.',
    twice: 'This name is there twice.',
  },
}
