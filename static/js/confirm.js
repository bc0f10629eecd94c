// The unfolding confirmation becomes a modal dialog: focus is held, Escape cancels, focus comes back.
function dialogFor(details, rank) {
  const panel = details.querySelector("form");
  const dialog = document.createElement("dialog");
  const question = panel.querySelector(".confirm-question");
  question.id = `question-${rank}`;
  dialog.className = "confirm-dialog";
  dialog.setAttribute("aria-labelledby", question.id);
  dialog.append(panel);
  details.after(dialog);
  const cancel = panel.querySelector("[data-club-cancel]");
  cancel.hidden = false;
  cancel.addEventListener("click", () => dialog.close());
  return dialog;
}

export function confirmations(root) {
  for (const [rank, details] of root.querySelectorAll("[data-club-confirm]").entries()) {
    const summary = details.querySelector("summary");
    const dialog = dialogFor(details, rank);
    summary.setAttribute("role", "button");
    summary.setAttribute("aria-haspopup", "dialog");
    summary.addEventListener("click", (event) => {
      event.preventDefault();
      dialog.showModal();
      dialog.querySelector("[data-club-cancel]").focus();
    });
    dialog.addEventListener("close", () => summary.focus());
  }
}
