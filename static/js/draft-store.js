// Texts kept on this device, per person and per form. Nothing is kept for visitors, and signing out erases everything.
const PREFIX = "club-draft:";
const DAYS = 14;

const person = () => document.body.dataset.clubPerson;
const address = (key) => `${PREFIX}${person()}:${key}`;

export const canKeep = () => Boolean(person());

export function read(key) {
  try {
    const kept = JSON.parse(localStorage.getItem(address(key)));
    return kept && Date.now() - kept.at < DAYS * 86400000 ? kept.values : null;
  } catch { return null; }
}

export function write(key, values) {
  try { localStorage.setItem(address(key), JSON.stringify({ at: Date.now(), values })); } catch { /* Full or refused: the page goes on. */ }
}

export const erase = (key) => localStorage.removeItem(address(key));

export function eraseAll() {
  Object.keys(localStorage).filter((name) => name.startsWith(PREFIX)).forEach((name) => localStorage.removeItem(name));
}
