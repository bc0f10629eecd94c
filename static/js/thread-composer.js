// Writing: drafts kept per thread, Ctrl + Enter sends, and the others are told that somebody writes.
import { erase, read, write } from "./draft-store.js";

const BETWEEN_SIGNS = 3000;

export function composer(form, name, { send, typing }) {
  const field = form.querySelector("textarea");
  let told = 0;
  field.value ||= read(name)?.body ?? "";
  field.addEventListener("input", () => {
    if (field.value) write(name, { body: field.value });
    else erase(name);
    if (!field.value || Date.now() - told < BETWEEN_SIGNS) return;
    told = Date.now();
    typing();
  });
  field.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) form.requestSubmit();
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const body = field.value.trim();
    if (!body) return;
    field.value = "";
    field.dispatchEvent(new Event("input", { bubbles: true }));
    told = 0;
    field.focus();
    send(body);
  });
}
