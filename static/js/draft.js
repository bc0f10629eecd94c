// Long forms (data-club-draft="a key with the row's id and version, so that an old text never covers a newer one") keep what is
// typed until the server accepted it: that is, until a sent form is followed by a page that is not the same form.
import { canKeep, erase, eraseAll, read, write } from "./draft-store.js";

const SENT = "club-draft-sent";
const PAUSE = 400;

const fieldsOf = (form) => [...form.elements].filter((field) => field.name && !["hidden", "password", "file", "submit"].includes(field.type));

function valuesOf(form) {
  const data = new FormData(form);
  return Object.fromEntries([...new Set(fieldsOf(form).map((field) => field.name))].map((name) => [name, data.getAll(name).filter(Boolean)]));
}

function put(field, values) {
  if (field.type === "checkbox" || field.type === "radio") field.checked = values.includes(field.value);
  else field.value = values.join(", ");
}

function notice(form, key) {
  const box = Object.assign(document.createElement("div"), { className: "draft-notice" });
  const text = Object.assign(document.createElement("p"), { textContent: "Texte retrouvé : nous avons remis ce que vous aviez commencé à écrire." });
  const discard = Object.assign(document.createElement("button"), { type: "button", className: "btn btn-link", textContent: "Repartir sans ce texte" });
  box.setAttribute("role", "status");
  discard.addEventListener("click", () => { erase(key); location.reload(); });
  box.append(text, discard);
  form.prepend(box);
}

// A page that comes back with errors already holds the latest words.
function restore(form, key) {
  const kept = read(key);
  const isAnswer = document.querySelector("[data-club-errors]");
  if (!kept || isAnswer || JSON.stringify(kept) === JSON.stringify(valuesOf(form))) return;
  for (const field of fieldsOf(form)) if (kept[field.name]) put(field, kept[field.name]);
  notice(form, key);
}

function follow(form) {
  const key = form.dataset.clubDraft;
  let pause;
  restore(form, key);
  const save = () => { clearTimeout(pause); pause = setTimeout(() => write(key, valuesOf(form)), PAUSE); };
  form.addEventListener("input", save);
  form.addEventListener("change", save);
  form.addEventListener("submit", () => {
    clearTimeout(pause);
    write(key, valuesOf(form));
    sessionStorage.setItem(SENT, key);
  });
}

function settle(forms) {
  const sent = sessionStorage.getItem(SENT);
  sessionStorage.removeItem(SENT);
  if (sent && !forms.some((form) => form.dataset.clubDraft === sent)) erase(sent);
}

export function drafts(root) {
  root.querySelector("[data-club-sign-out]")?.addEventListener("submit", eraseAll);
  if (!canKeep()) return;
  const forms = [...root.querySelectorAll("form[data-club-draft]")];
  settle(forms);
  forms.forEach(follow);
}
