// Facets apply as soon as a box is ticked; the focus comes back to that box on the new page.
const KEY = "club-facette";
const WIDE = "(min-width: 62rem)";

function comeBack(form) {
  const id = sessionStorage.getItem(KEY);
  const box = id && form.querySelector(`#${CSS.escape(id)}`);
  if (!box) return;
  sessionStorage.removeItem(KEY);
  form.closest("details").open = true;
  box.focus({ preventScroll: !matchMedia(WIDE).matches });
}

export function autoSubmit(root) {
  for (const form of root.querySelectorAll("[data-club-auto-submit]")) {
    form.querySelector("[data-club-auto-button]").hidden = true;
    form.querySelector("[data-club-auto-note]").hidden = false;
    if (matchMedia(WIDE).matches) form.closest("details").open = true;
    form.addEventListener("change", (event) => {
      sessionStorage.setItem(KEY, event.target.id);
      form.requestSubmit();
    });
    comeBack(form);
  }
}
