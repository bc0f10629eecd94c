// After a refused form the focus goes to the summary; its links lead to the fields.
export function focusErrors(root) {
  root.querySelector("[data-club-errors]")?.focus();
}
