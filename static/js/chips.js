// A comma-separated input becomes tags: Enter or comma adds, Backspace in an empty input removes the last.
// Each tag posts a hidden input of the same name, and what is still being typed is posted too.
import { suggest } from "./suggest.js";

function chip(name, value, onRemove) {
  const item = document.createElement("li");
  const hidden = Object.assign(document.createElement("input"), { type: "hidden", name, value });
  const remove = Object.assign(document.createElement("button"), { type: "button", textContent: "×" });
  remove.setAttribute("aria-label", `Retirer ${value}`);
  remove.addEventListener("click", () => onRemove(item));
  item.className = "chip";
  item.append(value, hidden, remove);
  return item;
}

function enhance(box) {
  const input = box.querySelector("input");
  const list = Object.assign(document.createElement("ul"), { className: "chip-list" });
  const voice = Object.assign(document.createElement("span"), { className: "visually-hidden" });
  const isRequired = input.required;
  voice.setAttribute("role", "status");
  list.setAttribute("aria-label", "Valeurs choisies");
  input.placeholder = "Ajoutez, puis Entrée";
  box.prepend(list);
  box.append(voice);

  const values = () => [...list.querySelectorAll("input")].map((hidden) => hidden.value.toLowerCase());
  const changed = (sentence) => {
    input.required = isRequired && !list.children.length;
    voice.textContent = sentence;
    box.dispatchEvent(new Event("change", { bubbles: true }));
  };
  const remove = (item) => {
    const value = item.querySelector("input").value;
    item.remove();
    changed(`${value} retiré`);
    input.focus();
  };
  const add = (text) => {
    const fresh = text.split(",").map((part) => part.trim()).filter((part) => part && !values().includes(part.toLowerCase()));
    list.append(...fresh.map((value) => chip(input.name, value, remove)));
    input.value = "";
    if (fresh.length) changed(`${fresh.join(", ")} ajouté`);
  };

  input.addEventListener("keydown", (event) => {
    if ((event.key === "Enter" || event.key === ",") && input.value.trim()) {
      event.preventDefault();
      add(input.value);
    } else if (event.key === "Backspace" && !input.value && list.lastElementChild) remove(list.lastElementChild);
  });
  input.addEventListener("blur", () => add(input.value));
  input.addEventListener("input", (event) => { if (input.value.includes(",") || isChosen(event)) add(input.value); });
  add(input.value);
  voice.textContent = "";
  if (box.dataset.clubSuggestions) suggest(input, box.dataset.clubSuggestions);
}

// Choosing in the native list is an answer; typing the same letters may be the start of a longer one.
const isChosen = (event) => !(event instanceof InputEvent) || event.inputType === "insertReplacementText";

export function chips(root) {
  for (const box of root.querySelectorAll("[data-club-chips]")) enhance(box);
}
