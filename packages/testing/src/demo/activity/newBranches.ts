/** Branches of pull requests that are opened while one looks. */
export const newBranches = [
  'feature/gift-wrapping',
  'feature/wish-list',
  'fix/basket-badge',
  'chore/update-react',
  'feature/delivery-slots',
  'fix/keyboard-in-filters',
] as const
