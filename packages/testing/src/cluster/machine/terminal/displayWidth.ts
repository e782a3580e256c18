const marks = /^[\p{Mn}\p{Me}\p{Cf}]$/u
const wide =
  /^[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{1f300}-\u{1f64f}\u{1f680}-\u{1f6ff}\u{1f900}-\u{1f9ff}\u{20000}-\u{3fffd}]$/u

/** How many columns a character, or a text of them, takes on a terminal. */
export function displayWidth(text: string): number {
  let width = 0
  for (const character of text) {
    if (character < '\u007f') width += 1
    else if (!marks.test(character)) width += wide.test(character) ? 2 : 1
  }
  return width
}
