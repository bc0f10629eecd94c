// Says how many characters are left; the screen reader hears it after a pause, and only when little is left.
const PAUSE = 900;
const LITTLE = 0.1;
const figures = new Intl.NumberFormat("fr-FR");

function sentence(left) {
  const count = figures.format(Math.abs(left));
  const plural = Math.abs(left) > 1 ? "s" : "";
  return left >= 0 ? `Il reste ${count} caractère${plural}` : `${count} caractère${plural} de trop`;
}

// Characters are code points, and a line end is one: as the server counts.
function watch(field) {
  const output = document.getElementById(field.dataset.clubCount);
  const max = Number(field.dataset.clubMax);
  if (!output) return;
  const voice = document.createElement("span");
  voice.className = "visually-hidden";
  voice.setAttribute("role", "status");
  output.after(voice);
  let pause;
  const show = () => {
    const left = max - [...field.value].length;
    output.textContent = sentence(left);
    output.hidden = "clubQuiet" in output.dataset && left > max * LITTLE;
    output.classList.toggle("field-counter-over", left < 0);
    clearTimeout(pause);
    pause = setTimeout(() => { voice.textContent = left < max * LITTLE ? sentence(left) : ""; }, PAUSE);
  };
  field.addEventListener("input", show);
  field.form?.addEventListener("reset", () => setTimeout(show));
  if (field.value) show();
}

export function counters(root) {
  for (const field of root.querySelectorAll("[data-club-count]")) watch(field);
}
