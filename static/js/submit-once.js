// A second click while the first is on its way sends nothing. The button stays focusable, and comes back if the page does.
const PATIENCE = 10000;

function release(form) {
  delete form.dataset.clubSent;
  for (const button of form.querySelectorAll("[type=submit][aria-disabled]")) button.removeAttribute("aria-disabled");
}

function hold(form) {
  form.dataset.clubSent = "yes";
  for (const button of form.querySelectorAll("[type=submit]")) button.setAttribute("aria-disabled", "true");
  setTimeout(release, PATIENCE, form);
}

export function submitOnce(root) {
  root.addEventListener("submit", (event) => {
    const form = event.target;
    if (event.defaultPrevented || form.method !== "post") return;
    if (form.dataset.clubSent) event.preventDefault();
    else hold(form);
  });
  window.addEventListener("pageshow", (event) => {
    if (event.persisted) for (const form of root.querySelectorAll("form[data-club-sent]")) release(form);
  });
}
